import { fork } from 'node:child_process'
import nodemailer from 'nodemailer'
import { readSmtpUrl, smtpTransport } from '../src/platform/smtp.ts'
import { startSink } from '../src/platform/sink.ts'
import { openSqlite } from '../src/platform/sqlite.ts'
import { migrate, readMigrations } from '../src/platform/migrate.ts'
import { openStore } from '../src/store/store.ts'
import { instantOfMillis } from '../src/kernel/instant.ts'
import { openDelivery } from '../src/mail/delivery.ts'
import { enqueue } from '../src/mail/outbox.ts'
import { recordFact } from '../src/ledger/facts.ts'
import { INSTANCE } from './fixtures/store.ts'
if (process.argv[2] === 'sink') {
  const sink = await startSink(); process.send!({ port: sink.port })
  process.on('message', () => process.send!({ count: sink.messages.length }))
  await new Promise(() => {})
}
const child = fork(import.meta.filename, ['sink'])
const port: number = await new Promise((r) => child.once('message', (m: any) => r(m.port)))
import { rmSync } from 'node:fs'
rmSync('/tmp/perf.db', { force: true }); rmSync('/tmp/perf.db-wal', { force: true })
const { engine, raw } = openSqlite('/tmp/perf.db'); migrate(raw, readMigrations('migrations'), '2026-01-01T00:00:00.000Z')
const times = new Map<string, [number, number]>()
const timed = { ...engine, runOne: async (q: any) => { const t = performance.now(); try { return await engine.runOne(q) } finally { const k = q.sql.slice(0, 40); const [a, b] = times.get(k) ?? [0, 0]; times.set(k, [a + performance.now() - t, b + 1]) } } } as typeof engine
const open = () => openStore(timed, INSTANCE, instantOfMillis(Date.now()))
const letter = { subject: 'Ваши обязательства на этой неделе', parts: [{ lang: 'ru' as const, blocks: Array.from({length: 15}, (_, i) => ({ kind: 'text' as const, text: 'Срок исполнения обязательства истекает, просим сообщить о ходе исполнения. '.repeat(2) + i })) }] }
const N = Number(process.argv[3] ?? 1000)
async function fill() {
  const store = open()
  const t = performance.now()
  const mails = Array.from({ length: N }, (_, i) => enqueue(store, { kind: 'digest', dedupeKey: `d:${Date.now()}:${i}`, subjectId: `s${i}`, to: { personId: null, address: `p${i}@example.org`, name: `Иванов ${i}` }, fromName: 'Секретариат', lang: 'ru', letter }))
  await store.commit([recordFact(store, { id: store.newId(), version: 0 }, { kind: 'x', actorId: 'system' }), ...mails.flatMap((m) => m.statements)], null)
  console.log('enqueue', performance.now() - t)
}
async function ours(concurrency: number) {
  await fill()
  const transport = smtpTransport({ settings: readSmtpUrl(`smtp://127.0.0.1:${port}`), name: 'x.org' })
  const d = openDelivery({ openStore: open, transport, random: () => 0.5, concurrency })
  const c = process.cpuUsage(); const t = performance.now(); const r = await d.deliverDue(); const ms = performance.now() - t; const cpu = process.cpuUsage(c)
  console.log('ours', concurrency, Math.round(ms), 'ms', JSON.stringify(r), 'cpu/mail', (cpu.user + cpu.system) / 1000 / N)
  await transport.close(); console.log(times); times.clear()
}
async function alone(n: number) {
  const { letterHtml, letterText } = await import('../views/letters/letter.tsx')
  const html = letterHtml(letter), text = letterText(letter)
  const t = nodemailer.createTransport({ host: '127.0.0.1', port, pool: true, maxConnections: n, maxMessages: 10000, ignoreTLS: true, logger: false })
  const c = process.cpuUsage(); const s = performance.now()
  await Promise.all(Array.from({ length: N }, (_, i) => t.sendMail({ from: { name: 'Секретариат', address: 'digest@x.org' }, to: { name: `Иванов ${i}`, address: `p${i}@example.org` }, subject: letter.subject, text, html })))
  const ms = performance.now() - s; const cpu = process.cpuUsage(c)
  console.log('nodemailer', n, Math.round(ms), 'ms', 'cpu/mail', (cpu.user + cpu.system) / 1000 / N)
  t.close()
}
await alone(5); await ours(5); await alone(5); await ours(5); await ours(10); await alone(10)
child.kill(); await engine.close(); process.exit(0)
