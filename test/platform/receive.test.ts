/** The pipe of a mail server: what the process answers, in the codes of sysexits.h. */

import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'intersession-receive-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const MAIL = 'From: a@example.org\r\nSubject: x\r\n\r\nHello\r\n'

function receive(
  args: readonly string[],
  { input = '', dataDir = join(folder, 'data') },
): Promise<{ code: number | null; out: string }> {
  const env = {
    PATH: process.env.PATH,
    DATA_DIR: dataDir,
    BASE_URL: 'https://dialogue.example.org',
    FREE_DISK_MB: '0',
  }
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/platform/node.ts', 'receive', ...args], {
    env,
  })
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  let out = ''
  child.stdout.on('data', (chunk) => {
    out += chunk
  })
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out: out.trim() })))
}

test('takes a mail, knows it again, and tells what cannot be taken', { timeout: 60_000 }, async () => {
  const to = ['--to', 'rsvp@dialogue.example.org']
  expect(await receive(to, { input: MAIL })).toEqual({ code: 0, out: 'words nothing' })
  expect(await receive(['--from', '', ...to], { input: MAIL })).toEqual({ code: 0, out: 'words nothing' })
  expect((await receive(['--wrong'], { input: MAIL })).code).toBe(64)
  expect((await receive(to, { input: 'x'.repeat(10_000_001) })).code).toBe(65)
  expect((await receive(['--print-key'], {})).out).toMatch(/^[\w-]{43}$/)
})

test('asks to try again while the database cannot be opened', { timeout: 30_000 }, async () => {
  const file = join(folder, 'no-folder')
  writeFileSync(file, '')
  expect((await receive([], { input: MAIL, dataDir: join(file, 'data') })).code).toBe(75)
})
