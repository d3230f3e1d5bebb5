import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { '@': import.meta.dirname } },
  test: {
    globalSetup: ['./db/test-global.ts'],
    env: {
      KEJI_CLOCK: '2026-03-31T04:00:00.000Z',
      KEJI_SCRYPT_LOG_N: '10',
      KEJI_LOG: 'off',
      // Business days come from the company's zone, whatever the machine's.
      TZ: 'America/New_York',
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['**/*.test.{ts,tsx}'],
          exclude: ['node_modules/**'],
          // A busy machine takes its time.
          testTimeout: 30_000,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['**/*.e2e.ts'],
          exclude: ['node_modules/**'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // A busy machine takes its time; what is waited for still has to come.
          expect: { poll: { timeout: 15_000 } },
          // A server, a browser and the test itself keep two cores busy already.
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
