import Link from 'next/link';
import { getT } from '@/lib/i18n/request';
import { Empty } from './page';

/** An empty list: "nothing matches" gives the way back to everything, "nothing yet" the way to bring something in. */
export async function NoRows({
  isNarrowed,
  path,
  what,
  title,
  text,
  add,
}: {
  isNarrowed: boolean;
  path: string;
  /** What the list holds, for "没有符合条件的…". */
  what: string;
  title: string;
  text: string;
  /** The form that files the first one; importing stands beside it. */
  add?: { href: string; label: string };
}) {
  const t = await getT();
  if (isNarrowed)
    return (
      <Empty title={t('lists.nothing', { what })} text={t('lists.nothingText')}>
        <Link className="btn btn-line" href={path} prefetch={false}>
          {t('lists.clear')}
        </Link>
      </Empty>
    );
  return (
    <Empty title={title} text={text}>
      {add && (
        <Link className="btn btn-primary" href={add.href} prefetch={false}>
          {add.label}
        </Link>
      )}
      <Link className={add ? 'btn btn-line' : 'btn btn-primary'} href="/imports" prefetch={false}>
        {t('lists.import')}
      </Link>
    </Empty>
  );
}
