import { openSpeedWorld, listsOf, linksOf } from '../test/speed/world.ts'
import { FULL } from './load.ts'
const world = await openSpeedWorld({ ...FULL, reportLinks: 50 })
const proto = Object.getPrototypeOf(world.raw.prepare('select 1'))
const times = new Map<string, [number, number, number]>()
const all = proto.all
proto.all = function (this: any, ...args: any[]) { const t = performance.now(); const r = all.apply(this, args); const k = this.source; const e = times.get(k) ?? [0, 0, 0]; e[0] += performance.now() - t; e[1]++; e[2] = r.length; times.set(k, e); return r }
const wanted = process.argv.slice(2)
for (const [name, path] of Object.entries({ ...listsOf(world), ...linksOf(world) })) {
  if (wanted.length && !wanted.some((w) => name.includes(w))) continue
  const b = path.startsWith('/p/') ? world.visitor() : world.organiser
  for (let i = 0; i < 60; i++) await b.get(path)
  times.clear(); const n = 40; const c = process.cpuUsage(); let size = 0
  for (let i = 0; i < n; i++) size = (await b.get(path)).body.length
  const u = process.cpuUsage(c)
  const sql = [...times.values()].reduce((s, e) => s + e[0], 0) / n
  console.log(`\n== ${name} ${size} bytes, cpu ${((u.user + u.system) / 1000 / n).toFixed(2)} ms, sql ${sql.toFixed(2)} ms, ${[...times.values()].reduce((s, e) => s + e[1], 0) / n} queries`)
  for (const [k, e] of [...times].sort((a, b) => b[1][0] - a[1][0]).slice(0, 4)) console.log(`   ${(e[0] / n).toFixed(3)} ms ${e[2]} rows ${k.slice(0, 230)}`)
}
process.exit(0)
