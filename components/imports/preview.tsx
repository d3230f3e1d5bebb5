import { Download } from 'lucide-react';
import Link from 'next/link';
import { Empty } from '@/components/ui/page';
import { count } from '@/lib/format';
import { getT } from '@/lib/i18n/request';
import type { JudgedRow, RowAction } from '@/lib/imports/judgement';
import { planOf } from '@/lib/imports/plan';
import type { JudgedFile } from '@/lib/imports/queries/drafts';
import { newWords } from '@/lib/imports/queries/new-words';
import { newWordsText } from '@/lib/imports/texts';
import { answersAreRemembered, importsCountAsReviewed } from '@/lib/permissions';
import type { Viewer } from '@/lib/viewer';
import { CancelForm, Confirm } from './confirm';
import { CountStrip } from './counts';
import { ImportHead } from './head';
import { Questions } from './questions';
import { PreviewRows } from './rows';

const pageSize = 50;
const tabs = ['all', 'create', 'update', 'ask', 'refuse', 'duplicate', 'ignore', 'noted'] as const;
type Tab = (typeof tabs)[number];

type Props = {
  viewer: Viewer;
  draft: { id: number; fileName: string };
  judged: JudgedFile;
  /** Says that the same file was written before. */
  before: string | null;
  address: { sheet?: string | undefined; show?: string | undefined; page?: string | undefined };
};

/** The preview of a draft: every row with what becomes of it, the questions, and the button that writes. */
export async function Preview({ viewer, draft, judged: { judgement, world }, before, address }: Props) {
  const t = await getT();
  const plan = planOf(judgement);
  const known = plan.sheets.filter(({ kind }) => kind !== null);
  const sheet = known[Number(address.sheet ?? 0)] ?? known[0];
  const tab = tabs.find((one) => one === address.show) ?? 'all';
  const rows = sheet?.rows.filter((row) => isIn(tab, row)) ?? [];
  const page = Math.min(Math.max(1, Number(address.page) || 1), Math.max(1, Math.ceil(rows.length / pageSize)));
  const shown = rows.slice((page - 1) * pageSize, page * pageSize);
  const href = (next: { sheet?: number; show?: string; page?: number }) =>
    `/imports/${draft.id}?${new URLSearchParams({
      sheet: String(next.sheet ?? known.indexOf(sheet as never)),
      show: next.show ?? tab,
      page: String(next.page ?? 1),
    })}`;
  const added = newWords(viewer, judgement);
  const ignored = plan.sheets.filter(({ kind }) => kind === null);

  return (
    <>
      <ImportHead
        fileName={draft.fileName}
        sheets={plan.sheets.map(({ name, kind, rows }) => ({ name, kind, rows: rows.length }))}
        judged={plan.sheets}
      >
        <Link className="btn btn-ghost ml-auto max-sm:hidden" href="/imports" prefetch={false}>
          {t('imports.anotherFile')}
        </Link>
      </ImportHead>
      {before && (
        <p className="bg-warn-soft px-6 py-1.5 text-sm text-warning max-sm:px-4">
          {t('imports.before', { at: before })}
        </p>
      )}
      <CountStrip
        counts={plan.counts}
        amountFen={plan.amountFen}
        beside={{
          ask: (
            <a className="link-quiet text-sm" href="#questions">
              {t('imports.answerQuestions', { count: plan.open })}
            </a>
          ),
          refuse: (
            <a
              className="link-quiet flex items-center gap-1 text-sm"
              href={`/api/imports/${draft.id}/problems`}
              download
            >
              <Download className="size-3.5" aria-hidden />
              {t('imports.downloadProblems')}
            </a>
          ),
        }}
      />
      {judgement.questions.length > 0 && (
        <Questions
          importId={draft.id}
          questions={judgement.questions}
          people={world.people}
          remembers={answersAreRemembered(viewer)}
        />
      )}
      {added.length > 0 && (
        <section className="border-b border-line px-6 py-3 text-sm max-sm:px-4" aria-labelledby="new-words">
          <h2 id="new-words" className="caption mb-1">
            {t('imports.newWords.title')}
          </h2>
          <ul className="space-y-0.5 text-ink-2">
            {added.map((words) => (
              <li key={words.kind} className="wrap-anywhere">
                {newWordsText(t, words)}
              </li>
            ))}
          </ul>
        </section>
      )}
      {ignored.map(({ name, rows }) => (
        <p key={name} className="caption px-6 pt-2 max-sm:px-4">
          {t('imports.sheetIgnored', { sheet: name, rows: count(rows.length) })}
        </p>
      ))}
      {sheet ? (
        <>
          {known.length > 1 && (
            <nav className="flex gap-1.5 overflow-x-auto px-6 pt-3 max-sm:px-4" aria-label={t('imports.table.sheet')}>
              {known.map((one, index) => (
                <Link
                  key={one.name}
                  className={`chip max-sm:h-11 ${one === sheet ? 'border-primary bg-selected font-semibold text-base-content' : ''}`}
                  href={href({ sheet: index, show: 'all' })}
                  aria-current={one === sheet ? 'page' : undefined}
                  prefetch={false}
                  scroll={false}
                >
                  {one.name} <span className="text-xs text-ink-3">{count(one.rows.length)}</span>
                </Link>
              ))}
            </nav>
          )}
          <NotMapped columns={sheet.columns} />
          <nav className="views overflow-x-auto max-sm:px-4" aria-label={t('imports.tabs')}>
            {tabs.map((one) => {
              const size = one === 'all' ? sheet.rows.length : countIn(one, sheet.rows);
              if (size === 0 && one !== 'all' && one !== tab) return null;
              return (
                <Link
                  key={one}
                  href={href({ show: one })}
                  aria-current={one === tab ? 'page' : undefined}
                  prefetch={false}
                  scroll={false}
                >
                  {one === 'all'
                    ? t('imports.all')
                    : one === 'noted'
                      ? t('imports.warned')
                      : t(`imports.action.${one}`)}{' '}
                  <span>{count(size)}</span>
                </Link>
              );
            })}
          </nav>
          {shown.length > 0 ? (
            <PreviewRows
              sheet={sheet}
              rows={shown}
              questions={new Map(judgement.questions.map((question) => [question.id, question]))}
            />
          ) : (
            <Empty title={t('imports.noRows')} text={t('imports.noRowsText')} />
          )}
          {rows.length > pageSize && (
            <nav
              className="flex items-center gap-3 px-6 py-3 text-sm text-ink-2 max-sm:px-4"
              aria-label={t('imports.table.pages')}
            >
              <span>
                {t('imports.page', {
                  from: count((page - 1) * pageSize + 1),
                  to: count((page - 1) * pageSize + shown.length),
                  all: count(rows.length),
                })}
              </span>
              <span className="ml-auto flex gap-2">
                {page > 1 && (
                  <Link className="btn btn-line" href={href({ page: page - 1 })} prefetch={false} scroll={false}>
                    {t('imports.previous')}
                  </Link>
                )}
                {page * pageSize < rows.length && (
                  <Link className="btn btn-line" href={href({ page: page + 1 })} prefetch={false} scroll={false}>
                    {t('imports.next')}
                  </Link>
                )}
              </span>
            </nav>
          )}
        </>
      ) : (
        <Empty title={t('imports.noSheet')} text={t('imports.noSheetText')} />
      )}
      <div className="px-4 py-3 sm:hidden">
        <CancelForm importId={draft.id} />
      </div>
      <Confirm importId={draft.id} plan={plan} mayReview={importsCountAsReviewed(viewer)} />
    </>
  );
}

const isIn = (tab: Tab, { action, problems }: JudgedRow) =>
  tab === 'all' || (tab === 'noted' ? problems.length > 0 : action === (tab satisfies RowAction));
const countIn = (tab: Tab, rows: readonly JudgedRow[]) => rows.reduce((sum, row) => sum + Number(isIn(tab, row)), 0);

/** Columns that nothing is read from, told apart by their letter: 联系方式 twice, say. */
async function NotMapped({ columns }: { columns: { letter: string; head: string; field: string | null }[] }) {
  const t = await getT();
  const left = columns.filter(({ field }) => field === null);
  if (left.length === 0) return null;
  const names = left.map(({ letter, head }) => t('imports.column', { letter, head })).join('、');
  return <p className="caption px-6 pt-2 max-sm:px-4">{t('imports.notMapped', { columns: names })}</p>;
}
