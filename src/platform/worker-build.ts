/**
 * `npm run build:worker`: bundles the worker into modules, so that an isolate loads what makes documents only when
 * somebody asks for one. wrangler runs it before it deploys (wrangler.toml) and uploads the modules as they are:
 * its own bundler puts dynamic imports into the one module that every isolate starts with.
 */

import { rmSync, writeFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { build } from 'esbuild'
import { packageFolder } from './instance.ts'

/** Beside the modules and not among them: wrangler uploads the whole folder. */
const REPORT = packageFolder('dist/worker.json')
const FOLDER = packageFolder('dist/worker')

// Packages of the old kind ask for Node's modules by `require`, which a module does not have of its own.
const REQUIRE = 'import{createRequire}from"node:module";const require=createRequire("file:///worker.js");'

// What was built before would be uploaded as well.
rmSync(FOLDER, { recursive: true, force: true })
const { metafile } = await build({
  entryPoints: [packageFolder('src/platform/workers.ts')],
  absWorkingDir: packageFolder('.'),
  outdir: FOLDER,
  bundle: true,
  splitting: true,
  format: 'esm',
  target: 'es2024',
  // As wrangler's own bundler has it.
  platform: 'neutral',
  conditions: ['workerd', 'worker', 'browser'],
  mainFields: ['browser', 'module', 'main'],
  external: ['node:*', 'cloudflare:*', ...builtinModules.filter((name) => !name.startsWith('_'))],
  // Some packages look for files beside themselves as they are loaded, and there is no such place.
  define: { 'import.meta.url': '"file:///worker.js"' },
  banner: { js: REQUIRE },
  minify: true,
  // Cyrillic as it is, not as escapes of six bytes a letter.
  charset: 'utf8',
  sourcemap: true,
  metafile: true,
  logLevel: 'warning',
})
writeFileSync(REPORT, JSON.stringify(metafile))
