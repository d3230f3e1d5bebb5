import { beforeEach, describe, expect, test } from 'vitest';
import { write } from '@/db/client';
import { freshDatabase } from '@/db/test-db';
import { importCase, levelAnswers, people, value, values } from '@/lib/testing/import-cases';
import { makePerson, makeTeam } from '@/lib/testing/people';
import { translator } from '../i18n/translator';
import { disableUser } from '../people/access';
import type { Viewer } from '../viewer';
import { answersFileSchema, readAnswers } from './answers';
import { judge } from './judge';
import type { Answers, Judgement } from './judgement';
import { keysOf } from './keys';
import { planOf, whatRefuses } from './plan';
import { judgeFile } from './queries/drafts';
import { newWords } from './queries/new-words';
import { loadWorld } from './queries/world';
import { writeReport } from './report';
import { readWorkbook } from './workbook.mjs';
import { createDraft, publishImport } from './writes';

let viewers: Record<string, Viewer>;
let manager: Viewer;
beforeEach(async () => {
  freshDatabase();
  viewers = await people('林一鸣', '苏晴', '何川', '唐悦');
  manager = viewers.刘建国 as Viewer;
});
const rep = () => viewers.林一鸣 as Viewer;

const csv = (...lines: string[]) => readWorkbook(Buffer.from(lines.join('\n')), 'a.csv');
const judged = (viewer: Viewer, lines: string[], answers: Answers = {}) => judgeFile(viewer, csv(...lines), answers);
const publish = (
  viewer: Viewer,
  lines: string[],
  { answers = {}, reviewed = true }: { answers?: Answers; reviewed?: boolean } = {},
) =>
  write((tx) => {
    const id = createDraft(tx, viewer, { name: 'a.csv', hash: 'x' }, Buffer.alloc(0));
    const { judgement, world } = judgeFile(viewer, csv(...lines), answers, tx);
    return publishImport(tx, viewer, id, judgement, world, { reviewed });
  });
const kinds = ({ judgement }: { judgement: Judgement }) =>
  judgement.sheets.flatMap(({ rows }) =>
    rows.map(({ action, problems }) => [action, ...problems.map(({ kind }) => kind)]),
  );

const customerHeads = '客户编号,客户名称,客户等级,建档日期,负责人';
const saleHeads = '销售单号,客户名称,产品,数量,单价,成交金额,成交日期,回款金额,回款日期,销售员,原销售单号';

describe('all or nothing', () => {
  test('what stops in the middle leaves no row, word or draft behind', async () => {
    const failing = write((tx) => {
      const viewer = manager;
      const id = createDraft(tx, viewer, { name: 'a.csv', hash: 'x' }, Buffer.alloc(0));
      const lines = [customerHeads, 'Z1,示范甲公司,A,2025-01-02,林一鸣'];
      const { judgement, world } = judgeFile(viewer, csv(...lines), levelAnswers(), tx);
      publishImport(tx, viewer, id, judgement, world, { reviewed: true });
      throw new Error('the power went');
    });
    await expect(failing).rejects.toThrow('the power went');
    for (const table of ['customers', 'contacts', 'imports', 'import_words', 'dictionary_entries'])
      expect(value(`select count(*) from ${table}`)).toBe(0);
    expect(value("select count(*) from audit_events where action like 'import.%'")).toBe(0);
  });

  test('one refused row refuses the file when all rows are wanted; an open question always does', () => {
    const lines = [customerHeads, 'Z1,示范甲公司,重点,2025-01-02,林一鸣', 'Z2,示范乙公司,重点,2025-02-30,林一鸣'];
    const plan = planOf(judged(manager, lines).judgement);
    expect([whatRefuses(plan, 'all'), whatRefuses(plan, 'good')]).toEqual(['rows', null]);
    const asking = planOf(judged(manager, [customerHeads, 'Z1,示范甲公司,A,2025-01-02,林一鸣']).judgement);
    expect(whatRefuses(asking, 'good')).toBe('questions');
  });

  test('an import is published once', async () => {
    const lines = [customerHeads, 'Z1,示范甲公司,重点,2025-01-02,林一鸣'];
    const twice = write((tx) => {
      const id = createDraft(tx, manager, { name: 'a.csv', hash: 'x' }, Buffer.alloc(0));
      const { judgement, world } = judgeFile(manager, csv(...lines), {}, tx);
      publishImport(tx, manager, id, { sheets: [], questions: [] }, world, { reviewed: true });
      publishImport(tx, manager, id, judgement, world, { reviewed: true });
    });
    await expect(twice).rejects.toThrow('published once');
    expect(value('select count(*) from customers')).toBe(0);
  });
});

describe('who may bring in what', () => {
  test('a rep brings in their own customers and sales, waiting for review', async () => {
    const customers = [customerHeads, 'Z1,示范甲公司,重点,2025-01-02,林一鸣', 'Z2,示范乙公司,重点,2025-01-02,苏晴'];
    expect(kinds(judged(rep(), customers))).toEqual([['create'], ['refuse', 'not_yours']]);
    await publish(rep(), customers);
    await publish(manager, [customerHeads, 'Z3,示范丙公司,重点,2025-01-02,苏晴']);

    const sales = [
      saleHeads,
      'S1,示范甲公司,培训,1,100,100,2025-02-03,,,林一鸣,',
      'S2,示范甲公司,培训,1,100,100,2025-02-03,,,苏晴,',
      'S3,示范丙公司,培训,1,100,100,2025-02-03,,,林一鸣,',
    ];
    // Another's customer is answered exactly like one that isn't there.
    expect(kinds(judged(rep(), sales))).toEqual([['create'], ['refuse', 'not_yours'], ['refuse', 'unknown_customer']]);
    await publish(rep(), sales, { reviewed: true });
    expect(value('select review from sales')).toBe('pending');
    expect(value("select stage from customers where code = 'Z1'")).toBe('contact');
  });

  test('what stands outside the scope is recognised without being told', async () => {
    const supervisor = await write((tx) => makePerson(tx, '周主管', 'supervisor', makeTeam(tx, '二组')));
    await publish(manager, [customerHeads, 'Z1,示范甲公司,重点,2025-01-02,林一鸣']);
    await publish(manager, [saleHeads, 'S1,示范甲公司,培训,1,100,100,2025-02-03,,,林一鸣,']);
    const own = [customerHeads, 'Q1,示范甲公司,重点,2025-01-02,周主管', 'Z1,示范丁公司,重点,2025-01-02,周主管'];
    const { judgement } = judged(supervisor, own);
    expect(kinds({ judgement })).toEqual([
      ['duplicate', 'duplicate_name'],
      ['refuse', 'duplicate_code'],
    ]);
    for (const { problems } of judgement.sheets[0]?.rows ?? []) expect(problems[0]?.params.name).toBe('');
    const sale = [saleHeads, 'S1,示范甲公司,培训,1,100,100,2025-02-03,,,周主管,'];
    expect(kinds(judged(supervisor, sale))).toEqual([['refuse', 'unknown_customer']]);
  });

  test('a manager says whether history counts as reviewed', async () => {
    await publish(manager, [customerHeads, 'Z1,示范甲公司,重点,2025-01-02,林一鸣']);
    await publish(manager, [saleHeads, 'S1,示范甲公司,培训,1,100,100,2025-02-03,,,林一鸣,'], { reviewed: false });
    await publish(manager, [saleHeads, 'S2,示范甲公司,培训,1,100,100,2025-02-04,,,林一鸣,']);
    expect(values('select review from sales order by id')).toEqual(['pending', 'approved']);
    expect(value("select stage from customers where code = 'Z1'")).toBe('won');
  });
});

describe('sales', () => {
  beforeEach(() =>
    publish(manager, [customerHeads, 'Z1,示范甲公司,战略,2025-01-02,林一鸣', 'Z2,示范乙公司,重点,2025-01-02,苏晴']),
  );

  test('a reversal is linked by 原销售单号, wherever its original stands, and never exceeds it', async () => {
    const lines = [
      saleHeads,
      'R1,示范甲公司,培训,,,-40,2025-03-03,,,林一鸣,s1',
      'S1,示范甲公司,培训,1,100,100,2025-02-03,,,林一鸣,',
      'R2,示范甲公司,培训,,,-61,2025-03-04,,,林一鸣,S1',
      'R3,示范甲公司,培训,,,-10,2025-03-04,,,林一鸣,S9',
      'R4,示范乙公司,培训,,,-10,2025-03-04,,,苏晴,S1',
    ];
    expect(kinds(judged(manager, lines))).toEqual([
      ['create'],
      ['create'],
      ['refuse', 'reversal_exceeds'],
      ['refuse', 'unknown_original'],
      ['refuse', 'reversal_other_customer'],
    ]);
    await publish(manager, lines);
    expect(value("select reversed_fen from sales where order_number = 'S1'")).toBe(-4000);
    expect(value("select balance_fen from sales where order_number = 'S1'")).toBe(6000);
    // Later, against what is on record.
    expect(kinds(judged(manager, [saleHeads, 'R5,示范甲公司,培训,,,-61,2025-03-04,,,林一鸣,S1']))).toEqual([
      ['refuse', 'reversal_exceeds'],
    ]);
  });

  test('a row that contradicts the sale on record is refused, the same one recognised', async () => {
    await publish(manager, [saleHeads, 'S1,示范甲公司,培训,1,100,100,2025-02-03,40,2025-02-04,林一鸣,']);
    const again = (line: string) => kinds(judged(manager, [saleHeads, line]))[0];
    expect(again('s1 ,示范甲公司,培训,1,100,100,2025-02-03,40,2025-02-04,林一鸣,')).toEqual([
      'duplicate',
      'known_order',
    ]);
    expect(again('S1,示范甲公司,培训,1,100,101,2025-02-03,,,林一鸣,')?.[0]).toBe('refuse');
    expect(again('S1,示范乙公司,培训,1,100,100,2025-02-03,,,林一鸣,')).toEqual(['refuse', 'order_no_taken']);
    expect(again('S1,示范甲公司,培训,1,100,100,2025-02-03,60,2025-03-04,林一鸣,')).toEqual([
      'refuse',
      'order_no_taken',
    ]);
  });

  test('an empty 销售员 may be the customer’s owner, and is never the importer', async () => {
    const lines = [
      saleHeads,
      'S1,示范甲公司,培训,1,100,100,2025-02-03,,,,',
      'S2,示范乙公司,培训,1,100,100,2025-02-03,,,,',
    ];
    const { judgement } = judged(manager, lines);
    expect(judgement.questions).toMatchObject([{ field: 'salesperson', word: '', rows: 2, answer: null }]);
    await publish(manager, lines, { answers: { salesperson: { '': 'customer_owner' } } });
    expect(values('select u.name from sales s join users u on u.id = s.salesperson_id order by s.id')).toEqual([
      '林一鸣',
      '苏晴',
    ]);
  });

  test('a head in 万元 and amounts that name their own unit', () => {
    const heads = saleHeads.replace('成交金额', '成交金额（万元）');
    const amounts = ['1.2', '1.2万', '12000元'].map(
      (amount, index) => `S${index},示范甲公司,培训,,,${amount},2025-02-03,,,林一鸣,`,
    );
    const rows = judged(manager, [heads, ...amounts]).judgement.sheets[0]?.rows ?? [];
    expect(rows.map(({ values }) => values && 'amountFen' in values && values.amountFen)).toEqual([
      1200000, 1200000, 1200000,
    ]);
  });

  test('no product, word or customer is made for a refused row', async () => {
    await publish(manager, [
      saleHeads,
      'S1,示范甲公司,没人卖的产品,1,100,100,2025-02-30,,,林一鸣,',
      'S2,示范甲公司,培训,1,1,1,2025-02-03,,,林一鸣,',
    ]);
    expect(values('select name from products')).toEqual(['培训']);
  });
});

test('answers travel through the JSON that the command line prints', async () => {
  const t = translator();
  const workbook = csv(customerHeads, 'Z1,示范甲公司,A,2025-01-02,丁离', 'Z2,示范乙公司,ａ,2025-01-02,丁离');
  const { judgement, world } = judgeFile(manager, workbook, {});
  const report = writeReport(t, judgement, world.people);
  expect(report.questions).toMatchObject([
    { field: '客户等级', word: 'A', rows: 2, answer: null },
    { field: '负责人', word: '丁离', rows: 2, answer: null },
  ]);
  const fill = (answer: string) => ({
    questions: report.questions.map((question) => ({ ...question, answer: question.word === 'A' ? '战略' : answer })),
  });
  const read = (answer: string) =>
    readAnswers(t, answersFileSchema.parse(fill(answer)), judgement.questions, world.people);
  expect(read('苏晴').answers).toEqual({ level: { a: 'strategic' }, owner: { 丁离: `user:${viewers.苏晴?.id}` } });
  expect(read('这些行不导入').answers.owner).toEqual({ 丁离: 'leave_out' });
  expect(read('没有这个人').bad).toMatchObject([{ field: '负责人', word: '丁离', answer: '没有这个人' }]);
  const left = judgeFile(manager, workbook, read('这些行不导入').answers);
  expect(planOf(left.judgement).counts).toMatchObject({ ignore: 2, create: 0 });
});

test('what a word means is remembered for the next file, and the importer can differ', async () => {
  await publish(manager, [customerHeads, 'Z1,示范甲公司,A,2025-01-02,林一鸣'], { answers: levelAnswers() });
  const { judgement } = judged(rep(), [customerHeads, 'Z2,示范乙公司,A,2025-01-02,林一鸣']);
  expect(judgement.questions).toMatchObject([{ field: 'level', word: 'A', answer: 'strategic' }]);
  expect(judgement.sheets[0]?.rows[0]).toMatchObject({ action: 'create', values: { level: 'strategic' } });

  // It can be changed for a file; by a rep, for that file only.
  const lines = [customerHeads, 'Z2,示范乙公司,A,2025-01-02,林一鸣'];
  await publish(rep(), lines, { answers: { level: { a: 'normal' } } });
  expect(value("select level from customers where code = 'Z2'")).toBe('normal');
  expect(value("select answer from import_words where word = 'A'")).toBe('strategic');
  await publish(manager, [customerHeads, 'Z3,示范丙公司,A,2025-01-02,林一鸣'], { answers: { level: { a: 'key' } } });
  expect(value("select answer from import_words where word = 'A'")).toBe('key');
});

test('a person who left gets no customers unasked', async () => {
  await write((tx) => {
    makePerson(tx, '管理员', 'manager', null, true);
    expect(disableUser(tx, manager, viewers.唐悦?.id as number)).toBe(true);
  });
  const lines = [customerHeads, 'Z1,示范甲公司,重点,2025-01-02,唐悦'];
  const { judgement } = judged(manager, lines);
  expect(kinds({ judgement })).toEqual([['ask', 'left_owner']]);
  expect(judgement.questions[0]?.choices).not.toContain(`user:${viewers.唐悦?.id}`);
  await publish(manager, lines, { answers: { owner: { 唐悦: `user:${viewers.苏晴?.id}` } } });
  expect(value('select owner_id from customers')).toBe(viewers.苏晴?.id);
});

test('words that writing would add to the company’s lists are named before', async () => {
  const heads = '客户名称,所属行业,区域,建档日期,负责人';
  const lines = [
    heads,
    '示范甲公司,建材,苏南,2025-01-02,林一鸣',
    '示范乙公司,建 材,,2025-01-02,林一鸣',
    '示范丙公司,错,苏北,2024-02-30,林一鸣',
  ];
  expect(newWords(manager, judged(manager, lines).judgement)).toEqual([
    { kind: 'industry', words: ['建材'] },
    { kind: 'region', words: ['苏南'] },
  ]);
  await publish(manager, lines);
  expect(newWords(manager, judged(manager, [heads, '示范丁公司,建材,苏南,2025-01-02,林一鸣']).judgement)).toEqual([]);
});

test('a lost customer has a reason, kept with the stage (R14)', async () => {
  const heads = '客户名称,合作状态,流失原因,建档日期,负责人';
  const lines = [heads, '示范甲公司,流失,,2025-01-02,林一鸣', '示范乙公司,流失,价格,2025-01-02,林一鸣'];
  expect(kinds(judged(manager, lines))).toEqual([['refuse', 'missing_loss_reason'], ['create']]);
  await publish(manager, lines);
  const reason = 'select d.name from stage_changes s join dictionary_entries d on d.id = s.loss_reason_id';
  expect(values(reason)).toEqual(['价格']);
});

test('a refused reversal takes its refunds along, and those under review count against the original', async () => {
  await publish(manager, [customerHeads, 'Z1,示范甲公司,重点,2025-01-02,林一鸣']);
  const sale = 'S1,示范甲公司,培训,1,1000,1000,2025-02-01,,,林一鸣,';
  const back = (number: string, amount: number, paid = '', on = '') =>
    `${number},示范甲公司,培训,1,${amount},${amount},2025-03-01,${paid},${on},林一鸣,S1`;
  const tooMuch = [back('R1', -1500, '-100', '2025-03-02'), back('R1', -1500, '-200', '2025-03-03')];
  const { judgement } = judged(manager, [saleHeads, sale, ...tooMuch]);
  expect(judgement.sheets[0]?.rows.map(({ action }) => action)).toEqual(['create', 'refuse', 'refuse']);

  await publish(rep(), [saleHeads, sale, back('R2', -700)]);
  expect(kinds(judged(rep(), [saleHeads, back('R3', -700)]))).toEqual([['refuse', 'reversal_exceeds']]);
});

test('customers without a code get the next numbers, past those typed further down', async () => {
  const lines = ['', '', 'C007'].map((code, index) => `${code},示范第${index}公司,重点,2025-01-02,林一鸣`);
  await publish(manager, [customerHeads, ...lines]);
  expect(values('select code from customers order by name')).toEqual(['C008', 'C009', 'C007']);
});

test('50,000 rows are judged, each once', () => {
  const lines = Array.from({ length: 50_000 }, (_, i) => `Z${i},示范第${i}公司,重点,2025-01-02,林一鸣`);
  const workbook = csv(customerHeads, ...lines);
  const { judgement } = { judgement: judge(workbook, loadWorld(manager, keysOf(workbook)), {}) };
  expect(planOf(judgement).counts.create).toBe(50_000);
});

test('an unknown sheet is left alone and counted', async () => {
  const { judgement } = judged(manager, ['价目表,价格', '培训,100']);
  expect(judgement.sheets).toMatchObject([{ kind: null, rows: [{ action: 'ignore' }] }]);
  expect(whatRefuses(planOf(judgement), 'good')).toBe('nothing');
  await expect(importCase(manager, 'P00-base-customers.csv')).resolves.toMatchObject({ written: { customers: 20 } });
});

test('a list that came out masked brings no mask in (R6)', async () => {
  const heads = '客户名称,联系人,联系方式,微信,邮箱,建档日期,负责人';
  const real = '示范甲公司,沈国华,13800001234,shen_88,shen@x.example,2025-01-02,林一鸣';
  await publish(manager, [heads, real]);
  const masked = [
    '示范甲公司,沈*,138****1234,sh***,she***@x.example,2025-01-02,林一鸣',
    '示范乙公司,吴*,,,,2025-01-02,林一鸣',
    '示范丙公司,,138****1234,,,2025-01-02,林一鸣',
    '示范丁公司,,,wa***,***@x.example,2025-01-02,林一鸣',
  ];
  const seen = judged(rep(), [heads, ...masked]);
  expect(kinds(seen)).toEqual([
    ['duplicate', 'duplicate_name'],
    ['refuse', 'masked_contact'],
    ['refuse', 'masked_contact'],
    ['refuse', 'masked_contact', 'masked_contact'],
  ]);
  const report = writeReport(translator(), seen.judgement, []);
  expect(report.sheets[0]?.problems.at(1)).toMatchObject({
    column: '联系人',
    message: '「吴*」是脱敏后的内容，请换成完整的，或者留空',
  });
  await publish(rep(), [heads, ...masked, '示范戊公司,,,,,2025-01-02,林一鸣']);
  expect(values("select name || ' ' || phone || ' ' || wechat || ' ' || email from contacts")).toEqual([
    '沈国华 13800001234 shen_88 shen@x.example',
  ]);
});
