import { expect, test } from 'vitest';
import { runMatrix } from './run';

// Does it bite? Take one of these out, build, run `npm run matrix -- --only …`, put it back:
//
// - a scope: `visible(…)` in `pickCustomers` (lib/customers/queries/pick.ts; --only customers/search), in the rows of
//   `listSales` (lib/sales/queries/list.ts; --only /sales), in `findRecord` (lib/follow-ups/queries/record.ts; --only
//   /follow-ups/records)
// - a predicate: `canManagePeople` and `mayChange` in `createInvitation` (lib/people/actions.ts), `canEditRecord` in
//   `editRecord` (lib/follow-ups/edit-record.ts; --only saveRecordEdit), `mayRecord` in `recordPayment`
//   (lib/payments/record-payment.ts; --only savePayment)

const seed = 20260331;

/** Part of every test run; `npm run matrix` asks all of it. */
test('a sample of the authorization matrix', { timeout: 180_000 }, async () => {
  const lines: string[] = [`seed ${seed}`];
  const result = await runMatrix({ sample: { cells: 420, seed } }, (line) => lines.push(line));
  console.log(lines.join('\n'));
  expect(result.inventory).toEqual([]);
  expect(result.wrong).toEqual([]);
  expect(result.cells).toBeGreaterThan(400);
});
