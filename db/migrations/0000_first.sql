CREATE TABLE `audit_events` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` text NOT NULL,
	`actor_id` integer,
	`actor_name` text NOT NULL,
	`action` text NOT NULL,
	`object_kind` text NOT NULL,
	`object_id` integer,
	`details` text NOT NULL,
	`address` text,
	`request_id` text,
	`previous_hash` text NOT NULL,
	`hash` text NOT NULL,
	FOREIGN KEY (`actor_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "audit_events_details" CHECK(json_valid("audit_events"."details")),
	CONSTRAINT "audit_events_at" CHECK("audit_events"."at" is null or "audit_events"."at" glob '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9]Z')
) STRICT;
--> statement-breakpoint
CREATE INDEX `audit_events_object` ON `audit_events` (`object_kind`,`object_id`);--> statement-breakpoint
CREATE INDEX `audit_events_actor` ON `audit_events` (`actor_id`,`at`);--> statement-breakpoint
CREATE TABLE `idempotency_keys` (
	`key` text PRIMARY KEY NOT NULL,
	`user_id` integer NOT NULL,
	`action` text NOT NULL,
	`payload_hash` text NOT NULL,
	`result` text NOT NULL,
	`created_at` text NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "idempotency_keys_at" CHECK("idempotency_keys"."created_at" is null or "idempotency_keys"."created_at" glob '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9]Z')
) STRICT;
--> statement-breakpoint
CREATE INDEX `idempotency_keys_created` ON `idempotency_keys` (`created_at`);--> statement-breakpoint
CREATE TABLE `contacts` (
	`id` integer PRIMARY KEY NOT NULL,
	`customer_id` integer NOT NULL,
	`name` text NOT NULL,
	`title` text,
	`phone` text,
	`phone_key` text,
	`wechat` text,
	`email` text,
	`is_primary` integer DEFAULT false NOT NULL,
	`search_text` text NOT NULL,
	`created_at` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "contacts_name_filled" CHECK("contacts"."name" <> '' and "contacts"."name" = trim("contacts"."name"))
) STRICT;
--> statement-breakpoint
CREATE INDEX `contacts_customer` ON `contacts` (`customer_id`);--> statement-breakpoint
CREATE INDEX `contacts_phone` ON `contacts` (`phone_key`);--> statement-breakpoint
CREATE UNIQUE INDEX `contacts_primary` ON `contacts` (`customer_id`) WHERE is_primary = 1;--> statement-breakpoint
CREATE TABLE `customers` (
	`id` integer PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`code_key` text NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`sort_key` text NOT NULL,
	`search_text` text NOT NULL,
	`industry_id` integer,
	`region_id` integer,
	`source_id` integer,
	`demand_type_id` integer,
	`demand_change` text,
	`demand_clear` integer,
	`intended_line_id` integer,
	`level` text DEFAULT 'normal' NOT NULL,
	`stage` text DEFAULT 'contact' NOT NULL,
	`loss_reason_id` integer,
	`filed_on` text NOT NULL,
	`first_contact_on` text,
	`cooperating_since` text,
	`owner_id` integer,
	`team_id` integer,
	`credit_code` text,
	`terms_kind` text,
	`terms_days` integer,
	`expected_annual_fen` integer,
	`strategic_value` integer,
	`strategic_reason` text,
	`invoice_details` text,
	`notes` text,
	`last_contact_on` text,
	`next_due_on` text,
	`archived_at` text,
	`created_at` text NOT NULL,
	`created_by` integer,
	`import_id` integer,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`industry_id`) REFERENCES `dictionary_entries`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`region_id`) REFERENCES `dictionary_entries`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`source_id`) REFERENCES `dictionary_entries`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`demand_type_id`) REFERENCES `dictionary_entries`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`intended_line_id`) REFERENCES `dictionary_entries`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`loss_reason_id`) REFERENCES `dictionary_entries`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`owner_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "customers_name_filled" CHECK("customers"."name" <> '' and "customers"."name" = trim("customers"."name")),
	CONSTRAINT "customers_code_filled" CHECK("customers"."code" <> '' and "customers"."code" = trim("customers"."code")),
	CONSTRAINT "customers_level" CHECK("customers"."level" in ('strategic', 'key', 'potential', 'normal')),
	CONSTRAINT "customers_stage" CHECK("customers"."stage" in ('contact', 'research', 'evaluation', 'negotiation', 'won', 'lost')),
	CONSTRAINT "customers_terms" CHECK("customers"."terms_kind" is null or "customers"."terms_kind" in ('days', 'month_end')),
	CONSTRAINT "customers_terms_days" CHECK(("customers"."terms_kind" = 'days') = ("customers"."terms_days" is not null) or "customers"."terms_kind" is null),
	CONSTRAINT "customers_strategic_value" CHECK("customers"."strategic_value" is null or "customers"."strategic_value" between 0 and 5),
	CONSTRAINT "customers_filed_on" CHECK("customers"."filed_on" is null or date("customers"."filed_on", '+0 days') = "customers"."filed_on"),
	CONSTRAINT "customers_first_contact_on" CHECK("customers"."first_contact_on" is null or date("customers"."first_contact_on", '+0 days') = "customers"."first_contact_on"),
	CONSTRAINT "customers_first_contact_before_filing" CHECK("customers"."first_contact_on" is null or "customers"."first_contact_on" <= "customers"."filed_on"),
	CONSTRAINT "customers_cooperating_since" CHECK("customers"."cooperating_since" is null or date("customers"."cooperating_since", '+0 days') = "customers"."cooperating_since"),
	CONSTRAINT "customers_archived_at" CHECK("customers"."archived_at" is null or "customers"."archived_at" glob '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9]Z')
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `customers_code` ON `customers` (`code_key`);--> statement-breakpoint
CREATE UNIQUE INDEX `customers_name` ON `customers` (`name_key`);--> statement-breakpoint
CREATE UNIQUE INDEX `customers_credit_code` ON `customers` (`credit_code`);--> statement-breakpoint
CREATE INDEX `customers_sort` ON `customers` (`sort_key`,`id`);--> statement-breakpoint
CREATE INDEX `customers_owner` ON `customers` (`owner_id`,`sort_key`,`id`);--> statement-breakpoint
CREATE INDEX `customers_team` ON `customers` (`team_id`,`sort_key`,`id`);--> statement-breakpoint
CREATE TABLE `stage_changes` (
	`id` integer PRIMARY KEY NOT NULL,
	`customer_id` integer NOT NULL,
	`from_stage` text,
	`to_stage` text NOT NULL,
	`loss_reason_id` integer,
	`changed_on` text NOT NULL,
	`changed_at` text NOT NULL,
	`changed_by` integer,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`loss_reason_id`) REFERENCES `dictionary_entries`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`changed_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "stage_changes_to" CHECK("stage_changes"."to_stage" in ('contact', 'research', 'evaluation', 'negotiation', 'won', 'lost')),
	CONSTRAINT "stage_changes_from" CHECK("stage_changes"."from_stage" in ('contact', 'research', 'evaluation', 'negotiation', 'won', 'lost')),
	CONSTRAINT "stage_changes_on" CHECK("stage_changes"."changed_on" is null or date("stage_changes"."changed_on", '+0 days') = "stage_changes"."changed_on")
) STRICT;
--> statement-breakpoint
CREATE INDEX `stage_changes_customer` ON `stage_changes` (`customer_id`,`changed_at`);--> statement-breakpoint
CREATE TABLE `follow_up_records` (
	`id` integer PRIMARY KEY NOT NULL,
	`customer_id` integer NOT NULL,
	`task_id` integer,
	`author_id` integer,
	`method` text NOT NULL,
	`contacted_on` text NOT NULL,
	`contacted_at` text,
	`entered_at` text NOT NULL,
	`reached` integer DEFAULT true NOT NULL,
	`summary` text NOT NULL,
	`feedback` text,
	`next_plan` text,
	`next_on` text,
	`stage_after` text,
	`import_id` integer,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`task_id`) REFERENCES `follow_up_tasks`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "follow_up_records_method" CHECK("follow_up_records"."method" in ('phone', 'visit', 'email', 'wechat', 'meeting')),
	CONSTRAINT "follow_up_records_stage" CHECK("follow_up_records"."stage_after" in ('contact', 'research', 'evaluation', 'negotiation', 'won', 'lost')),
	CONSTRAINT "follow_up_records_summary_filled" CHECK("follow_up_records"."summary" <> '' and "follow_up_records"."summary" = trim("follow_up_records"."summary")),
	CONSTRAINT "follow_up_records_contacted_on" CHECK("follow_up_records"."contacted_on" is null or date("follow_up_records"."contacted_on", '+0 days') = "follow_up_records"."contacted_on"),
	CONSTRAINT "follow_up_records_next_on" CHECK("follow_up_records"."next_on" is null or date("follow_up_records"."next_on", '+0 days') = "follow_up_records"."next_on"),
	CONSTRAINT "follow_up_records_entered_at" CHECK("follow_up_records"."entered_at" is null or "follow_up_records"."entered_at" glob '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9]Z')
) STRICT;
--> statement-breakpoint
CREATE INDEX `follow_up_records_customer` ON `follow_up_records` (`customer_id`,`contacted_on`,`id`);--> statement-breakpoint
CREATE INDEX `follow_up_records_author` ON `follow_up_records` (`author_id`,`contacted_on`,`id`);--> statement-breakpoint
CREATE INDEX `follow_up_records_contacted` ON `follow_up_records` (`contacted_on`,`id`);--> statement-breakpoint
CREATE TABLE `follow_up_tasks` (
	`id` integer PRIMARY KEY NOT NULL,
	`customer_id` integer NOT NULL,
	`assignee_id` integer,
	`kind` text NOT NULL,
	`method` text,
	`objective` text,
	`due_on` text NOT NULL,
	`status` text DEFAULT 'open' NOT NULL,
	`cancel_reason` text,
	`created_at` text NOT NULL,
	`created_by` integer,
	`started_at` text,
	`finished_at` text,
	`import_id` integer,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`assignee_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "follow_up_tasks_kind" CHECK("follow_up_tasks"."kind" in ('automatic', 'manual')),
	CONSTRAINT "follow_up_tasks_method" CHECK("follow_up_tasks"."method" in ('phone', 'visit', 'email', 'wechat', 'meeting')),
	CONSTRAINT "follow_up_tasks_status" CHECK("follow_up_tasks"."status" in ('open', 'in_progress', 'done', 'cancelled')),
	CONSTRAINT "follow_up_tasks_cancelled" CHECK(("follow_up_tasks"."status" = 'cancelled') = ("follow_up_tasks"."cancel_reason" is not null)),
	CONSTRAINT "follow_up_tasks_finished" CHECK(("follow_up_tasks"."status" in ('done', 'cancelled')) = ("follow_up_tasks"."finished_at" is not null)),
	CONSTRAINT "follow_up_tasks_due_on" CHECK("follow_up_tasks"."due_on" is null or date("follow_up_tasks"."due_on", '+0 days') = "follow_up_tasks"."due_on")
) STRICT;
--> statement-breakpoint
CREATE INDEX `follow_up_tasks_assignee` ON `follow_up_tasks` (`assignee_id`,`status`,`due_on`);--> statement-breakpoint
CREATE INDEX `follow_up_tasks_customer` ON `follow_up_tasks` (`customer_id`,`status`,`due_on`);--> statement-breakpoint
CREATE INDEX `follow_up_tasks_due` ON `follow_up_tasks` (`due_on`,`id`) WHERE status in ('open', 'in_progress');--> statement-breakpoint
CREATE UNIQUE INDEX `follow_up_tasks_one_automatic` ON `follow_up_tasks` (`customer_id`) WHERE kind = 'automatic' and status in ('open', 'in_progress');--> statement-breakpoint
CREATE TABLE `import_chunks` (
	`import_id` integer NOT NULL,
	`position` integer NOT NULL,
	`data` blob NOT NULL,
	PRIMARY KEY(`import_id`, `position`),
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `import_words` (
	`field` text NOT NULL,
	`word_key` text NOT NULL,
	`word` text NOT NULL,
	`answer` text NOT NULL,
	`decided_by` integer NOT NULL,
	`decided_at` text NOT NULL,
	PRIMARY KEY(`field`, `word_key`),
	FOREIGN KEY (`decided_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `imports` (
	`id` integer PRIMARY KEY NOT NULL,
	`file_name` text NOT NULL,
	`file_hash` text NOT NULL,
	`status` text NOT NULL,
	`answers` text DEFAULT '{}' NOT NULL,
	`result` text,
	`created_by` integer NOT NULL,
	`created_at` text NOT NULL,
	`published_at` text,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`created_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "imports_status" CHECK("imports"."status" in ('draft', 'published', 'discarded')),
	CONSTRAINT "imports_published_at" CHECK(("imports"."status" = 'published') = ("imports"."published_at" is not null)),
	CONSTRAINT "imports_created_at" CHECK("imports"."created_at" is null or "imports"."created_at" glob '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9]Z')
) STRICT;
--> statement-breakpoint
CREATE INDEX `imports_created_by` ON `imports` (`created_by`,`created_at`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` integer PRIMARY KEY NOT NULL,
	`token_hash` text NOT NULL,
	`user_id` integer NOT NULL,
	`created_at` text NOT NULL,
	`last_seen_at` text NOT NULL,
	`expires_at` text NOT NULL,
	`address` text,
	`device` text,
	`ended_at` text,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "sessions_created_at" CHECK("sessions"."created_at" is null or "sessions"."created_at" glob '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9]Z'),
	CONSTRAINT "sessions_expires_at" CHECK("sessions"."expires_at" is null or "sessions"."expires_at" glob '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9]Z'),
	CONSTRAINT "sessions_ended_at" CHECK("sessions"."ended_at" is null or "sessions"."ended_at" glob '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9]Z')
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `sessions_token` ON `sessions` (`token_hash`);--> statement-breakpoint
CREATE INDEX `sessions_user` ON `sessions` (`user_id`);--> statement-breakpoint
CREATE TABLE `sign_in_throttles` (
	`key` text PRIMARY KEY NOT NULL,
	`failures` integer NOT NULL,
	`last_failure_at` text NOT NULL,
	`blocked_until` text
) STRICT;
--> statement-breakpoint
CREATE TABLE `teams` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`sort_key` text NOT NULL,
	`created_at` text NOT NULL,
	`archived_at` text,
	`version` integer DEFAULT 1 NOT NULL,
	CONSTRAINT "teams_name_filled" CHECK("teams"."name" <> '' and "teams"."name" = trim("teams"."name")),
	CONSTRAINT "teams_created_at" CHECK("teams"."created_at" is null or "teams"."created_at" glob '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9]Z'),
	CONSTRAINT "teams_archived_at" CHECK("teams"."archived_at" is null or "teams"."archived_at" glob '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9]Z')
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `teams_name_key` ON `teams` (`name_key`);--> statement-breakpoint
CREATE TABLE `user_tokens` (
	`id` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`user_id` integer,
	`token_hash` text NOT NULL,
	`created_at` text NOT NULL,
	`created_by` integer,
	`expires_at` text NOT NULL,
	`used_at` text,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "user_tokens_kind" CHECK("user_tokens"."kind" in ('set_up', 'set_password')),
	CONSTRAINT "user_tokens_user" CHECK(("user_tokens"."kind" = 'set_up') = ("user_tokens"."user_id" is null)),
	CONSTRAINT "user_tokens_expires_at" CHECK("user_tokens"."expires_at" is null or "user_tokens"."expires_at" glob '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9]Z'),
	CONSTRAINT "user_tokens_used_at" CHECK("user_tokens"."used_at" is null or "user_tokens"."used_at" glob '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9]Z')
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `user_tokens_hash` ON `user_tokens` (`token_hash`);--> statement-breakpoint
CREATE TABLE `users` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`sort_key` text NOT NULL,
	`login` text NOT NULL,
	`login_key` text NOT NULL,
	`role` text NOT NULL,
	`is_admin` integer DEFAULT false NOT NULL,
	`team_id` integer,
	`status` text NOT NULL,
	`password_hash` text,
	`language` text DEFAULT 'zh' NOT NULL,
	`created_at` text NOT NULL,
	`disabled_at` text,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "users_name_filled" CHECK("users"."name" <> '' and "users"."name" = trim("users"."name")),
	CONSTRAINT "users_login_filled" CHECK("users"."login" <> '' and "users"."login" = trim("users"."login")),
	CONSTRAINT "users_role" CHECK("users"."role" in ('rep', 'supervisor', 'manager')),
	CONSTRAINT "users_status" CHECK("users"."status" in ('invited', 'active', 'disabled')),
	CONSTRAINT "users_language" CHECK("users"."language" in ('zh', 'en')),
	CONSTRAINT "users_is_admin" CHECK("users"."is_admin" in (0, 1)),
	CONSTRAINT "users_team_of_role" CHECK("users"."role" = 'manager' or "users"."team_id" is not null),
	CONSTRAINT "users_active_has_password" CHECK("users"."status" <> 'active' or "users"."password_hash" is not null),
	CONSTRAINT "users_disabled_at" CHECK(("users"."status" = 'disabled') = ("users"."disabled_at" is not null)),
	CONSTRAINT "users_created_at" CHECK("users"."created_at" is null or "users"."created_at" glob '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9]Z')
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `users_login_key` ON `users` (`login_key`);--> statement-breakpoint
CREATE INDEX `users_name_key` ON `users` (`name_key`);--> statement-breakpoint
CREATE INDEX `users_team` ON `users` (`team_id`);--> statement-breakpoint
CREATE TABLE `payments` (
	`id` integer PRIMARY KEY NOT NULL,
	`sale_id` integer NOT NULL,
	`amount_fen` integer NOT NULL,
	`paid_on` text NOT NULL,
	`method` text,
	`reason` text,
	`recorded_by` integer,
	`recorded_at` text NOT NULL,
	`voided_at` text,
	`void_reason` text,
	`import_id` integer,
	FOREIGN KEY (`sale_id`) REFERENCES `sales`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recorded_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "payments_amount" CHECK("payments"."amount_fen" <> 0),
	CONSTRAINT "payments_method" CHECK("payments"."method" in ('transfer', 'cash', 'cheque', 'draft', 'other')),
	CONSTRAINT "payments_paid_on" CHECK("payments"."paid_on" is null or date("payments"."paid_on", '+0 days') = "payments"."paid_on"),
	CONSTRAINT "payments_recorded_at" CHECK("payments"."recorded_at" is null or "payments"."recorded_at" glob '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9]Z'),
	CONSTRAINT "payments_void" CHECK(("payments"."voided_at" is null) = ("payments"."void_reason" is null))
) STRICT;
--> statement-breakpoint
CREATE INDEX `payments_sale` ON `payments` (`sale_id`,`paid_on`,`amount_fen`,`voided_at`);--> statement-breakpoint
CREATE INDEX `payments_paid` ON `payments` (`paid_on`,`sale_id`,`amount_fen`,`voided_at`);--> statement-breakpoint
CREATE TABLE `sales` (
	`id` integer PRIMARY KEY NOT NULL,
	`order_number` text NOT NULL,
	`order_key` text NOT NULL,
	`order_group` text NOT NULL,
	`kind` text NOT NULL,
	`reverses_id` integer,
	`customer_id` integer NOT NULL,
	`product_id` integer,
	`product_name` text NOT NULL,
	`quantity` integer,
	`unit_price` integer,
	`amount_fen` integer NOT NULL,
	`deal_on` text NOT NULL,
	`deal_month` text GENERATED ALWAYS AS (substr(deal_on, 1, 7)) STORED NOT NULL,
	`due_on` text NOT NULL,
	`review` text NOT NULL,
	`reviewed_by` integer,
	`reviewed_at` text,
	`reject_reason` text,
	`voided_at` text,
	`voided_by` integer,
	`void_reason` text,
	`salesperson_id` integer NOT NULL,
	`team_id` integer,
	`product_line_id` integer,
	`region_id` integer,
	`industry_id` integer,
	`source_id` integer,
	`level` text NOT NULL,
	`paid_fen` integer DEFAULT 0 NOT NULL,
	`last_paid_on` text,
	`reversed_fen` integer DEFAULT 0 NOT NULL,
	`counts` integer GENERATED ALWAYS AS (review = 'approved' and voided_at is null) STORED NOT NULL,
	`balance_fen` integer GENERATED ALWAYS AS (case when review = 'approved' and voided_at is null and reverses_id is null then amount_fen + reversed_fen - paid_fen else 0 end) STORED NOT NULL,
	`notes` text,
	`created_at` text NOT NULL,
	`created_by` integer,
	`import_id` integer,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`reverses_id`) REFERENCES `sales`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`product_id`) REFERENCES `products`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`reviewed_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`voided_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`salesperson_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`product_line_id`) REFERENCES `dictionary_entries`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`region_id`) REFERENCES `dictionary_entries`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`industry_id`) REFERENCES `dictionary_entries`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`source_id`) REFERENCES `dictionary_entries`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "sales_kind" CHECK("sales"."kind" in ('sale', 'reversal')),
	CONSTRAINT "sales_review" CHECK("sales"."review" in ('pending', 'approved', 'rejected')),
	CONSTRAINT "sales_level" CHECK("sales"."level" in ('strategic', 'key', 'potential', 'normal')),
	CONSTRAINT "sales_sign" CHECK(case "sales"."kind" when 'sale' then "sales"."amount_fen" >= 0 else "sales"."amount_fen" < 0 end),
	CONSTRAINT "sales_reverses_only_reversals" CHECK("sales"."reverses_id" is null or "sales"."kind" = 'reversal'),
	CONSTRAINT "sales_reversed_at_most_amount" CHECK("sales"."kind" = 'reversal' or "sales"."reversed_fen" between -"sales"."amount_fen" and 0),
	CONSTRAINT "sales_linked_reversal_unpaid" CHECK("sales"."reverses_id" is null or "sales"."paid_fen" = 0),
	CONSTRAINT "sales_reversed_while_counting" CHECK("sales"."reversed_fen" = 0 or ("sales"."review" = 'approved' and "sales"."voided_at" is null)),
	CONSTRAINT "sales_order_number_filled" CHECK("sales"."order_number" <> '' and "sales"."order_number" = trim("sales"."order_number")),
	CONSTRAINT "sales_deal_on" CHECK("sales"."deal_on" is null or date("sales"."deal_on", '+0 days') = "sales"."deal_on"),
	CONSTRAINT "sales_due_on" CHECK("sales"."due_on" is null or date("sales"."due_on", '+0 days') = "sales"."due_on"),
	CONSTRAINT "sales_void" CHECK(("sales"."voided_at" is null) = ("sales"."void_reason" is null)),
	CONSTRAINT "sales_void_unpaid" CHECK("sales"."voided_at" is null or "sales"."paid_fen" = 0),
	CONSTRAINT "sales_rejected_unpaid" CHECK("sales"."review" <> 'rejected' or ("sales"."paid_fen" = 0 and "sales"."reject_reason" is not null)),
	CONSTRAINT "sales_created_at" CHECK("sales"."created_at" is null or "sales"."created_at" glob '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9]Z')
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `sales_order_key` ON `sales` (`order_key`);--> statement-breakpoint
CREATE INDEX `sales_customer` ON `sales` (`customer_id`,`deal_on`);--> statement-breakpoint
CREATE INDEX `sales_salesperson` ON `sales` (`salesperson_id`,`deal_on`,`id`);--> statement-breakpoint
CREATE INDEX `sales_team` ON `sales` (`team_id`,`deal_on`,`id`);--> statement-breakpoint
CREATE INDEX `sales_deal` ON `sales` (`deal_on`,`id`);--> statement-breakpoint
CREATE INDEX `sales_reverses` ON `sales` (`reverses_id`);--> statement-breakpoint
CREATE INDEX `sales_owing` ON `sales` (`due_on`) WHERE balance_fen > 0;--> statement-breakpoint
CREATE INDEX `sales_owing_salesperson` ON `sales` (`salesperson_id`,`due_on`,`balance_fen`) WHERE balance_fen > 0;--> statement-breakpoint
CREATE INDEX `sales_owing_team` ON `sales` (`team_id`,`due_on`,`balance_fen`) WHERE balance_fen > 0;--> statement-breakpoint
CREATE INDEX `sales_credit` ON `sales` (`due_on`) WHERE balance_fen < 0;--> statement-breakpoint
CREATE INDEX `sales_last_paid` ON `sales` (`last_paid_on`,`deal_on`);--> statement-breakpoint
CREATE INDEX `sales_pending` ON `sales` (`deal_on`) WHERE review = 'pending' and voided_at is null;--> statement-breakpoint
CREATE TABLE `dictionary_entries` (
	`id` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`position` integer DEFAULT 0 NOT NULL,
	`retired_at` text,
	CONSTRAINT "dictionary_entries_kind" CHECK("dictionary_entries"."kind" in ('industry', 'region', 'source', 'demand_type', 'product_line', 'loss_reason')),
	CONSTRAINT "dictionary_entries_name_filled" CHECK("dictionary_entries"."name" <> '' and "dictionary_entries"."name" = trim("dictionary_entries"."name"))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `dictionary_entries_name` ON `dictionary_entries` (`kind`,`name_key`);--> statement-breakpoint
CREATE TABLE `instance` (
	`id` integer PRIMARY KEY NOT NULL,
	`uuid` text NOT NULL,
	`created_at` text NOT NULL,
	`clock` text,
	`is_demo` integer DEFAULT false NOT NULL,
	CONSTRAINT "instance_one_row" CHECK("instance"."id" = 1)
) STRICT;
--> statement-breakpoint
CREATE TABLE `products` (
	`id` integer PRIMARY KEY NOT NULL,
	`code` text,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`sort_key` text NOT NULL,
	`product_line_id` integer,
	`unit` text,
	`default_price` integer,
	`retired_at` text,
	`created_at` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`product_line_id`) REFERENCES `dictionary_entries`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "products_name_filled" CHECK("products"."name" <> '' and "products"."name" = trim("products"."name"))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `products_name` ON `products` (`name_key`);--> statement-breakpoint
CREATE UNIQUE INDEX `products_code` ON `products` (`code`);--> statement-breakpoint
CREATE TABLE `settings` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` integer,
	FOREIGN KEY (`updated_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "settings_value" CHECK(json_valid("settings"."value")),
	CONSTRAINT "settings_updated_at" CHECK("settings"."updated_at" is null or "settings"."updated_at" glob '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9]Z')
) STRICT;
--> statement-breakpoint
CREATE TABLE `targets` (
	`id` integer PRIMARY KEY NOT NULL,
	`month` text NOT NULL,
	`metric` text DEFAULT 'amount' NOT NULL,
	`layer` text NOT NULL,
	`user_id` integer,
	`team_id` integer,
	`product_line_id` integer,
	`subject` text GENERATED ALWAYS AS (layer || ':' || coalesce(case layer when 'person' then user_id else team_id end, 0) || ':' || coalesce(product_line_id, 0)) STORED NOT NULL,
	`amount_fen` integer NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` integer,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`product_line_id`) REFERENCES `dictionary_entries`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`updated_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "targets_month" CHECK("targets"."month" glob '[0-9][0-9][0-9][0-9]-[01][0-9]' and substr("targets"."month", 6, 2) between '01' and '12'),
	CONSTRAINT "targets_metric" CHECK("targets"."metric" in ('amount', 'cash')),
	CONSTRAINT "targets_layer" CHECK("targets"."layer" in ('person', 'team', 'department')),
	CONSTRAINT "targets_amount" CHECK("targets"."amount_fen" >= 0),
	CONSTRAINT "targets_subject" CHECK(case "targets"."layer" when 'person' then "targets"."user_id" is not null when 'team' then "targets"."team_id" is not null and "targets"."user_id" is null else "targets"."user_id" is null and "targets"."team_id" is null end)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `targets_one` ON `targets` (`month`,`metric`,`subject`);