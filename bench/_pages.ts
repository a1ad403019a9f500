import { mkdtempSync, rmSync } from 'node:fs'
import { openFile } from './open.ts'
import { FULL, load } from './load.ts'
import { openStore } from '../src/store/store.ts'
import { systemClock } from '../src/platform/process.ts'
import { pages, creation } from './cases.ts'
import { measurePage } from './measure.ts'
import { startFloor, startServer } from './processes.ts'
const dir = mkdtempSync('/tmp/isp-')
const { raw, engine, instance } = openFile(dir)
const loaded = await load(raw, openStore(engine, instance, systemClock.now()), FULL)
await engine.close()
const floor = await startFloor(), server = await startServer(dir)
await new Promise((r) => setTimeout(r, 3000))
console.log('idle', ((await server.usage()).rssBytes / 1048576).toFixed(0))
const which = process.argv.slice(2).map(Number)
const all = [...pages(loaded), creation(loaded)]
for (const [i, p] of all.entries()) if (!which.length || which.includes(i)) { const r = await measurePage(p, server, floor); console.log(p.name.padEnd(50), 'rps', r.rps.toFixed(0), 'cpu', r.cpu_ms.toFixed(2), 'floor', r.floor_cpu_ms.toFixed(4), '×', r.times_floor.toFixed(1)) }
console.log('after', ((await server.usage()).rssBytes / 1048576).toFixed(0))
await Promise.all([server.stop(), floor.stop()]); rmSync(dir, { recursive: true })
