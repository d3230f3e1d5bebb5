import Link from 'next/link';
import { maskContact } from '@/lib/customers/mask';
import { none } from '@/lib/format';
import { getT } from '@/lib/i18n/request';
import type { Held } from '@/lib/personal/held';

const fields = ['name', 'title', 'phone', 'wechat', 'email'] as const;
const shown = 30;

/**
 * What stands where, before it is handed out or erased. Masked like everywhere: whoever has to read the numbers takes the
 * file, which is recorded (R6).
 */
export async function HeldData({ held }: { held: Held }) {
  const t = await getT();
  const { contact, customer, mentions, elsewhere } = held;
  const times = mentions.reduce((sum, mention) => sum + mention.times, 0);
  const value = (field: (typeof fields)[number]) => {
    const text = contact[field];
    return text && field !== 'name' && field !== 'title' ? maskContact(text) : text;
  };
  const kinds = [...new Set(mentions.map(({ kind }) => kind))];
  const timesOf = (kind: string) =>
    mentions.filter((mention) => mention.kind === kind).reduce((sum, mention) => sum + mention.times, 0);
  return (
    <section className="py-5">
      <h2 className="text-base">{t('personal.held.title')}</h2>
      <p className="mt-1 text-sm">
        <Link className="link-quiet break-words" href={`/customers/${customer.id}`} prefetch={false}>
          {customer.name}
        </Link>
      </p>
      <dl className="pairs mt-3">
        {fields.map((field) => (
          <div key={field} className="contents">
            <dt>{t(`personal.held.field.${field}`)}</dt>
            <dd className={value(field) ? 'min-w-0 break-words' : 'none'}>{value(field) ?? none}</dd>
          </div>
        ))}
      </dl>
      <h3 className="mt-4 text-sm font-semibold">
        {times === 0 ? t('personal.held.none') : t('personal.held.count', { n: times })}
      </h3>
      {times > 0 && (
        <p className="mt-1 text-sm text-ink-2">
          {kinds.map((kind) => `${t(`personal.place.${kind}`)} ${timesOf(kind)}`).join('，')}
        </p>
      )}
      <ul className="mt-2 space-y-2 text-sm">
        {mentions.slice(0, shown).map(({ kind, id, column, at, erased }) => (
          <li key={`${kind} ${id} ${column}`} className="border-l-2 border-line pl-3">
            <span className="caption">
              {t(`personal.place.${kind}`)}
              {at && `，${at}`}
            </span>
            <span className="line-clamp-3 break-words">{excerpt(erased)}</span>
          </li>
        ))}
      </ul>
      {mentions.length > shown && (
        <p className="caption mt-2">{t('personal.held.more', { n: mentions.length - shown })}</p>
      )}
      <p className="caption mt-2">{t('personal.held.hint')}</p>
      {elsewhere.length > 0 && (
        <div className="mt-4">
          <h3 className="text-sm font-semibold">{t('personal.elsewhere.title')}</h3>
          <p className="mt-1 text-sm text-ink-2">{t('personal.elsewhere.text')}</p>
          <ul className="mt-1 text-sm">
            {elsewhere.map(({ id, name, customerId, customerName }) => (
              <li key={id}>
                <Link
                  className="link-quiet inline-block py-1 break-words max-sm:py-3"
                  href={`/customers/${customerId}/contacts/${id}/personal`}
                  prefetch={false}
                >
                  {name}，{customerName}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

/** The text as it will stand, from a little before the first place that changes. */
function excerpt(erased: unknown): string {
  const text = typeof erased === 'string' ? erased : JSON.stringify(erased);
  const at = text.indexOf('〔');
  return at > 40 ? `…${text.slice(at - 30)}` : text;
}
