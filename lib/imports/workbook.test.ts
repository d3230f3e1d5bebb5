import { beforeAll, describe, expect, test } from 'vitest';
import { database } from '@/db/client';
import { freshDatabase } from '@/db/test-db';
import { caseJson, importCase, judgeCase, levelAnswers, people } from '@/lib/testing/import-cases';
import type { Viewer } from '../viewer';
import type { Answers, JudgedRow, Judgement } from './judgement';

// The workbook a team really has, row by row and to the fen as its manifest says.
const file = 'team-workbook.xlsx';
const manifest = caseJson('manifest.json');
type Dirty = { row: number; kind: string; action: string; column: string; value?: string; fen?: number };

let viewers: Record<string, Viewer>;
let manager: Viewer;
let answers: Answers;
beforeAll(async () => {
  freshDatabase();
  viewers = await people(...manifest.users);
  manager = viewers.刘建国 as Viewer;
  answers = levelAnswers({
    owner: { [manifest.unknownOwner]: `user:${viewers.苏晴?.id}` },
    method: { 上门: 'visit', wx: 'wechat', 线上: 'meeting', 打电话: 'phone' },
  });
});

describe.each(['客户信息表', '销售业绩跟踪表', '客户跟进记录表'])('%s', (name) => {
  let judgement: Judgement;
  const rows = () => judgement.sheets.find((sheet) => sheet.name === name)?.rows as JudgedRow[];
  const dirty: Dirty[] = manifest.sheets[name].dirty;
  const cascade: number[] = manifest.cascade[name] ?? [];
  beforeAll(() => {
    judgement = judgeCase(manager, file, answers);
  });

  test('every dirty row is pointed out under its kind, column and action', () => {
    const found = dirty.map(({ row, kind, column }) => {
      const problem = rows()
        .find((judged) => judged.row === row)
        ?.problems.find((one) => one.kind === kind);
      return { row, kind, action: problem?.action, column: problem?.column ?? column };
    });
    expect(found).toEqual(dirty.map(({ row, kind, action, column }) => ({ row, kind, action, column })));
  });

  test('what was put right has the stated value', () => {
    for (const { row, kind, value, fen } of dirty) {
      const problem = rows()
        .find((judged) => judged.row === row)
        ?.problems.find((one) => one.kind === kind);
      if (value !== undefined) expect(problem?.params.value).toBe(value);
      if (fen !== undefined) expect(problem?.params.value).toBe(fen);
    }
  });

  test('nothing else is said about any row, but for those whose customer failed', () => {
    const expected = new Set([
      ...dirty.map(({ row, kind }) => `${row} ${kind}`),
      ...cascade.map((row) => `${row} unknown_customer`),
      // Refused for its amount already, and its customer failed too: both are shown in one pass.
      '1142 unknown_customer',
    ]);
    const said = rows().flatMap(({ problems }) => problems.map(({ row, kind }) => `${row} ${kind}`));
    expect(said.filter((one) => !expected.has(one))).toEqual([]);
  });

  test('exactly the refused rows and those after them are left out', () => {
    const refused = dirty.filter(({ action }) => action === 'reject').map(({ row }) => row);
    const left = rows().filter(({ action }) => action === 'refuse');
    expect(left.map(({ row }) => row)).toEqual([...new Set([...refused, ...cascade])].sort((a, b) => a - b));
    const duplicates = dirty.filter(({ action }) => action === 'duplicate').map(({ row }) => row);
    expect(rows().flatMap(({ row, action }) => (action === 'duplicate' ? [row] : []))).toEqual(duplicates);
  });
});

test('each unknown word is asked once, with a way to leave its rows out', () => {
  const { questions } = judgeCase(manager, file, {});
  expect(questions.map(({ field, word, rows }) => ({ field, word, rows }))).toEqual([
    // The rows of duplicates and of ｂ included or not as they are judged: duplicates ask nothing.
    { field: 'level', word: 'C', rows: expect.any(Number) },
    { field: 'level', word: 'B', rows: expect.any(Number) },
    { field: 'level', word: 'A', rows: expect.any(Number) },
    { field: 'owner', word: '丁离', rows: 2 },
    { field: 'method', word: '上门', rows: 2 },
    { field: 'method', word: 'WX', rows: 3 },
    { field: 'method', word: '线上', rows: 4 },
    { field: 'method', word: '打电话', rows: 1 },
  ]);
  for (const { choices, answer } of questions) {
    expect(choices).toContain('leave_out');
    expect(answer).toBeNull();
  }
});

describe('after the import', () => {
  beforeAll(async () => {
    await importCase(manager, file, answers);
  });
  const after = manifest.afterImport;
  const one = (sql: string) => database().$client.prepare(sql).pluck().get();
  const by = (sql: string) => Object.fromEntries(database().$client.prepare(sql).raw().all() as [string, number][]);

  test('counts and sums to the fen', () => {
    expect({
      customers: one('select count(*) from customers'),
      sales: one('select count(*) from sales'),
      followups: one('select count(*) from follow_up_records'),
      salesFen: one('select sum(amount_fen) from sales where counts'),
      collectedFen: one('select sum(amount_fen) from payments'),
      outstandingFen: one('select sum(balance_fen) from sales where balance_fen > 0'),
      overpaidFen: one("select -sum(balance_fen) from sales where balance_fen < 0 and kind = 'sale'"),
      returnsFen: one("select sum(amount_fen) from sales where kind = 'reversal'"),
    }).toEqual({
      customers: after.customers,
      sales: after.sales,
      followups: after.followups,
      salesFen: after.salesFen,
      collectedFen: after.collectedFen,
      outstandingFen: after.outstandingFen,
      overpaidFen: after.overpaidFen,
      returnsFen: after.returnsFen,
    });
  });

  test('by month, year, salesperson and product', () => {
    expect(by('select deal_month, sum(amount_fen) from sales group by 1')).toEqual(after.salesByMonth);
    expect(by('select substr(deal_on, 1, 4), sum(amount_fen) from sales group by 1')).toEqual(after.salesByYear);
    const seller = 'sales join users on users.id = sales.salesperson_id';
    expect(by(`select users.name, sum(amount_fen) from ${seller} group by 1`)).toEqual(after.salesBySeller);
    expect(by(`select users.name, count(*) from ${seller} group by 1`)).toEqual(after.saleRowsBySeller);
    expect(by('select product_name, sum(amount_fen) from sales group by 1')).toEqual(after.salesByProduct);
    expect(by('select substr(paid_on, 1, 7), sum(amount_fen) from payments group by 1')).toEqual(
      after.collectedByMonth,
    );
  });

  test('follow-ups belong to the customer’s owner, customers with a sale are won, nothing is the importer’s', () => {
    const strangers = 'select count(*) from follow_up_records r join customers c on c.id = r.customer_id where';
    expect(one(`${strangers} r.author_id is not c.owner_id or r.contacted_at is not null`)).toBe(0);
    expect(one(`select count(*) from customers where owner_id = ${manager.id}`)).toBe(0);
    expect(one("select count(*) from customers where stage = 'won'")).toBe(
      one('select count(distinct customer_id) from sales where amount_fen > 0'),
    );
    expect(one('select count(*) from users')).toBe(7);
  });

  test('one audit row tells of the import, with its counts', () => {
    const details = JSON.parse(String(one("select details from audit_events where action = 'import.published'")));
    expect(one("select count(*) from audit_events where action = 'import.published'")).toBe(1);
    expect(details.written).toMatchObject({
      customers: after.customers,
      sales: after.sales,
      followups: after.followups,
    });
  });

  test('a second import of the same file writes nothing and asks nothing it was told', () => {
    const again = judgeCase(manager, file, {});
    expect(again.questions.length).toBeGreaterThan(0);
    expect(again.questions.filter(({ answer }) => answer === null)).toEqual([]);
    const actions = again.sheets.flatMap(({ rows }) => rows.map(({ action }) => action));
    expect(actions.filter((action) => action === 'create' || action === 'update' || action === 'ask')).toEqual([]);
    expect(actions.filter((action) => action === 'duplicate')).toHaveLength(
      after.customers + 3 + after.sales + after.followups,
    );
  });
});
