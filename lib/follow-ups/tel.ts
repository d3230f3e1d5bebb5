import { halfWidth } from '../text';

/** What a phone dials; an extension after a pause: 010-88885122转801 → tel:01088885122,801. Null: nothing to dial. */
export function telHref(phone: string): string | null {
  const [number = '', extension = ''] = halfWidth(phone).split(/转|ext\.?|#/i);
  const digits = number.replace(/[^\d+]/g, '');
  if (digits.replace('+', '').length < 3) return null;
  const more = extension.replace(/\D/g, '');
  return `tel:${digits}${more && `,${more}`}`;
}
