import { expect, test } from 'vitest';
import { attachment } from './handler';

test('a Chinese file name arrives, and the browser neither runs nor keeps the file', () => {
  const { headers } = attachment('x', "业绩分析_2025年2月(一组)'.pdf", 'application/pdf');
  expect(headers.get('content-disposition')).toBe(
    `attachment; filename="__2025_2_.pdf"; filename*=UTF-8''${encodeURIComponent('业绩分析_2025年2月')}%28${encodeURIComponent('一组')}%29%27.pdf`,
  );
  expect(headers.get('content-security-policy')).toContain('sandbox');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('cache-control')).toBe('no-store');
});
