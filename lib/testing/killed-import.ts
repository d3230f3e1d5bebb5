import { database } from '@/db/client';
import type { Viewer } from '@/lib/viewer';
import { importCase, levelAnswers, people } from './import-cases';

// Run as a process of its own by killed.test.ts: publishes the team's workbook and dies in the middle of it, as when
// the power goes. The kill comes from the database itself, at the 1,000th sale.
const db = database().$client;
db.function('die', { deterministic: false }, () => process.kill(process.pid, 'SIGKILL') && 0);
db.exec(
  'create temp trigger die after insert on main.sales when (select count(*) from main.sales) = 1000 begin select die(); end',
);
const viewers = await people('林一鸣', '苏晴', '何川', '唐悦', '江北辰', '顾言');
await importCase(
  viewers.刘建国 as Viewer,
  'team-workbook.xlsx',
  levelAnswers({
    owner: { 丁离: `user:${viewers.苏晴?.id}` },
    method: { 上门: 'visit', wx: 'wechat', 线上: 'meeting', 打电话: 'phone' },
  }),
);
