/** Projects: `unit` is quick and runs in `npm run check`; `story` and `browser` start real servers. */

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
          exclude: ['test/story/**', 'test/browser/**', 'test/platform/**'],
          setupFiles: ['test/fixtures/guard.ts'],
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
