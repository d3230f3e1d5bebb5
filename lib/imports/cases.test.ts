import { beforeEach, describe, expect, test } from 'vitest';
import { freshDatabase } from '@/db/test-db';
import {
  caseJson,
  importCase,
  judgeCase,
  levelAnswers,
  people,
  problemsOf,
  readCase,
  rowOf,
  rowsOf,
  rowsWith,
  value,
  values,
} from '@/lib/testing/import-cases';
import type { Viewer } from '../viewer';
import { recognise } from './heads';
import type { CustomerValues, FollowUpValues, SaleValues } from './judgement';

// The cases P00 to P15 against expected.json.
const expected = caseJson('expected.json');
let viewers: Record<string, Viewer>;
let manager: Viewer;
beforeEach(async () => {
  freshDatabase();
  viewers = await people('林一鸣', '苏晴', '何川', '唐悦');
  manager = viewers.刘建国 as Viewer;
});
const withBase = () => importCase(manager, 'P00-base-customers.csv');

const customer = (file: string, row: number) => rowOf(judgeCase(manager, file), row).values as CustomerValues;
const rejected = (file: string) =>
  problemsOf(judgeCase(manager, file))
    .filter(({ action }) => action === 'reject')
    .map(({ row, column }) => ({ row, column }));

describe('customers', () => {
  test('P00: 20 customers', async () => {
    expect((await withBase()).written).toMatchObject({ customers: expected.P00.ok });
    expect(value('select count(*) from customers')).toBe(20);
  });

  test.each(['P01', 'P02'])('%s: every head and every character as written', (name) => {
    const { file, ok, values: wanted } = expected[name];
    expect(rowsWith(judgeCase(manager, file), 'create')).toHaveLength(ok);
    for (const row of wanted) {
      const read = customer(file, row.row);
      expect([read.code, read.name]).toEqual([row.客户编号, row.客户名称]);
      if (row.联系方式) expect([read.contact?.phone, read.filedOn]).toEqual([row.联系方式, row.建档日期]);
    }
  });

  test('P04: of two columns 联系方式 the first is mapped, the other shown as not mapped', () => {
    const { file, defaultValues } = expected.P04;
    const columns = recognise(readCase(file).sheets[0] as never)?.columns.filter(({ head }) => head === '联系方式');
    expect(columns?.map(({ letter, field }) => [letter, field])).toEqual([
      ['E', 'phone'],
      ['J', null],
    ]);
    for (const { row, 联系方式 } of defaultValues) expect(customer(file, row).contact?.phone).toBe(联系方式);
  });

  test('P10: codes and phones as the user sees them, lost digits refused', () => {
    for (const [kind, file] of Object.entries({ xlsx: expected.P10.files[0], csv: expected.P10.files[1] })) {
      for (const { row, code, phone, phoneDigits } of expected.P10[kind].values) {
        const read = customer(file, row);
        expect(read.code).toBe(code);
        if (phone) expect(read.contact?.phone).toBe(phone);
        if (phoneDigits) expect(read.contact?.phone?.replace(/\D/g, '').slice(-11)).toBe(phoneDigits);
      }
      const wanted = expected.P10[kind].reject.map(({ row, column }: { row: number; column: string }) => ({
        row,
        column,
      }));
      expect(rejected(file)).toEqual(wanted);
    }
  });

  test('P11: 5 customers, each duplicate names the row it repeats; a second import makes none', async () => {
    const { file, groups } = expected.P11;
    const judgement = judgeCase(manager, file);
    expect(rowsWith(judgement, 'create')).toEqual(groups.map(([first]: number[]) => first));
    const repeats = problemsOf(judgement)
      .filter(({ kind }) => kind === 'duplicate_name')
      .map(({ row, params }) => [row, params.firstRow]);
    expect(repeats).toEqual(groups.flatMap(([first, ...rest]: number[]) => rest.map((row) => [row, first])));
    await importCase(manager, file);
    expect(value('select count(*) from customers')).toBe(expected.P11.uniqueCustomers);
    expect(rowsWith(judgeCase(manager, file), 'duplicate')).toHaveLength(expected.P11.rows);
  });

  test('P13: each unknown owner is asked once, nothing is the importer’s, no account is made', async () => {
    const { file } = expected.P13;
    const judgement = judgeCase(manager, file);
    expect(rowsWith(judgement, 'create')).toEqual([2, 3, 4, 8]);
    expect(rowsWith(judgement, 'ask')).toEqual([5, 6, 7, 9]);
    expect(judgement.questions.flatMap(({ field, word }) => (field === 'owner' ? [word] : []))).toEqual([
      '离职的丁某',
      '',
      '林一鸣、苏晴',
      'lin yiming',
    ]);
    expect(rowOf(judgement, 4).problems).toMatchObject([{ kind: 'person_variant', params: { value: '何川' } }]);

    const owner = {
      离职的丁某: 'unassigned',
      '': `user:${viewers.苏晴?.id}`,
      '林一鸣、苏晴': `user:${viewers.林一鸣?.id}`,
      linyiming: 'leave_out',
    };
    const { written } = await importCase(manager, file, levelAnswers({ owner }));
    expect(written).toMatchObject({ customers: 7, followups: 3 });
    const owners = values('select u.name from customers c left join users u on u.id = c.owner_id order by c.code');
    expect(owners).toEqual(['林一鸣', '苏晴', '何川', null, '苏晴', '林一鸣', '唐悦']);
    const authors = values('select u.name from follow_up_records r join users u on u.id = r.author_id order by r.id');
    expect(authors).toEqual(expected.P13.followups.author);
    expect(value('select count(*) from users')).toBe(5);
    // What a word means is remembered; leaving rows out, and who takes rows without a name, is asked again.
    expect(values('select word from import_words where field = ? order by word', 'owner')).toEqual([
      '林一鸣、苏晴',
      '离职的丁某',
    ]);
  });
});

describe('follow-ups', () => {
  test('P03: five records, text kept, rows as a spreadsheet counts them', async () => {
    await withBase();
    const judgement = judgeCase(manager, expected.P03.file);
    expect(rowsOf(judgement).map(({ row }) => row)).toEqual([2, 3, 4, 5, 6]);
    expect(rowsWith(judgement, 'refuse')).toEqual([4]);
    for (const wanted of expected.P03.values.filter(({ row }: { row: number }) => row !== 4)) {
      const read = rowOf(judgement, wanted.row).values as FollowUpValues;
      expect([read.summary, read.nextPlan]).toEqual([wanted.跟进摘要, wanted.下一步计划]);
    }
  });
});

describe('sales', () => {
  beforeEach(withBase);
  const sale = (file: string, row: number) => rowOf(judgeCase(manager, file), row).values as SaleValues;
  const total = (file: string) =>
    rowsOf(judgeCase(manager, file)).reduce((sum, { values }) => sum + ((values as SaleValues)?.amountFen ?? 0), 0);

  test('P05: merged words are filled down, a merged amount and a plain blank are refused', () => {
    const { file, fix, reject, acceptedSalesTotalFen } = expected.P05;
    const owner = value('select id from users where name = ?', '林一鸣');
    for (const { row } of fix) {
      expect(sale(file, row)).toMatchObject({ customerKey: '霁原禾一建材有限公司', salespersonId: owner });
    }
    expect(rejected(file)).toEqual(reject.map(({ row, column }: { row: number; column: string }) => ({ row, column })));
    expect(total(file)).toBe(acceptedSalesTotalFen);
  });

  test('P06: stored results are used, missing ones computed and said, errors refused', () => {
    const { file, ok, reject } = expected.P06;
    for (const { row, fen } of ok) expect(sale(file, row).amountFen).toBe(fen);
    expect([sale(file, 5).amountFen, sale(file, 6).amountFen]).toEqual([720000, 900000]);
    const computed = problemsOf(judgeCase(manager, file)).filter(({ kind }) => kind === 'amount_computed');
    expect(computed.map(({ row, action }) => [row, action])).toEqual([
      [5, 'warn'],
      [6, 'warn'],
    ]);
    expect(rejected(file)).toEqual(reject.map(({ row, column }: { row: number; column: string }) => ({ row, column })));
  });

  test('P07: the calendar dates meant', () => {
    const { file, values: wanted } = expected.P07;
    expect(wanted.map(({ row }: { row: number }) => sale(file, row).dealOn)).toEqual(
      wanted.map((one: { 成交日期: string }) => one.成交日期),
    );
  });

  test('P08: no such date is refused and rolls nowhere', () => {
    const { file, reject, values: wanted } = expected.P08;
    expect(rejected(file)).toEqual(reject.map(({ row, column }: { row: number; column: string }) => ({ row, column })));
    for (const one of wanted) expect(sale(file, one.row).dealOn).toBe(one.成交日期);
  });

  test('P09: amounts as typed, to the fen', () => {
    const { file, values: wanted, reject } = expected.P09;
    for (const { row, fen } of wanted) expect(sale(file, row).amountFen).toBe(fen);
    expect(rejected(file)).toEqual(reject.map(({ row, column }: { row: number; column: string }) => ({ row, column })));
    expect(rowOf(judgeCase(manager, file), 20)).toMatchObject({
      values: { amountFen: 1235 },
      problems: [{ kind: 'amount_rounded', action: 'warn' }],
    });
    // expected.json leaves row 20 out of its total.
    expect(total(file) - 1235).toBe(expected.P09.acceptedTotalFen);
  });

  test('P12: three problems in one pass, 197 rows, then exactly 3 more from the fixed file', async () => {
    const [bad, fixed] = expected.P12.files;
    expect(rejected(bad)).toEqual(expected.P12.reject);
    const { written } = await importCase(manager, bad);
    expect(written.sales).toBe(197);
    expect(value('select count(*) from sales')).toBe(197);
    expect(value('select sum(amount_fen) from sales')).toBe(expected.P12.acceptedTotalFen);
    expect(value("select json_extract(details, '$.written.sales') from audit_events order by seq desc limit 1")).toBe(
      197,
    );
    expect(value('select count(*) from customers')).toBe(20);

    const judgement = judgeCase(manager, fixed);
    expect(rowsWith(judgement, 'duplicate')).toHaveLength(197);
    expect(rowsWith(judgement, 'create')).toEqual([51, 121, 200]);
    await importCase(manager, fixed);
    expect(value('select sum(amount_fen) from sales')).toBe(expected.P12.finalTotalFen);
  });

  test('P14: amounts decide the status; two payments of one order are one sale', async () => {
    const { file, perOrder, totals } = expected.P14;
    const judgement = judgeCase(manager, file);
    expect(problemsOf(judgement).map(({ row, kind, action }) => [row, kind, action])).toEqual([
      [5, 'overpaid', 'warn'],
      [6, 'return_negative', 'warn'],
      [7, 'status_contradiction', 'warn'],
      [8, 'missing_payment_date', 'reject'],
      [11, 'second_payment', 'fix'],
    ]);
    await importCase(manager, file);
    for (const [order, wanted] of Object.entries<Record<string, number>>(perOrder)) {
      if (wanted.reject) continue;
      expect([
        value('select amount_fen from sales where order_number = ?', order),
        value('select paid_fen from sales where order_number = ?', order),
        value('select max(balance_fen, 0) from sales where order_number = ?', order),
      ]).toEqual([wanted.sale, wanted.collected, wanted.outstanding]);
    }
    expect({
      salesFen: value('select sum(amount_fen) from sales'),
      collectedFen: value('select sum(amount_fen) from payments'),
      outstandingFen: value('select sum(balance_fen) from sales where balance_fen > 0'),
      overpaidFen: value('select -sum(balance_fen) from sales where balance_fen < 0'),
    }).toEqual(totals);
    // Again: every row is recognised, second payment included.
    expect(rowsWith(judgeCase(manager, file), 'duplicate')).toEqual([2, 3, 4, 5, 6, 7, 9, 10, 11, 12]);
  });

  test('P15: an order number is one number whatever its case, width and spaces', async () => {
    const { file, ok, reject } = expected.P15;
    expect(rowsWith(judgeCase(manager, file), 'create')).toEqual(ok);
    expect(rejected(file)).toEqual(reject.map(({ row, column }: { row: number; column: string }) => ({ row, column })));
    await importCase(manager, file);
    expect(value("select count(*) from sales where order_number = 'SO-2024-003'")).toBe(1);
  });

  test('P18: totals to the fen, the stated amount wins by one fen and it is said', async () => {
    const { written, amountFen } = await importCase(manager, 'P18-sales-money.csv');
    expect([written.sales, amountFen]).toEqual([expected.P18.rows, expected.P18.salesTotalFen]);
    expect(value('select sum(amount_fen) from payments')).toBe(expected.P18.collectedTotalFen);
    expect(value("select json_extract(details, '$.counts.create') from audit_events order by seq desc limit 1")).toBe(
      1005,
    );
  });
});

test('P16, P17: names that look like formulas, long names, rare characters: as typed', () => {
  for (const { row, stored } of expected.P16.names)
    expect(customer('P16-customers-formula-like.csv', row).name).toBe(stored);
  const names = rowsOf(judgeCase(manager, 'P17-customers-long-names.csv')).map(
    (row) => (row.values as CustomerValues).name,
  );
  expect(names).toEqual(expected.P17.names);
});
