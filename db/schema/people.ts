import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { moment } from '../columns';
import { isFilled, isMoment, oneOf } from './checks';

export const roles = ['rep', 'supervisor', 'manager'] as const;
export type Role = (typeof roles)[number];
export const userStatuses = ['invited', 'active', 'disabled'] as const;
export const tokenKinds = ['set_up', 'set_password'] as const;

export const teams = sqliteTable(
  'teams',
  {
    id: integer('id').primaryKey(),
    name: text('name').notNull(),
    nameKey: text('name_key').notNull(),
    sortKey: text('sort_key').notNull(),
    createdAt: moment('created_at').notNull(),
    archivedAt: moment('archived_at'),
    version: integer('version').notNull().default(1),
  },
  (t) => [
    uniqueIndex('teams_name_key').on(t.nameKey),
    check('teams_name_filled', isFilled(t.name)),
    check('teams_created_at', isMoment(t.createdAt)),
    check('teams_archived_at', isMoment(t.archivedAt)),
  ],
);

/** People who sign in. A manager may stand above the teams; a rep or supervisor belongs to one (R5). */
export const users = sqliteTable(
  'users',
  {
    id: integer('id').primaryKey(),
    /** The name shown, as typed. */
    name: text('name').notNull(),
    nameKey: text('name_key').notNull(),
    sortKey: text('sort_key').notNull(),
    /** The sign-in name as typed; compared by its key. */
    login: text('login').notNull(),
    loginKey: text('login_key').notNull(),
    role: text('role', { enum: roles }).notNull(),
    isAdmin: integer('is_admin', { mode: 'boolean' }).notNull().default(false),
    teamId: integer('team_id').references(() => teams.id),
    status: text('status', { enum: userStatuses }).notNull(),
    passwordHash: text('password_hash'),
    /** The address an identity provider vouches for; written by an admin only, compared by its key. */
    email: text('email'),
    emailKey: text('email_key'),
    /** 明文导出 (R6): exports of customers show contact data, for a reason given each time. */
    exportsClear: integer('exports_clear', { mode: 'boolean' }).notNull().default(false),
    language: text('language', { enum: ['zh', 'en'] })
      .notNull()
      .default('zh'),
    createdAt: moment('created_at').notNull(),
    disabledAt: moment('disabled_at'),
    version: integer('version').notNull().default(1),
  },
  (t) => [
    uniqueIndex('users_login_key').on(t.loginKey),
    uniqueIndex('users_email_key').on(t.emailKey),
    index('users_name_key').on(t.nameKey),
    index('users_team').on(t.teamId),
    check('users_name_filled', isFilled(t.name)),
    check('users_login_filled', isFilled(t.login)),
    check('users_role', oneOf(t.role, roles)),
    check('users_status', oneOf(t.status, userStatuses)),
    check('users_language', oneOf(t.language, ['zh', 'en'])),
    check('users_is_admin', sql`${t.isAdmin} in (0, 1)`),
    check('users_team_of_role', sql`${t.role} = 'manager' or ${t.teamId} is not null`),
    check('users_active_has_password', sql`${t.status} <> 'active' or ${t.passwordHash} is not null`),
    check('users_disabled_at', sql`(${t.status} = 'disabled') = (${t.disabledAt} is not null)`),
    check('users_created_at', isMoment(t.createdAt)),
  ],
);

/** One row per device signed in; the cookie holds a random id of which only the hash stands here. */
export const sessions = sqliteTable(
  'sessions',
  {
    id: integer('id').primaryKey(),
    tokenHash: text('token_hash').notNull(),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id),
    createdAt: moment('created_at').notNull(),
    lastSeenAt: moment('last_seen_at').notNull(),
    /** When it was to end at the latest, as the settings stood; whether it goes on is judged by those of now. */
    expiresAt: moment('expires_at').notNull(),
    address: text('address'),
    device: text('device'),
    endedAt: moment('ended_at'),
  },
  (t) => [
    uniqueIndex('sessions_token').on(t.tokenHash),
    index('sessions_user').on(t.userId),
    check('sessions_created_at', isMoment(t.createdAt)),
    check('sessions_expires_at', isMoment(t.expiresAt)),
    check('sessions_ended_at', isMoment(t.endedAt)),
  ],
);

/** One-use addresses: the first set-up (no user yet) and setting a password. Only the hash is kept. */
export const userTokens = sqliteTable(
  'user_tokens',
  {
    id: integer('id').primaryKey(),
    kind: text('kind', { enum: tokenKinds }).notNull(),
    userId: integer('user_id').references(() => users.id),
    tokenHash: text('token_hash').notNull(),
    createdAt: moment('created_at').notNull(),
    createdBy: integer('created_by').references(() => users.id),
    expiresAt: moment('expires_at').notNull(),
    usedAt: moment('used_at'),
  },
  (t) => [
    uniqueIndex('user_tokens_hash').on(t.tokenHash),
    check('user_tokens_kind', oneOf(t.kind, tokenKinds)),
    check('user_tokens_user', sql`(${t.kind} = 'set_up') = (${t.userId} is null)`),
    check('user_tokens_expires_at', isMoment(t.expiresAt)),
    check('user_tokens_used_at', isMoment(t.usedAt)),
  ],
);

/** Failed sign-ins per account, network and device, so that a restart forgets none of them; an hour later they go. */
export const signInThrottles = sqliteTable('sign_in_throttles', {
  /** What is counted: `throttlesOf` in lib/people/sign-in.ts makes them. */
  key: text('key').primaryKey(),
  failures: integer('failures').notNull(),
  lastFailureAt: moment('last_failure_at').notNull(),
  blockedUntil: moment('blocked_until'),
});

/** Who a person is at the identity provider (OIDC). A subject is never one of our ids. */
export const userIdentities = sqliteTable(
  'user_identities',
  {
    id: integer('id').primaryKey(),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id),
    issuer: text('issuer').notNull(),
    subject: text('subject').notNull(),
    linkedAt: moment('linked_at').notNull(),
  },
  (t) => [
    uniqueIndex('user_identities_subject').on(t.issuer, t.subject),
    index('user_identities_user').on(t.userId),
    check('user_identities_linked_at', isMoment(t.linkedAt)),
  ],
);
