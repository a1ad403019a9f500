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

const oxc = { jsx: { runtime: 'automatic' as const, importSource: 'hono/jsx' } }

export default defineConfig({
  oxc,
  test: {
    projects: [
      {
        oxc,
        test: {
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/story/**', 'test/browser/**', 'test/platform/**', 'test/engines/**'],
          setupFiles: ['test/fixtures/guard.ts'],
          // Far more than any of them needs: a busy machine decides no test.
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        oxc,
        test: {
          name: 'engines',
          include: ['test/engines/**/*.test.ts'],
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
