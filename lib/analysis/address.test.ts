import { expect, test } from 'vitest';
import { analysisHref, analysisQuery, parseAnalysisAddress } from './address';

const usual = { today: '2026-03-31', fiscalStart: 1 };
const parse = (query: string, options = usual) =>
  parseAnalysisAddress(Object.fromEntries(new URLSearchParams(query)), options);

test('nothing in the address means this quarter by salesperson', () => {
  expect(parse('')).toMatchObject({ period: { key: '2026-Q1' }, by: 'rep', filter: {}, share: 'line', sort: null });
  expect(parseAnalysisAddress({}, { today: '2026-03-31', fiscalStart: 4 }).period).toMatchObject({
    key: '2025-Q4',
    from: '2026-01-01',
  });
});

test('an address comes back as it was read', () => {
  const query = 'period=2026-03&by=region&rep=3&line=none&share=level&sort=yoy&direction=asc';
  expect(analysisQuery(parse(query))).toBe(query);
});

test('what isn’t understood is left out', () => {
  expect(parse('period=2026-13&by=weather&rep=1;drop&sort=mood&direction=up&share=sun')).toEqual(parse(''));
});

test('two days make a free range', () => {
  expect(parse('from=2026-01-05&to=2026-02-10').period).toMatchObject({ kind: 'range', key: '2026-01-05..2026-02-10' });
  expect(parse('from=2026-02-10&to=2026-01-05').period.key).toBe('2026-Q1');
});

test('a link changes one thing and keeps the rest', () => {
  expect(analysisHref(parse('period=2026&by=team&line=2'), { by: 'rep', sort: 'amount' })).toBe(
    '/analysis?period=2026&by=rep&line=2&sort=amount',
  );
});
