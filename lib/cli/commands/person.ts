import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import { database, write } from '@/db/client';
import { maskContact } from '../../customers/mask';
import { translator } from '../../i18n/translator';
import { type Erased, eraseHeld } from '../../personal/erase';
import { personalJson, personalTables, personalWorkbook } from '../../personal/file';
import type { Held } from '../../personal/held';
import { findPeople, personalData } from '../../personal/queries';
import { recordHandedOut } from '../../personal/writes';
import { clean } from '../../text';
import { commandLine, requireSetUp, typedPath } from '../context';
import { refuseCommand, refuseUsage } from '../refusal';
import { textTable } from '../table';

const t = translator();

export function registerPerson(program: Command): void {
  const person = program.command('person').description('联系人的个人资料：导出、抹去');
  person
    .command('export')
    .description('导出一位联系人的全部资料。不写 --out 就打印 JSON；.xlsx 结尾的写成 Excel。记入操作记录')
    .option('--contact <编号>', '联系人的编号（--find 会列出来）')
    .option('--find <内容>', '按姓名、完整的电话、微信或邮箱找；只找到一位就导出，多位就列出来')
    .option('--out <文件>', '写到文件')
    .option('--reason <原因>', '为什么导出，记入操作记录')
    .action(exportPerson);
  person
    .command('erase')
    .description('抹去一位联系人的个人资料，金额不变，不能恢复。先列出会改写多少处，再要求输入姓名')
    .requiredOption('--contact <编号>', '联系人的编号（person export --find 会列出来）')
    .option('--reason <原因>', '为什么抹去，记入操作记录')
    .option('--yes', '不再询问，给脚本用')
    .action(erase);
}

type Which = { contact?: string; find?: string };

async function exportPerson({ out, reason = '', ...which }: Which & { out?: string; reason?: string }): Promise<void> {
  requireSetUp();
  const held = heldBy(which);
  const tables = personalTables(commandLine, held, t, database());
  const isBook = out?.endsWith('.xlsx') ?? false;
  const content = isBook ? await personalWorkbook(tables) : `${personalJson(tables)}\n`;
  await write((tx) => recordHandedOut(tx, commandLine, held, clean(reason)));
  if (out === undefined) {
    process.stdout.write(content);
    return;
  }
  const file = typedPath(out);
  writeFileSync(file, content, { mode: 0o600 });
  console.log(`已导出：${file}`);
}

async function erase({
  contact,
  reason = '',
  yes = false,
}: {
  contact: string;
  reason?: string;
  yes?: boolean;
}): Promise<void> {
  requireSetUp();
  const held = heldBy({ contact });
  console.log(preview(held));
  if (!yes) await confirm(held.contact.name);
  const { version } = held.contact;
  const counts = await write((tx) => {
    // Looked at again inside: what stood there when it was shown may have been changed meanwhile.
    const present = personalData(commandLine, held.contact.id, tx);
    if (present?.contact.version !== version) return null;
    return eraseHeld(tx, commandLine, present, clean(reason));
  });
  if (counts === null) return refuseCommand(t('personal.problem.changed'));
  console.log(`${t('personal.erased')}。${countsText(counts)}`);
  console.log(t('personal.erase.stays'));
}

function heldBy({ contact, find }: Which): Held {
  if ((contact === undefined) === (find === undefined)) return refuseUsage('用 --contact 编号，或者 --find 内容。');
  if (contact !== undefined && !/^\d{1,15}$/.test(contact))
    return refuseUsage(`--contact 要写编号，不是「${contact}」。`);
  const id = contact === undefined ? theOne(find as string) : Number(contact);
  return personalData(commandLine, id) ?? refuseCommand(`没有编号是 ${id} 的联系人，或者已经抹去。`);
}

function theOne(typed: string): number {
  const found = findPeople(commandLine, typed);
  if (found.length === 1 && found[0]) return found[0].id;
  if (found.length === 0) return refuseCommand(`没有找到「${typed}」。写姓名，或者完整的电话、微信、邮箱。`);
  const rows = found.map((person) => [
    String(person.id),
    person.name,
    person.title ?? '--',
    person.phone ? maskContact(person.phone) : '--',
    `${person.customerName}（${person.customerCode}）`,
  ]);
  return refuseCommand(
    `找到 ${found.length} 位，用 --contact 编号选一位：\n${textTable([['编号', '姓名', '职务', '电话', '客户'], ...rows])}`,
  );
}

function preview({ contact, customer, mentions, elsewhere }: Held): string {
  const counts: Erased = {};
  for (const { kind, times } of mentions) counts[kind] = (counts[kind] ?? 0) + times;
  return [
    `${contact.name}，${customer.name}（${customer.code}）`,
    `会改写：${countsText(counts)}`,
    ...(elsewhere.length > 0
      ? [
          `${t('personal.elsewhere.title')}（要分别抹去）：`,
          ...elsewhere.map(({ id, name, customerName }) => `  --contact ${id}  ${name}，${customerName}`),
        ]
      : []),
  ].join('\n');
}

const countsText = (counts: Erased): string =>
  Object.entries(counts)
    .map(([kind, times]) => `${t(`personal.place.${kind as keyof Erased}`)} ${times} 处`)
    .join('，') || '联系人本身，别处没有写到';

async function confirm(name: string): Promise<void> {
  if (!process.stdin.isTTY) refuseCommand('没有人在终端前确认。给脚本用就加 --yes。');
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  const typed = await lines.question(`不能恢复。要抹去就输入姓名「${name}」：`);
  lines.close();
  if (clean(typed).replace(/\s+/g, '') !== name.replace(/\s+/g, '')) refuseCommand('姓名不一样，什么也没有改。');
}
