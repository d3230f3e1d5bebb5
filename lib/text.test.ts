import { describe, expect, test } from 'vitest';
import { clean, codeKey, nameCore, nameKey, phoneKey, searchTerm, searchText, sortKey } from './text';

test.each([
  ['示范星砾科技(岚海)有限公司', '示范星砾科技 （岚海） 有限公司'],
  ['示范启棠商贸有限公司', ' 示范启棠\u200b商贸有限公司\u3000'],
  ['示范启棠商贸有限公司', '\u2068示范启棠\u2069商贸\u0000有限\u180e公司'],
  ['ABC示范贸易有限公司', 'ａｂｃ示范贸易有限公司'],
])('%s and %s are one name', (a, b) => expect(nameKey(a)).toBe(nameKey(b)));

test('what is typed is kept, trimmed and composed', () => {
  expect(clean('  示范（一部） \r\n第二行\ufeff ')).toBe('示范（一部） \n第二行');
  expect(clean('e\u0301')).toBe('é');
  expect(clean('\u2066\u2069\u200b')).toBe('');
  expect(clean('一\t二\r\n三')).toBe('一\t二\n三');
});

test.each([
  [' so-2024-001 ', 'SO-2024-001'],
  ['ＳＯ－２０２４－００１', 'SO-2024-001'],
  ['SO-2024-OO1', 'SO-2024-OO1'],
])('code %s has the key %s', (typed, key) => expect(codeKey(typed)).toBe(key));

test.each([
  ['霁原禾一建材股份有限公司', '霁原禾一建材'],
  ['霁原禾一建材集团有限公司', '霁原禾一建材'],
  ['集团', '集团'],
])('%s without its suffix is %s', (name, core) => expect(nameCore(name)).toBe(core));

test.each([
  ['+86 199-0000-0003', '19900000003'],
  ['１９９０００００００５', '19900000005'],
  ['010-00000003转801', '01000000003801'],
])('phone %s has the key %s', (typed, key) => expect(phoneKey(typed)).toBe(key));

describe('pinyin', () => {
  test('surnames are read as surnames', () => {
    const names = ['仇明', '解放', '曾强', '查文', '单杰', '赵刚'];
    const sounds = names.map((name) => sortKey(name, { surname: true }).split(' ')[0]);
    expect(sounds).toEqual(['qiu', 'xie', 'zeng', 'zha', 'shan', 'zhao']);
  });
  test('Chinese sorts by sound', () => {
    const sorted = ['周婷', '李娜', '王磊', '陈浩'].sort((a, b) =>
      sortKey(a, { surname: true }) < sortKey(b, { surname: true }) ? -1 : 1,
    );
    expect(sorted).toEqual(['陈浩', '李娜', '王磊', '周婷']);
  });
  test.each(['wl', 'wanglei', '王', '磊', '王磊', 'ＷＬ'])('%s finds 王磊', (typed) => {
    expect(searchText(['王磊'], { surname: true })).toContain(searchTerm(typed));
  });
});
