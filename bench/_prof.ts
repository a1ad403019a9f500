import { mkdtempSync } from 'node:fs'
import { openFile } from './open.ts'
import { FULL, load } from './load.ts'
import { openStore } from '../src/store/store.ts'
import { systemClock } from '../src/platform/process.ts'
import { pages, creation } from './cases.ts'
import { answer } from './measure.ts'
import { fork } from 'node:child_process'
const which = Number(process.argv[2]), n = Number(process.argv[3] ?? 1500)
const dir = mkdtempSync('/tmp/isprof-')
const { raw, engine, instance } = openFile(dir)
const loaded = await load(raw, openStore(engine, instance, systemClock.now()), FULL)
await engine.close()
const child = fork('dist/node.js', ['start'], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'], env: { ...process.env, DATA_DIR: dir, PORT: '0', BASE_URL: '' , SMTP_URL:''}, execArgv: ['--enable-source-maps', '--import', new URL('meter.ts', import.meta.url).href, ...(process.argv[4] ? ['--cpu-prof', '--cpu-prof-dir=' + process.argv[4]] : [])] })
const port: number = await new Promise<number>((r) => child.stdout!.on('data', (d) => { const m = /localhost:(\d+)/.exec(String(d)); if (m) r(Number(m[1])) }))
const usage = () => new Promise<any>((r) => { child.once('message', r); child.send('usage') })
await new Promise((r) => setTimeout(r, 4000))
console.log('idle', (await usage()).rssBytes / 1048576)
const page = [...pages(loaded), creation(loaded)][which]!
const body = await answer(port, page.ask()); console.log(page.name, body.length, page.proof(body))
if (process.argv[5]) (await import('node:fs')).writeFileSync(process.argv[5], body)
const run = async (k: number) => { const a = await usage(); const t = performance.now(); for (let i = 0; i < k; i++) await answer(port, page.ask()); const b = await usage(); console.log('cpu ms', (b.cpuMicros - a.cpuMicros) / 1000 / k, 'wall', (performance.now() - t) / k, 'rss', b.rssBytes/1048576) }
await run(n / 3); await run(n / 3); await run(n / 3)
child.disconnect(); child.kill('SIGTERM')
await new Promise<void>((r) => child.once('exit', () => r()))
(await import('node:fs')).rmSync(dir, { recursive: true })
