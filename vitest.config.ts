import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { '@': import.meta.dirname } },
  test: {
    globalSetup: ['./db/test-global.ts'],
    // Two, whatever the machine: each browser file has its own server and browser, and waits on them half of the time.
    maxWorkers: 2,
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
        },
      },
    ],
  },
});
