import type { Row, Sheet, Workbook } from './cells';
import { type Mapping, recognise, sheetKinds } from './heads';
import { CustomerBook, judgeCustomer } from './judge-customers';
import { judgeFollowUp } from './judge-follow-ups';
import { judgeSale, linkReversals, OrderBook } from './judge-sales';
import type { Answers, JudgedRow, JudgedSheet, Judgement, World } from './judgement';
import { RowReader } from './row';
import { Words } from './words';

/**
 * What would become of every row (R37): pure, so that page and command line show the same, and publishing does it again
 * on the state of that moment. Customers are judged before sales and follow-ups, whatever the order of the sheets, since
 * these name them; rows of one sheet see those above.
 */
export function judge(workbook: Workbook, world: World, answers: Answers): Judgement {
  const words = new Words(world, answers);
  const customers = new CustomerBook(world);
  const orders = new OrderBook(world);
  const judges = {
    customers: (row: RowReader, sheet: Sheet) => judgeCustomer(row, world, customers, sheet.name),
    sales: (row: RowReader) => judgeSale(row, world, customers, orders),
    followups: (row: RowReader) => judgeFollowUp(row, world, customers),
  };

  const mappings = new Map(workbook.sheets.map((sheet) => [sheet, recognise(sheet)] as const));
  const judged = new Map<Sheet, JudgedSheet>();
  for (const kind of sheetKinds)
    for (const [sheet, mapping] of mappings) {
      if (mapping?.kind !== kind) continue;
      const judgeRow = (source: Row): JudgedRow =>
        judges[kind](new RowReader(source, mapping, words, workbook.date1904), sheet);
      judged.set(sheet, {
        name: sheet.name,
        kind,
        columns: mapping.columns,
        rows: dataRows(sheet, mapping).map(judgeRow),
      });
    }
  linkReversals(orders);
  return {
    sheets: workbook.sheets.map((sheet) => judged.get(sheet) ?? ignored(sheet)),
    // What an earlier import decided comes answered; it can be changed like an answer of this draft.
    questions: [...words.questions.values()],
  };
}

/** The rows under the heads that hold anything in a column of ours. A later issue puts title rows and hidden rows here. */
const dataRows = (sheet: Sheet, mapping: Mapping): Row[] =>
  sheet.rows
    .slice(1)
    .filter(({ cells }) => mapping.columns.some(({ index }) => cells[index] != null && cells[index] !== ''));

/** A sheet that is none of ours is shown with its rows counted, and left alone. */
const ignored = (sheet: Sheet): JudgedSheet => ({
  name: sheet.name,
  kind: null,
  columns: [],
  rows: sheet.rows.slice(1).map(({ row }) => ({
    row,
    action: 'ignore',
    problems: [],
    questions: [],
    values: null,
    shown: [],
  })),
});
