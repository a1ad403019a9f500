import { mkdtempSync, rmSync, writeFileSync, existsSync, readFileSync } from 'node:fs'
import { openFile } from './open.ts'
import { FULL, load } from './load.ts'
import { openStore } from '../src/store/store.ts'
import { systemClock } from '../src/platform/process.ts'
import { pages, creation } from './cases.ts'
import { answer } from './measure.ts'
import { fork, spawn } from 'node:child_process'
const which = Number(process.argv[2]), n = Number(process.argv[3] ?? 2000)
const dir = mkdtempSync('/tmp/isprof-')
const { raw, engine, instance } = openFile(dir)
const loaded = await load(raw, openStore(engine, instance, systemClock.now()), FULL)
await engine.close()
const child = fork('dist/node.js', ['start'], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'], env: { ...process.env, DATA_DIR: dir, PORT: '0', BASE_URL: '' , SMTP_URL:''}, execArgv: ['--perf-basic-prof', '--interpreted-frames-native-stack', '--enable-source-maps', '--import', new URL('meter.ts', import.meta.url).href] })
const port = await new Promise<number>((r) => child.stdout!.on('data', (d) => { const m = /localhost:(\d+)/.exec(String(d)); if (m) r(Number(m[1])) }))
const usage = () => new Promise<any>((r) => { child.once('message', r); child.send('usage') })
await new Promise((r) => setTimeout(r, 4000))
const page = [...pages(loaded), creation(loaded)][which]!
const run = async (k: number) => { const a = await usage(); for (let i = 0; i < k; i++) await answer(port, page.ask()); const b = await usage(); console.log(page.name, 'cpu ms', (b.cpuMicros - a.cpuMicros) / 1000 / k) }
await run(1000)
const perf = spawn('perf', ['record', '-F', '2000', '-g', '-o', `/tmp/perf${which}.data`, '-p', String(child.pid)], { stdio: 'ignore' })
await new Promise((r) => setTimeout(r, 500))
await run(n)
perf.kill('SIGINT'); await new Promise<void>((r) => perf.once('exit', () => r()))
child.disconnect(); child.kill('SIGTERM')
await new Promise<void>((r) => child.once('exit', () => r()))
rmSync(dir, { recursive: true })
