import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import { type Tx, write } from '@/db/client';
import { idempotencyKeys } from '@/db/schema/audit';
import { recordedIn } from './audit/record';
import { realNow } from './clock';
import { log } from './log';
import { touchSession, viewerOfSession } from './session';
import type { Viewer } from './viewer';

/** A message key with its parameters; the edge translates it into the user's language. */
export type Message = { key: string; params?: Record<string, string | number> | undefined };
export type FieldErrors = Record<string, Message[]>;

export type Done = {
  done: true;
  to?: string | undefined;
  value?: unknown;
  /** Shown in the form, or, with `to`, once on the page it leads to. */
  message?: Message | undefined;
  /** Shown once on the page the action was called from, when that page has no form to show a message in. */
  notice?: Message | undefined;
  /** Offered beside `message` or `notice` for ten seconds: an action of components/shell/undo.ts and its fields. */
  undo?: Undo | undefined;
  /** The value is a secret, kept nowhere: a second posting answers with this message instead. */
  once?: Message | undefined;
};
export type Undo = { name: string; fields: Record<string, string> };
export type Refusal = {
  done: false;
  message: Message;
  errors?: FieldErrors | undefined;
  /** Fields that come back other than they were typed: the renewed `opened` of an edit form (R42). */
  values?: Record<string, string> | undefined;
  /** The form's key is used up: sent once more, it is another record. `to` is where the first one stands. */
  used?: { to: string | null } | undefined;
};
export type Outcome = Done | Refusal;

/** The write is good: `to` is where to go after the commit, `value` what the form gets back. */
export const done = (result: Omit<Done, 'done'> = {}): Done => ({ done: true, ...result });
/** Nothing is written. With `field`, the message stands beside that field. */
export const refuse = (
  key: string,
  { field, params }: { field?: string; params?: Message['params'] } = {},
): Refusal => ({
  done: false,
  message: field ? { key: 'form.check' } : { key, params },
  errors: field ? { [field]: [{ key, params }] } : undefined,
});

/** Nothing is written; each message stands beside its field. */
export const refuseFields = (errors: FieldErrors): Refusal => ({ done: false, message: { key: 'form.check' }, errors });

export type ActionDefinition<S extends z.ZodType, P> = {
  name: string;
  schema: S;
  /** Async work before the transaction: hashing, reading files. */
  prepare?: ((input: z.output<S>) => Promise<P>) | undefined;
  /** Synchronous: better-sqlite3 commits when it returns. Throws and refusals roll back. */
  run: (tx: Tx, input: z.output<S>, viewer: Viewer, prepared: P) => Outcome;
};

/** Where a request came from, read by the Next adapter and by tests. */
export type Caller = { origin: string | null; fetchSite: string | null; hosts: string[]; sessionToken: string | null };

/** A fast hash of a password is as good as the password to whoever gets hold of the file: it is kept out of the payload's. */
const withoutPasswords = (values: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !name.toLowerCase().includes('password')));

/** What a replay of the same form is answered. */
const kept = (outcome: Done): Done => (outcome.once ? done({ message: outcome.once }) : outcome);

/** The answer to the first sending was lost, and then something was changed: say so, and let them file it as another. */
function usedKey(earlier: typeof idempotencyKeys.$inferSelect, viewer: Viewer, name: string): Refusal {
  const isTheirs = earlier.userId === viewer.id && earlier.action === name;
  const to = isTheirs ? ((earlier.result as Done).to ?? null) : null;
  return { ...refuse('form.keyReused'), used: { to } };
}

class RolledBack extends Error {
  constructor(readonly refusal: Refusal) {
    super('refused');
  }
}

/** Same-origin only: a missing Origin passes when the browser itself says same-origin. */
export function isSameOrigin({ origin, fetchSite, hosts }: Omit<Caller, 'sessionToken'>): boolean {
  if (origin === null) return fetchSite === 'same-origin';
  return URL.canParse(origin) && hosts.includes(new URL(origin).host);
}

/** The refusal names the one setting a proxy needs: the address people use may be one nobody has told us (P28). */
export const foreignOrigin = ({ origin }: Pick<Caller, 'origin'>): Refusal =>
  origin && URL.canParse(origin) && /^https?:/.test(origin)
    ? refuse('form.unknownAddress', { params: { address: new URL(origin).origin } })
    : refuse('form.foreignOrigin');

/** Fields of a form as plain values: repeated names become arrays, framework fields are left out. */
export function formValues(form: FormData): Record<string, string | string[]> {
  const values: Record<string, string | string[]> = {};
  for (const name of new Set(form.keys())) {
    if (name.startsWith('$ACTION') || name === '_key') continue;
    const all = form.getAll(name).filter((value): value is string => typeof value === 'string');
    values[name] = all.length > 1 || name.endsWith('[]') ? all : (all[0] ?? '');
  }
  return values;
}

/** Fields with a row number as rows: `{ 'lines.0.amount': '3' }` → `{ lines: [{ amount: '3' }] }`. */
export function nested(values: Record<string, string | string[]>): Record<string, unknown> {
  const plain: Record<string, unknown> = {};
  const lists = new Map<string, Record<string, unknown>[]>();
  for (const [name, value] of Object.entries(values)) {
    const [, list, row, field] = /^([a-z]\w*)\.(\d{1,2})\.([a-z]\w*)$/i.exec(name) ?? [];
    if (!list || !row || !field) {
      plain[name] = value;
      continue;
    }
    const rows = lists.get(list) ?? [];
    // A row keeps its number, so that its errors stand beside it.
    rows[Number(row)] = { ...rows[Number(row)], [field]: value };
    lists.set(list, rows);
  }
  for (const [list, rows] of lists) plain[list] = Array.from(rows);
  return plain;
}

/** What zod found wrong, as message keys beside their fields. */
export function fieldErrors(error: z.ZodError): FieldErrors {
  const errors: FieldErrors = {};
  for (const issue of error.issues) {
    const name = issue.path.join('.');
    errors[name] ??= [];
    // Our schemas give message keys (with dots); zod's own words only mean that the value has the wrong form.
    errors[name].push({ key: /^[a-z][\w]*\.[\w.]+$/i.test(issue.message) ? issue.message : 'form.invalid' });
  }
  return errors;
}

/**
 * A write by a person, in this order (§4): origin → parse → async preparation → BEGIN IMMEDIATE → viewer read again →
 * idempotency key → run → commit. Redirecting and revalidating come after, in `action`.
 */
export async function runAction<S extends z.ZodType, P>(
  definition: ActionDefinition<S, P>,
  caller: Caller,
  form: FormData,
): Promise<Outcome> {
  const started = performance.now();
  const outcome = await attempt(definition, caller, form).catch((error: unknown) => {
    log('action', { name: definition.name, ms: Math.round(performance.now() - started), outcome: 'error' });
    throw error;
  });
  log('action', {
    name: definition.name,
    ms: Math.round(performance.now() - started),
    outcome: outcome.done ? 'done' : outcome.message.key,
  });
  return outcome;
}

async function attempt<S extends z.ZodType, P>(
  { name, schema, prepare, run }: ActionDefinition<S, P>,
  caller: Caller,
  form: FormData,
): Promise<Outcome> {
  if (!isSameOrigin(caller)) return foreignOrigin(caller);
  const values = formValues(form);
  const parsed = schema.safeParse(nested(values));
  if (!parsed.success) return refuseFields(fieldErrors(parsed.error));
  const prepared = (await prepare?.(parsed.data)) as P;
  const key = form.get('_key');
  if (typeof key !== 'string' || key === '') return refuse('form.stale');
  const payloadHash = createHash('sha256')
    .update(JSON.stringify(withoutPasswords(values)))
    .digest('hex');

  try {
    return await write((tx) => {
      const viewer = caller.sessionToken === null ? null : viewerOfSession(tx, caller.sessionToken);
      if (!viewer) throw new RolledBack(refuse('form.signedOut'));

      const earlier = tx.select().from(idempotencyKeys).where(eq(idempotencyKeys.key, key)).get();
      if (earlier) {
        const same = earlier.userId === viewer.id && earlier.action === name && earlier.payloadHash === payloadHash;
        if (!same) throw new RolledBack(usedKey(earlier, viewer, name));
        return earlier.result as Done;
      }

      const outcome = run(tx, parsed.data, viewer, prepared);
      if (outcome instanceof Promise) throw new TypeError(`${name}: a transaction can't wait for a promise`);
      if (!outcome.done) throw new RolledBack(outcome);
      if (recordedIn(tx) !== 1) throw new Error(`${name} wrote ${recordedIn(tx)} audit rows, not one`);
      tx.insert(idempotencyKeys)
        .values({ key, userId: viewer.id, action: name, payloadHash, result: kept(outcome), createdAt: realNow() })
        .run();
      if (viewer.sessionId !== null) touchSession(tx, viewer.sessionId);
      return outcome;
    });
  } catch (error) {
    if (error instanceof RolledBack) return error.refusal;
    throw error;
  }
}
