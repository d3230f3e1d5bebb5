import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { type Tx, write } from '@/db/client';
import { yuan } from '../../format';
import { type Translate, translator } from '../../i18n/translator';
import { answersFileSchema, readAnswers } from '../../imports/answers';
import type { Workbook } from '../../imports/cells';
import type { Answers, Judgement } from '../../imports/judgement';
import { planOf, type RowsWanted, whatRefuses } from '../../imports/plan';
import { judgeFile } from '../../imports/queries/drafts';
import { type NewWords, newWords } from '../../imports/queries/new-words';
import { readFileApart, unpack } from '../../imports/read';
import { type WrittenReport, type WrittenSheet, writeReport } from '../../imports/report';
import { newWordsText, questionText } from '../../imports/texts';
import { createDraft, type ImportResult, publishImport } from '../../imports/writes';
import type { Viewer } from '../../viewer';
import { asUser, typedPath } from '../context';
import { refuseCommand, refuseUsage } from '../refusal';

type Options = { as: string; dryRun?: true; answers?: string; rows: string; pending?: true; json?: true };

export function registerImport(program: Command): void {
  program
    .command('import <文件>')
    .description('导入客户、销售（含回款）、跟进记录，.xlsx 或 .csv')
    .requiredOption('--as <姓名>', '以谁的身份导入（登录名或姓名），看得见谁的客户就能导入谁的')
    .option('--dry-run', '只看结果，不写入')
    .option('--answers <文件>', '回答问题的文件：--json 的输出，把 questions 里的 answer 填好')
    .option('--rows <all|good>', 'all：有一行不行就全不写（不写就是 all）；good：写入可用的行', 'all')
    .option('--pending', '销售待审核。不写就视为已审核的历史数据；销售员导入的总是待审核')
    .option('--json', '输出 JSON')
    .action(run);
}

async function run(file: string, options: Options): Promise<void> {
  if (options.rows !== 'all' && options.rows !== 'good') return refuseUsage('--rows 只能是 all 或 good');
  const viewer = asUser(options.as);
  const t = translator(viewer.language);
  const bytes = readTyped(file);
  const read = await readFileApart(bytes, basename(file));
  if ('problem' in read) return refuseCommand(`${file}：${t(`imports.file.${read.problem}`)}。没有写入任何数据`);
  const workbook = unpack(read.packed);
  const given = options.answers === undefined ? {} : answersOf(t, viewer, workbook, options.answers);

  const attempt = (tx: Tx) => {
    const judgement = judgeFile(viewer, workbook, given, tx);
    // Asked before anything is written, when they are still new.
    const judged = { ...judgement, added: newWords(viewer, judgement.judgement, tx) };
    const refusal = whatRefuses(planOf(judged.judgement), options.rows as RowsWanted);
    if (options.dryRun || refusal) return { ...judged, refusal, result: null };
    const hash = createHash('sha256').update(bytes).digest('hex');
    const id = createDraft(tx, viewer, { name: basename(file), hash }, Buffer.alloc(0));
    const reviewed = !options.pending;
    return { ...judged, refusal, result: publishImport(tx, viewer, id, judged.judgement, judged.world, { reviewed }) };
  };
  const { judgement, world, refusal, result, added } = await write(attempt);
  const report = writeReport(t, judgement, world.people);
  // A file that is all there already was imported well enough.
  const isThere = refusal === 'nothing' && planOf(judgement).counts.duplicate > 0;
  const outcome = result ? 'published' : options.dryRun ? 'dry-run' : isThere ? 'unchanged' : 'refused';
  if (options.json) console.log(JSON.stringify({ outcome, written: result?.written ?? null, ...report }, null, 2));
  else print(t, judgement, report, result, outcome, added);
  if (outcome === 'refused' && refusal) refuseCommand(refusalText(t, judgement, refusal));
}

function readTyped(file: string): Buffer {
  try {
    return readFileSync(typedPath(file));
  } catch {
    return refuseCommand(`打不开文件 ${file}`);
  }
}

function answersOf(t: Translate, viewer: Viewer, workbook: Workbook, file: string): Answers {
  let content: unknown;
  try {
    content = JSON.parse(readTyped(file).toString('utf8'));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return refuseCommand(`${file} 不是 JSON：${error.message}`);
  }
  const parsed = answersFileSchema.safeParse(content);
  if (!parsed.success) return refuseCommand(`${file} 读不懂：要有 questions 列表，每项有 field、word、answer`);
  const { judgement, world } = judgeFile(viewer, workbook, {});
  const { answers, bad } = readAnswers(t, parsed.data, judgement.questions, world.people);
  const [first] = bad;
  if (first)
    refuseCommand(`${first.field}「${first.word}」不能答「${first.answer}」。可选：${first.choices.join('、')}`);
  return answers;
}

const kinds: Record<string, string> = { customers: '客户', sales: '销售', followups: '跟进记录' };
const counted = ({ created, updated, duplicates, refused, ignored, asked }: WrittenSheet) =>
  [
    ['新增', created],
    ['更新', updated],
    ['跳过', duplicates],
    ['拒绝', refused],
    ['待回答', asked],
    ['不导入', ignored],
  ]
    .filter(([, count]) => count !== 0)
    .map((part) => part.join(' '))
    .join('，');

const shownProblems = 20;

function print(
  t: Translate,
  judgement: Judgement,
  { sheets, questions }: WrittenReport,
  result: ImportResult | null,
  outcome: string,
  added: NewWords[],
): void {
  for (const sheet of sheets) {
    console.log(`「${sheet.name}」${kinds[sheet.kind ?? ''] ?? '表头不认识'}，${sheet.rows} 行：${counted(sheet)}`);
    const important = sheet.problems.filter(({ action }) => ['reject', 'duplicate', 'warn'].includes(action));
    for (const { row, column, message } of important.slice(0, shownProblems))
      console.log(`  第 ${row} 行 ${column ?? ''}：${message}`);
    if (important.length > shownProblems)
      console.log(`  还有 ${important.length - shownProblems} 条，用 --json 看全部`);
  }
  if (added.length > 0) console.log(`${t('imports.newWords.title')}：`);
  for (const words of added) console.log(`  ${newWordsText(t, words)}`);
  judgement.questions.forEach((question, index) => {
    if (question.answer !== null) return;
    console.log(`问：${questionText(t, question)}（${question.rows} 行）`);
    console.log(`  可选：${questions[index]?.choices.join('、')}`);
  });
  if (outcome === 'dry-run') console.log('没有写入任何数据（--dry-run）。');
  if (outcome === 'unchanged') console.log('能写入的行系统里都已经有了，没有新写入。');
  if (result) {
    const { customers, sales, payments, followups } = result.written;
    const amount = yuan(result.amountFen);
    console.log(
      `已写入：${customers} 个客户，${sales} 笔销售 ${amount} 元，${payments} 笔回款，${followups} 条跟进记录。`,
    );
  }
}

function refusalText(
  t: Translate,
  { questions, sheets }: Judgement,
  refusal: 'questions' | 'rows' | 'nothing',
): string {
  if (refusal === 'nothing')
    return sheets.some(({ kind }) => kind !== null)
      ? '没有可以写入的行，什么也没有写。'
      : '没有一张表的表头是认识的，什么也没有写。';
  if (refusal === 'rows') return '有不能导入的行，什么也没有写。要写入其余的行，加 --rows good。';
  const open = questions.filter(({ answer }) => answer === null).map((question) => `  ${questionText(t, question)}`);
  return [
    `还有 ${open.length} 个问题没有回答，什么也没有写：`,
    ...open,
    '先用 --dry-run --json 输出到文件，填好 questions 里的 answer，再用 --answers 带上这个文件。',
  ].join('\n');
}
