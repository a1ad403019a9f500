import { openFile } from './open.ts'
import { FULL, load } from './load.ts'
import { openStore } from '../src/store/store.ts'
import { systemClock } from '../src/platform/process.ts'
import { createApp } from '../src/app.ts'
import { creation, pages } from './cases.ts'
import { rmSync } from 'node:fs'
rmSync('/tmp/sqlpost', { recursive: true, force: true })
const { raw, engine, instance } = openFile('/tmp/sqlpost')
const loaded = await load(raw, openStore(engine, instance, systemClock.now()), FULL)
const app = createApp({ openStore: () => openStore(engine, instance, systemClock.now()), assets: new Map(), keepsMail: true, setupToken: 'x', loadExample: async () => {}, log: console.error } as never)
const proto = Object.getPrototypeOf(raw.prepare('select 1'))
const times = new Map<string, [number, number]>()
for (const m of ['all', 'run']) { const f = proto[m]; proto[m] = function (this: any, ...a: any[]) { const t = performance.now(); try { return f.apply(this, a) } finally { const e = times.get(this.source) ?? [0, 0]; e[0] += performance.now() - t; e[1]++; times.set(this.source, e) } } }
const which = Number(process.argv[2] ?? 4)
const page = which === 9 ? creation(loaded) : [...pages(loaded), creation(loaded)][which]!
const go = async () => { const a = page.ask(); const r = await app.fetch(new Request('http://localhost' + a.path, { method: a.method, headers: a.headers, ...(a.body ? { body: a.body } : {}) })); if (r.status !== a.status) throw new Error(String(r.status)); return r.text() }
for (let i = 0; i < 1500; i++) await go()
times.clear()
const n = 1000, c = process.cpuUsage(), t = performance.now()
for (let i = 0; i < n; i++) await go()
const u = process.cpuUsage(c)
console.log(page.name, 'cpu', (u.user / 1000 / n).toFixed(3), '+', (u.system / 1000 / n).toFixed(3), 'wall', ((performance.now() - t) / n).toFixed(3), 'sql', ([...times.values()].reduce((s, e) => s + e[0], 0) / n).toFixed(3), 'queries', [...times.values()].reduce((s, e) => s + e[1], 0) / n)
for (const [k, e] of [...times].sort((a, b) => b[1][0] - a[1][0]).slice(0, Number(process.argv[3] ?? 40))) console.log(`${(e[0] / n * 1000).toFixed(1)} µs ×${e[1] / n} ${k.slice(0, 170)}`)
process.exit(0)
