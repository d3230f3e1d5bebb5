import { afterEach, expect, test } from 'vitest';
import { caseBytes, readCase } from '@/lib/testing/import-cases';
import { parseDay } from './dates';
import { fileLimits, readFileApart, unpack } from './read';

const problem = async (bytes: Buffer, caps: Partial<typeof fileLimits> = {}) => {
  const read = await readFileApart(bytes, 'a.xlsx', { ...fileLimits, ...caps });
  return 'problem' in read ? read.problem : null;
};

test.each(['team-workbook.xlsx', 'P01-customers-gbk.csv', 'P03-followups-multiline.csv'])(
  'the process apart reads %s like this one',
  async (file) => {
    const read = await readFileApart(caseBytes(file), file);
    expect('packed' in read && unpack(read.packed)).toEqual(readCase(file));
  },
);

test('what is no sheet is told apart by content, not by name', async () => {
  expect(await problem(Buffer.alloc(0))).toBe('empty');
  expect(await problem(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1]))).toBe('notASheet');
  expect(await problem(Buffer.from('<!doctype html><table>'))).toBe('notASheet');
  expect(await problem(Buffer.from(' \n\n'))).toBe('empty');
  expect(await problem(caseBytes('team-workbook.xlsx').subarray(0, 5000))).toBe('damaged');
});

/** A zip of one entry that claims a size. */
function archiveClaiming(size: number): Buffer {
  const entry = Buffer.alloc(47);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt32LE(size, 24);
  entry.writeUInt16LE(1, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(4, 16);
  return Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), entry, end]);
}

test('an archive that claims gigabytes is refused before it is unpacked', async () => {
  expect(await problem(archiveClaiming(4_000_000_000))).toBe('tooBig');
  expect(await problem(archiveClaiming(1000))).toBe('damaged');
});

test('reading ends at its time and heap caps, and this process goes on', async () => {
  expect(await problem(caseBytes('team-workbook.xlsx'), { ms: 1 })).toBe('tooSlow');
  const many = Buffer.from(`客户名称,客户等级\n${'甲,乙,丙,丁\n'.repeat(150_000)}`);
  expect(await problem(many, { heapMb: 16 })).toBe('tooBig');
});

const zone = process.env.TZ;
afterEach(() => {
  process.env.TZ = zone;
});
test('a date cell is the same day wherever the server stands', () => {
  const days = ['UTC', 'Asia/Shanghai', 'America/New_York'].map((name) => {
    process.env.TZ = name;
    expect(new Date(2024, 0, 1).getTimezoneOffset()).toBe({ UTC: 0, 'Asia/Shanghai': -480 }[name] ?? 300);
    return readCase('P07-sales-dates.xlsx')
      .sheets[0]?.rows.slice(1)
      .map(({ cells }) => parseDay(cells[6]).day);
  });
  expect(days[0]?.[2]).toBe('2024-12-31');
  expect(days[1]).toEqual(days[0]);
  expect(days[2]).toEqual(days[0]);
});
