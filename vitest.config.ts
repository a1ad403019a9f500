/**
 * Projects: `unit` is quick and runs in `npm run check`; `engines` needs PostgreSQL and workerd; `whole` starts real
 * servers and browsers.
 */

import { defineConfig } from 'vitest/config'

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
          name: 'whole',
          include: ['test/story/**/*.test.ts', 'test/browser/**/*.test.ts', 'test/platform/**/*.test.ts'],
          setupFiles: ['test/fixtures/guard.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
