#!/usr/bin/env node
/** The entry on Node: checks the version before anything can load better-sqlite3, which an older Node crashes on. */

const major = Number(process.versions.node.split('.')[0])
if (major < 24) {
  console.error(
    `Intersession needs Node 24, this is ${process.versions.node}. "npm ci" brings it along: use "npm start" instead of calling node yourself.`,
  )
  process.exit(1)
}

const { main } = await import('./main.ts')
process.exitCode = await main(process.argv.slice(2), process.env)
