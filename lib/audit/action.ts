import type { audit } from '@/messages/zh/audit';

type Words = typeof audit.action;

/** What may be recorded: exactly what 操作记录 has words for, so that no row stands there without any. */
export type AuditAction = { [C in keyof Words]: `${C}.${keyof Words[C] & string}` }[keyof Words];
export type DictionaryVerb = keyof Words['dictionary'];
