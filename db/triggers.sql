-- Re-applied at every start (idempotent): migrations that rebuild a table drop its triggers.

-- R41: the audit trail only grows.
drop trigger if exists audit_events_no_update;
create trigger audit_events_no_update before update on audit_events
begin select raise(abort, 'audit_events is append-only'); end;
drop trigger if exists audit_events_no_delete;
create trigger audit_events_no_delete before delete on audit_events
begin select raise(abort, 'audit_events is append-only'); end;
-- INSERT OR REPLACE deletes without firing delete triggers.
drop trigger if exists audit_events_no_replace;
create trigger audit_events_no_replace before insert on audit_events
when exists (select 1 from audit_events where seq = new.seq)
begin select raise(abort, 'audit_events is append-only'); end;

-- R19: sales that someone approved, and payments, are voided, never deleted.
drop trigger if exists sales_no_delete;
create trigger sales_no_delete before delete on sales when old.review = 'approved'
begin select raise(abort, 'approved sales are voided, not deleted'); end;

-- R18: a sale's paid amount is the sum of its payments and its payment date the last.
drop trigger if exists payments_insert_paid;
create trigger payments_insert_paid after insert on payments
begin
  update sales set
    paid_fen = (select coalesce(sum(amount_fen), 0) from payments where sale_id = new.sale_id and voided_at is null),
    last_paid_on = (select max(paid_on) from payments where sale_id = new.sale_id and voided_at is null)
  where id = new.sale_id;
end;
drop trigger if exists payments_update_paid;
create trigger payments_update_paid after update of amount_fen, paid_on, voided_at, sale_id on payments
begin
  update sales set
    paid_fen = (select coalesce(sum(amount_fen), 0) from payments where sale_id = sales.id and voided_at is null),
    last_paid_on = (select max(paid_on) from payments where sale_id = sales.id and voided_at is null)
  where id in (old.sale_id, new.sale_id);
end;
drop trigger if exists payments_delete_paid;
create trigger payments_delete_paid after delete on payments
begin
  update sales set
    paid_fen = (select coalesce(sum(amount_fen), 0) from payments where sale_id = old.sale_id and voided_at is null),
    last_paid_on = (select max(paid_on) from payments where sale_id = old.sale_id and voided_at is null)
  where id = old.sale_id;
end;

-- R18: a sale in 分期 is due with its first part still open, else with its last. Payments cover the parts from the first
-- on, a reversal takes away from the last (lib/owed.ts spells the same). Its own update of due_on fires it no second time:
-- recursive triggers are off.
drop trigger if exists sales_update_due;
create trigger sales_update_due after update of instalment_count, amount_fen, paid_fen, reversed_fen, due_on on sales
when new.instalment_count > 0
begin
  update sales set due_on = coalesce(
    (select i.due_on from instalments i where i.sale_id = new.id
      and min(i.through_fen, new.amount_fen + new.reversed_fen)
        > iif(i.position = 1, new.paid_fen,
          max(new.paid_fen, min(i.through_fen - i.amount_fen, new.amount_fen + new.reversed_fen)))
      order by i.position limit 1),
    (select i.due_on from instalments i where i.sale_id = new.id order by i.position desc limit 1),
    new.due_on)
  where id = new.id;
end;
drop trigger if exists instalments_insert_count;
create trigger instalments_insert_count after insert on instalments
begin
  update sales set instalment_count = (select count(*) from instalments where sale_id = new.sale_id)
  where id = new.sale_id;
end;
drop trigger if exists instalments_update_count;
create trigger instalments_update_count after update on instalments
begin
  update sales set instalment_count = (select count(*) from instalments where sale_id = sales.id)
  where id in (old.sale_id, new.sale_id);
end;
drop trigger if exists instalments_delete_count;
create trigger instalments_delete_count after delete on instalments
begin
  update sales set instalment_count = (select count(*) from instalments where sale_id = old.sale_id)
  where id = old.sale_id;
end;

-- R19: approved reversals reduce their original.
drop trigger if exists sales_insert_reversed;
create trigger sales_insert_reversed after insert on sales when new.reverses_id is not null
begin
  update sales set reversed_fen = (
    select coalesce(sum(amount_fen), 0) from sales r
    where r.reverses_id = new.reverses_id and r.review = 'approved' and r.voided_at is null)
  where id = new.reverses_id;
end;
drop trigger if exists sales_update_reversed;
create trigger sales_update_reversed after update of amount_fen, review, voided_at, reverses_id on sales
when new.reverses_id is not null or old.reverses_id is not null
begin
  update sales set reversed_fen = (
    select coalesce(sum(amount_fen), 0) from sales r
    where r.reverses_id = sales.id and r.review = 'approved' and r.voided_at is null)
  where id in (old.reverses_id, new.reverses_id);
end;

-- R17: a rejection stays on record when the sale is corrected and filed again.
drop trigger if exists sales_update_rejected;
create trigger sales_update_rejected after update of review on sales
when new.review = 'rejected' and old.review <> 'rejected'
begin
  insert into sale_rejections (sale_id, reason, rejected_by, rejected_at)
  values (new.id, new.reject_reason, new.reviewed_by, coalesce(new.reviewed_at, strftime('%Y-%m-%dT%H:%M:%fZ', 'now')));
end;
drop trigger if exists sales_update_refiled;
create trigger sales_update_refiled after update of review on sales
when new.review = 'pending' and old.review = 'rejected'
begin
  update sale_rejections set refiled_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
  where sale_id = new.id and refiled_at is null;
end;

-- The day of the latest real contact and of the next open task, for lists and cadence (R33).
drop trigger if exists follow_up_records_last_contact;
create trigger follow_up_records_last_contact after insert on follow_up_records when new.reached = 1
begin
  update customers set last_contact_on = max(coalesce(last_contact_on, ''), new.contacted_on) where id = new.customer_id;
end;
drop trigger if exists follow_up_records_delete_last_contact;
create trigger follow_up_records_delete_last_contact after delete on follow_up_records when old.reached = 1
begin
  update customers set last_contact_on = (
    select max(contacted_on) from follow_up_records where customer_id = old.customer_id and reached = 1)
  where id = old.customer_id;
end;
drop trigger if exists follow_up_tasks_insert_next_due;
create trigger follow_up_tasks_insert_next_due after insert on follow_up_tasks
begin
  update customers set next_due_on = (
    select min(due_on) from follow_up_tasks where customer_id = new.customer_id and status in ('open', 'in_progress'))
  where id = new.customer_id;
end;
drop trigger if exists follow_up_tasks_update_next_due;
create trigger follow_up_tasks_update_next_due after update of due_on, status, customer_id on follow_up_tasks
begin
  update customers set next_due_on = (
    select min(due_on) from follow_up_tasks where customer_id = customers.id and status in ('open', 'in_progress'))
  where id in (old.customer_id, new.customer_id);
end;
drop trigger if exists follow_up_tasks_delete_next_due;
create trigger follow_up_tasks_delete_next_due after delete on follow_up_tasks
begin
  update customers set next_due_on = (
    select min(due_on) from follow_up_tasks where customer_id = old.customer_id and status in ('open', 'in_progress'))
  where id = old.customer_id;
end;

-- R5: what a former 协同人 had promised the customer goes back to its owner, however it ended.
drop trigger if exists collaborators_delete_tasks;
create trigger collaborators_delete_tasks after delete on collaborators
begin
  update follow_up_tasks set
    assignee_id = (
      select coalesce(c.owner_id, (
        select min(u.id) from users u where u.team_id = c.team_id and u.role = 'supervisor' and u.status = 'active'))
      from customers c where c.id = old.customer_id),
    version = version + 1
  where customer_id = old.customer_id and assignee_id = old.user_id and status in ('open', 'in_progress')
    and assignee_id is not (select owner_id from customers where id = old.customer_id);
end;
