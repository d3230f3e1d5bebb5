import { or, type SQL, sql } from 'drizzle-orm';
import { scopeOfClearContacts } from '../scope';
import { halfWidth, phoneKey, searchTerm } from '../text';
import type { Viewer } from '../viewer';

/** A number as long as a mobile or a landline with its area code: typed in full, not a fragment. */
const fullNumber = 11;

/**
 * Customers by any part of their name, code or pinyin, or of a contact's name (R3); by a contact's phone, WeChat or
 * e-mail in full, and by a part of it only where the viewer sees it clear (R6).
 */
export function customerSearch(viewer: Viewer, text: string, supervisorsSeeClear: boolean): SQL | undefined {
  const term = searchTerm(text);
  if (term === '') return undefined;
  const ofContacts = (condition: SQL) => sql`customers.id in (select customer_id from contacts where ${condition})`;
  const clear = scopeOfClearContacts(viewer, supervisorsSeeClear);
  return or(
    sql`instr(customers.search_text, ${term}) > 0`,
    // One pass over the contacts for everything that anyone in scope may look for.
    ofContacts(
      or(
        sql`instr(search_text, ${term}) > 0`,
        sql`lower(email) = ${term} or lower(wechat) = ${term}`,
        ...phoneConditions(text),
      ) as SQL,
    ),
    sql`(${clear} and ${ofContacts(fragmentCondition(text, term))})`,
  );
}

const digitsOf = (text: string) => (/^[\d\s()+-]+$/.test(halfWidth(text).trim()) ? phoneKey(text) : '');

function phoneConditions(text: string): SQL[] {
  const digits = digitsOf(text);
  // A field may hold several numbers, or one with its extension: a full number is looked for inside.
  if (digits.length >= fullNumber) return [sql`instr(phone_key, ${digits}) > 0`];
  return digits.length >= 7 ? [sql`phone_key = ${digits}`] : [];
}

function fragmentCondition(text: string, term: string): SQL {
  const digits = digitsOf(text);
  return sql`instr(lower(coalesce(email, '')), ${term}) > 0 or instr(lower(coalesce(wechat, '')), ${term}) > 0 ${
    digits.length >= 3 ? sql`or instr(phone_key, ${digits}) > 0` : sql``
  }`;
}
