import { FileSpreadsheet } from 'lucide-react';
import { Breadcrumb } from '@/components/ui/page';
import { count } from '@/lib/format';
import { getT } from '@/lib/i18n/request';
import type { JudgedSheet } from '@/lib/imports/judgement';

type Props = {
  fileName: string;
  sheets: readonly { name: string; kind: string | null; rows: number }[];
  /** For the step of matching columns; null once written. */
  judged: readonly JudgedSheet[] | null;
  children?: React.ReactNode;
};

/** Where one is: the file, its sheets and the four steps. */
export async function ImportHead({ fileName, sheets, judged, children }: Props) {
  const t = await getT();
  const columns = judged?.filter(({ kind }) => kind !== null).flatMap((sheet) => sheet.columns) ?? [];
  const mapped = columns.filter(({ field }) => field !== null).length;
  const sizes = sheets
    .filter(({ kind }) => kind !== null)
    .map(({ name, rows }) => t('imports.sheetRows', { sheet: name, rows: count(rows) }));
  return (
    <header className="px-6 pt-3 pb-4 max-sm:px-4">
      <Breadcrumb
        label={t('imports.position')}
        items={[{ label: t('imports.title'), href: '/imports' }, { label: t('imports.importTitle') }]}
      />
      <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1">
        <h1 className="text-xl">{t(judged ? 'imports.preview' : 'imports.result')}</h1>
        <span className="flex min-w-0 items-center gap-1.5 text-sm text-ink-2 max-sm:w-full">
          <FileSpreadsheet className="size-4 shrink-0" aria-hidden />
          <span className="truncate">{fileName}</span>
        </span>
        <span className="caption">{sizes.join('，')}</span>
        {children}
      </div>
      <ol className="stages mt-3 max-w-3xl max-sm:text-xs" aria-label={t('imports.steps')}>
        <li className="done">{t('imports.step.file')}</li>
        <li className="done">
          {judged ? t('imports.step.columns', { mapped, all: columns.length }) : t('imports.step.columnsDone')}
        </li>
        <li className={judged ? undefined : 'done'} aria-current={judged ? 'step' : undefined}>
          {t('imports.step.preview')}
        </li>
        <li aria-current={judged ? undefined : 'step'}>{t('imports.step.write')}</li>
      </ol>
    </header>
  );
}
