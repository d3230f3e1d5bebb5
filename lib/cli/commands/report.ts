import { type Command, Option } from 'commander';
import { type Kpi, kpis } from '../../analysis/definitions';
import { figures } from '../../analysis/queries/figures';
import { type Dimension, dimensions, type FigureRow, type Report } from '../../analysis/types';
import { percent, yuan } from '../../format';
import { translator } from '../../i18n/translator';
import { parsePeriod } from '../../period';
import { readSettings } from '../../settings/queries';
import { asUser } from '../context';
import { refuseCommand } from '../refusal';
import { textTable } from '../table';

const t = translator();

export function registerReport(program: Command): void {
  program
    .command('report')
    .description('业绩分析：一个期间的业绩、回款和应收，和页面上的数字一样')
    .requiredOption('--as <人>', '以谁的身份看（登录名或姓名），只看得到他能看的')
    .requiredOption('--period <期间>', '月 2026-03、季度 2026-Q1、年 2026，或 2026-01-05..2026-02-10')
    .addOption(
      new Option('--by <维度>', `按什么分行，不写按销售员。可用：${dimensions.join('、')}`)
        .choices(dimensions)
        .default('rep'),
    )
    .option('--json', '输出 JSON：金额用分，比率用万分之一，没有值是 null')
    .action(report);
}

function report({ as, period: typed, by, json }: { as: string; period: string; by: Dimension; json?: boolean }): void {
  const viewer = asUser(as);
  const period = parsePeriod(typed, readSettings().fiscalStart);
  if (!period) refuseCommand(`看不懂期间「${typed}」。这样写：2026-03、2026-Q1、2026，或 2026-01-05..2026-02-10`);
  const result = figures(viewer, period, by);
  console.log(json ? JSON.stringify(result, null, 2) : asText(result, viewer.name));
}

const columns: Kpi[] = [
  'target',
  'amount',
  'shortfall',
  'attainment',
  'yoy',
  'pop',
  'collection',
  'receivable',
  'overdue',
  'pending',
  'orders',
  'customers',
];

function asText(result: Report, viewerName: string): string {
  const { period, range, isRunning, asOf, rows, total } = result;
  const head = `${period.key}（${range.from} 至 ${range.to}${isRunning ? '，未结束' : ''}），${viewerName} 看得到的数据，应收截至 ${asOf}，金额单位：元`;
  const table = textTable(
    [
      ['', ...columns.map((id) => t(`definitions.names.${id}`)), ''],
      ...[...rows, total].map((row) => [row.label, ...columns.map((id) => cell(id, row)), warnings(row)]),
    ],
    (column) => column > 0 && column <= columns.length,
  );
  return `${head}\n\n${table}`;
}

function cell(id: Kpi, row: FigureRow): string {
  const { unit, value } = kpis[id];
  const found = value(row);
  return unit === 'yuan' ? yuan(found) : unit === 'percent' ? percent(found) : found === null ? '--' : String(found);
}

const warnings = (row: FigureRow): string =>
  [row.isBehind ? '! 低于预警线' : '', row.hasLongOverdue ? '! 逾期过久' : ''].filter(Boolean).join(' ');
