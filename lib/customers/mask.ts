import { halfWidth } from '../text';

// What someone who isn't the customer's owner reads of contact data (R6). Masked on the server, whatever the page.

/** A phone, e-mail, WeChat or other contact value; several in one field (`/`, `、`, `,`, `;`) are masked one by one. */
export const maskContact = (value: string): string =>
  value
    .split(/([/、,，;；\n]+)/)
    .map((part, position) => (position % 2 === 1 || part.trim() === '' ? part : maskOne(part.trim())))
    .join('');

/** 王磊 → 王*: contacts' names in exports. */
export function maskName(name: string): string {
  const characters = [...name.trim()];
  return characters.length > 1 ? `${characters[0]}*` : '*';
}

const address = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
/** Seven digits and more in a row, with what may stand between them; not those of an order number or a day. */
const number = /(?<![\w-])1[3-9]\d[\s.-]?\d{4}[\s.-]?\d{4}(?!\d)|(?<![\w-])\+?[\d０-９](?:[\s-]?[\d０-９]){6,}/g;

/** Words that may have contact data in them, as the trail keeps them: numbers and addresses masked, the rest as typed. */
export const maskWithin = (text: string): string =>
  text
    .replace(address, maskContact)
    .replace(number, (found) => (/^\d{4}-\d{2}-\d{2}$/.test(found) ? found : maskContact(found)));

/** Nothing but a domain: no second number after an address, and no account or number after an @. */
const isDomain = (text: string) => /^[\p{L}\d-]+(\.[\p{L}\d-]+)+$/u.test(text) && !/\d{7}/.test(text);

function maskOne(value: string): string {
  const plain = halfWidth(value);
  const at = plain.lastIndexOf('@');
  if (at > 0 && isDomain(plain.slice(at + 1))) return `${at > 3 ? plain.slice(0, 3) : ''}***${plain.slice(at)}`;

  const digits = plain.replace(/[\s().-]/g, '').replace(/^(\+|00)86/, '');
  const mobile = /^(1[3-9]\d)\d{4}(\d{4})$/.exec(digits);
  if (mobile) return `${mobile[1]}****${mobile[2]}`;
  // 010 and 02x are three digits, every other area code four; an extension (转801) goes with the middle.
  const landline = /^(010|02\d|0[3-9]\d{2})\d{3,4}(\d{4})(?!\d)/.exec(digits);
  if (landline) return `${landline[1]}-****${landline[2]}`;

  const characters = [...plain];
  return characters.length > 4 ? `${characters[0]}${characters[1]}***` : '***';
}
