import type { Db } from '@/db/client';
import { figures } from '../../analysis/queries/figures';
import { trend } from '../../analysis/queries/trend';
import { listPayments, totalPayments } from '../../payments/queries';
import { parsePeriod } from '../../period';
import { listSales } from '../../sales/queries/list';
import { totalSales } from '../../sales/queries/totals';
import type { Viewer } from '../../viewer';

export type Case = {
  name: string;
  /** The same question through better-sqlite3 alone, on the same file. */
  raw: string;
  ours: () => unknown;
};

const today = '2026-03-31';
const period = (key: string) => parsePeriod(key) ?? never(key);
const never = (key: string): never => {
  throw new Error(`no period ${key}`);
};

/** What the pages ask, beside the one statement that has to be paid for in any case. */
export function queryCases(db: Db, { manager, rep }: { manager: Viewer; rep: Viewer }): Case[] {
  const byRep = (from: string, to: string) =>
    `select +salesperson_id, sum(amount_fen), count(distinct order_group), count(distinct customer_id) from sales
     where counts = 1 and deal_on between '${from}' and '${to}' group by 1`;
  return [
    {
      name: '分析，本季，按销售员',
      raw: byRep('2026-01-01', today),
      ours: () => figures(manager, period('2026-Q1'), 'rep', {}, db),
    },
    {
      name: '分析，三年，按销售员',
      raw: byRep('2023-04-01', today),
      ours: () => figures(manager, period('2023-04-01..2026-03-31'), 'rep', {}, db),
    },
    {
      name: '分析，今年，按区域',
      raw: `select region_id, sum(amount_fen) from sales where counts = 1 and deal_on between '2026-01-01' and '${today}' group by 1`,
      ours: () => figures(manager, period('2026'), 'region', {}, db),
    },
    {
      name: '分析，今年，销售员本人',
      raw: `select sum(amount_fen) from sales where counts = 1 and salesperson_id = ${rep.id} and deal_on between '2026-01-01' and '${today}'`,
      ours: () => figures(rep, period('2026'), 'month', {}, db),
    },
    {
      name: '走势，今年和去年',
      raw: `select deal_month, sum(amount_fen) from sales where counts = 1 and deal_on between '2025-01-01' and '${today}' group by 1`,
      ours: () => trend(manager, period('2026'), {}, db),
    },
    {
      name: '销售列表，最新 50 笔',
      raw: `select * from sales join customers c on c.id = customer_id join users u on u.id = salesperson_id
        where counts = 1 order by deal_on desc, sales.id desc limit 51`,
      ours: () => listSales(manager, { filter: {}, today }, db),
    },
    {
      name: '销售列表，本人',
      raw: `select * from sales join customers c on c.id = customer_id where salesperson_id = ${rep.id} and counts = 1
        order by deal_on desc, sales.id desc limit 51`,
      ours: () => listSales(rep, { filter: {}, today }, db),
    },
    {
      name: '销售列表，搜索客户名',
      raw: `select * from sales join customers c on c.id = customer_id where c.search_text like '%华信%'
        and counts = 1 order by deal_on desc, sales.id desc limit 51`,
      ours: () => listSales(manager, { filter: { q: '华信' }, today }, db),
    },
    {
      name: '销售合计，本季',
      raw: `select count(*), sum(amount_fen), sum(paid_fen) from sales where counts = 1 and deal_on between '2026-01-01' and '${today}'`,
      ours: () => totalSales(manager, { filter: { from: '2026-01-01', to: today }, today }, db),
    },
    {
      name: '逾期应收列表',
      raw: `select * from sales join customers c on c.id = customer_id where balance_fen > 0 and due_on < '${today}'
        order by due_on, sales.id limit 51`,
      ours: () => listSales(manager, { filter: { owing: 'overdue', sort: 'due' }, today }, db),
    },
    {
      name: '回款列表，最新 50 笔',
      raw: `select * from payments p join sales s on s.id = p.sale_id where p.voided_at is null
        order by p.paid_on desc, p.id desc limit 51`,
      ours: () => listPayments(manager, {}, db),
    },
    {
      name: '回款合计，本季',
      raw: `select count(*), sum(amount_fen) from payments where voided_at is null and paid_on between '2026-01-01' and '${today}'`,
      ours: () => totalPayments(manager, { from: '2026-01-01', to: today }, db),
    },
  ];
}
