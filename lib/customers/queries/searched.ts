import { sql } from 'drizzle-orm';
import type { Reader } from '@/db/client';
import { contacts } from '@/db/schema/customers';
import { visible } from '@/lib/scope';
import { searchTerm } from '@/lib/text';
import type { Viewer } from '@/lib/viewer';
import { maskContact, maskWithin } from '../mask';

/** What was searched for, as a file's head and the trail repeat it: a number, address or WeChat name masked (R6, R41). */
export function searched(viewer: Viewer, q: string, reader: Reader): string {
  if (/\d{5}|@/.test(q) || isWechat(viewer, q, reader)) return maskContact(q);
  return maskWithin(q);
}

const isWechat = (viewer: Viewer, q: string, reader: Reader): boolean =>
  reader
    .select({ one: sql`1` })
    .from(visible(viewer, contacts, 'reached'))
    .where(sql`lower(${contacts.wechat}) = ${searchTerm(q)}`)
    .limit(1)
    .get() !== undefined;
