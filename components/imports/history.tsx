import Link from 'next/link';
import { Empty } from '@/components/ui/page';
import { momentIn } from '@/lib/days';
import { count, none } from '@/lib/format';
import { getT } from '@/lib/i18n/request';
import type { listImports } from '@/lib/imports/queries/drafts';

type Import = ReturnType<typeof listImports>[number];

/** Files brought in before, newest first. */
export async function History({ imports, timeZone }: { imports: Import[]; timeZone: string }) {
  const t = await getT();
  if (imports.length === 0) return <Empty title={t('imports.history.empty')} text={t('imports.history.emptyText')} />;
  const rows = imports.map((one) => ({
    ...one,
    at: momentIn(one.publishedAt ?? one.createdAt, timeZone),
    created: one.result ? count(one.result.counts.create + one.result.counts.update) : none,
    refused: one.result ? count(one.result.counts.refuse) : none,
  }));
  return (
    <section aria-labelledby="history-title">
      <div className="section-head px-6 pt-4 pb-2 max-sm:px-4">
        <h2 id="history-title">{t('imports.history.title')}</h2>
      </div>
      <div className="overflow-x-auto max-sm:hidden">
        <table className="tbl">
          <thead>
            <tr>
              {(['file', 'at', 'by', 'status'] as const).map((column) => (
                <th key={column}>{t(`imports.history.columns.${column}`)}</th>
              ))}
              <th className="num">{t('imports.history.columns.created')}</th>
              <th className="num">{t('imports.history.columns.refused')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td className="max-w-96 truncate">
                  <Link className="hover:text-primary" href={`/imports/${row.id}`} prefetch={false}>
                    {row.fileName}
                  </Link>
                </td>
                <td className="text-ink-2">{row.at}</td>
                <td>{row.by}</td>
                <td>
                  <StatusBadge status={row.status} label={t(`imports.status.${row.status}`)} />
                </td>
                <td className="num">{row.created}</td>
                <td className="num">{row.refused}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ul className="sm:hidden">
        {rows.map((row) => (
          <li key={row.id} className="row after:left-4">
            <Link className="min-w-0 flex-1" href={`/imports/${row.id}`} prefetch={false}>
              <span className="block truncate text-lg">{row.fileName}</span>
              <span className="block text-sm text-ink-2">
                {row.at}　{row.by}
              </span>
            </Link>
            <StatusBadge status={row.status} label={t(`imports.status.${row.status}`)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function StatusBadge({ status, label }: { status: Import['status']; label: string }) {
  const look =
    status === 'published'
      ? 'badge-soft badge-success'
      : status === 'draft'
        ? 'badge-soft badge-warning'
        : 'badge-idle';
  return <span className={`badge badge-sm ${look}`}>{label}</span>;
}
