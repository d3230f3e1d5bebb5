import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { moment } from '../columns';
import { isMoment } from './checks';
import { users } from './people';

/** Append-only (triggers refuse UPDATE and DELETE); each row's hash covers the row before it (R41). */
export const auditEvents = sqliteTable(
  'audit_events',
  {
    seq: integer('seq').primaryKey({ autoIncrement: true }),
    at: moment('at').notNull(),
    /** Null for the system and for sign-in failures of unknown names. */
    actorId: integer('actor_id').references(() => users.id),
    actorName: text('actor_name').notNull(),
    /** `concept.verb`, e.g. `payment.recorded`. */
    action: text('action').notNull(),
    objectKind: text('object_kind').notNull(),
    objectId: integer('object_id'),
    /** What changed, with contact data masked. */
    details: text('details', { mode: 'json' }).notNull(),
    address: text('address'),
    requestId: text('request_id'),
    previousHash: text('previous_hash').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [
    index('audit_events_object').on(t.objectKind, t.objectId),
    index('audit_events_actor').on(t.actorId, t.at),
    check('audit_events_details', sql`json_valid(${t.details})`),
    check('audit_events_at', isMoment(t.at)),
  ],
);

/** A form posted twice writes once (R42): the first answer is kept under the form's key. */
export const idempotencyKeys = sqliteTable(
  'idempotency_keys',
  {
    key: text('key').primaryKey(),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id),
    action: text('action').notNull(),
    /** SHA-256 of the posted fields: the same key with other content is a mistake, not a replay. */
    payloadHash: text('payload_hash').notNull(),
    result: text('result', { mode: 'json' }).notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [index('idempotency_keys_created').on(t.createdAt), check('idempotency_keys_at', isMoment(t.createdAt))],
);
