/**
 * Projects: `unit` is quick and runs in `npm run check`; `engines` needs PostgreSQL and workerd; `servers` starts real
 * ones; `alone` has a machine to itself, since a neighbour would starve its browsers and its crowds of processes.
 */

import { defineConfig } from 'vitest/config'

const ALONE = [
  'test/browser/**/*.test.ts',
  ...['faults', 'full', 'kill', 'postgres-processes', 'shutdown', 'workers'].map(
    (name) => `test/platform/${name}.test.ts`,
  ),
]

/** With PostgreSQL or workerd, which a file starts and ends for itself. */
const ENGINES = [
  'test/engines/**/*.test.ts',
  'test/documents/keeping.test.ts',
  'test/web/receipts-engines.test.ts',
]

const oxc = { jsx: { runtime: 'automatic' as const, importSource: 'hono/jsx' } }

export default defineConfig({
  oxc,
  test: {
    // Vitest leaves one to itself, which is half of a machine that has two.
    maxWorkers: '100%',
    projects: [
      {
        oxc,
        test: {
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/story/**', 'test/browser/**', 'test/platform/**', ...ENGINES],
          // Two hundred files read the same modules: once a process. `tidy.ts` sees to it that they leave no traces.
          isolate: false,
          setupFiles: ['test/fixtures/guard.ts', 'test/fixtures/tidy.ts'],
          // Far more than any of them needs: a busy machine decides no test.
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        oxc,
        test: {
          name: 'engines',
          include: ENGINES,
          setupFiles: ['test/fixtures/guard.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        oxc,
        test: {
          name: 'servers',
          include: ['test/story/**/*.test.ts', 'test/platform/**/*.test.ts'],
          exclude: ALONE,
          setupFiles: ['test/fixtures/guard.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        oxc,
        test: {
          name: 'alone',
          include: ALONE,
          setupFiles: ['test/fixtures/guard.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
