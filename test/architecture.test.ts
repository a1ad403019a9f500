/** The house rules of `docs/architecture.md`, checked: who imports whom, which files a room has, how long they are. */

import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, test } from 'vitest'

interface Source {
  readonly path: string
  readonly text: string
  readonly imports: readonly { readonly from: string; readonly typeOnly: boolean }[]
}

function read(folder: string): Source[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => {
      const path = join(entry.parentPath, entry.name).replaceAll('\\', '/')
      const text = readFileSync(path, 'utf8')
      return { path, text, imports: importsOf(path, text) }
    })
}

function importsOf(path: string, text: string): Source['imports'] {
  const found = [...text.matchAll(/^(?:import|export)\s+(type\s+)?(?:[^'"]*?\sfrom\s+)?'([^']+)'/gms)]
  return found.map(([, type, from = '']) => ({
    from: from.startsWith('.') ? normalize(join(dirname(path), from)).replaceAll('\\', '/') : from,
    typeOnly: type !== undefined,
  }))
}

const sources = [...read('src'), ...read('views')]
const roomOf = (path: string) => path.split('/')[1] ?? ''
const isRoom = (path: string) => path.startsWith('src/') && path.split('/').length > 2

/** Rooms that are machinery rather than matter: they have their own vocabulary. */
const MACHINERY = new Set(['platform', 'story', 'example', 'store', 'kernel', 'i18n', 'web', 'ledger'])
const IMPURE =
  /(^|\/)(queries|commands|routes|forms|letters)\.tsx?$|-(queries|commands|routes|forms|letters)\.tsx?$/

function offences(
  breaks: (source: Source, target: { from: string; typeOnly: boolean }) => boolean,
): string[] {
  return sources.flatMap((source) =>
    source.imports
      .filter((target) => breaks(source, target))
      .map((target) => `${source.path} imports ${target.from}`),
  )
}

describe('the house', () => {
  test('the kernel imports nothing but itself and the Temporal polyfill in zone.ts', () => {
    const found = offences(
      ({ path }, { from }) =>
        path.startsWith('src/kernel/') &&
        !from.startsWith('src/kernel/') &&
        !(path === 'src/kernel/zone.ts' && from === 'temporal-polyfill'),
    )
    expect(found).toEqual([])
  })

  test('views know no database and no HTTP: no kysely, store, queries, commands, routes, hono context', () => {
    const found = offences(
      ({ path }, { from }) =>
        path.startsWith('views/') &&
        (from === 'kysely' ||
          from === 'hono' ||
          from.startsWith('src/store/') ||
          from.startsWith('src/platform/') ||
          IMPURE.test(from)),
    )
    expect(found).toEqual([])
  })

  test('only the platform and the story know the machine', () => {
    const found = offences(
      ({ path }, { from }) =>
        !/^src\/(platform|story)\//.test(path) &&
        (/^node:/.test(from) ||
          /^(better-sqlite3|@hono\/node-server|smtp-server|pg)$/.test(from) ||
          from.startsWith('src/platform/')),
    )
    expect(found).toEqual([])
  })

  test('kysely lives in the store, in queries and in the files that build statements', () => {
    const found = offences(({ path }, { from }) => path.startsWith('views/') && from === 'kysely')
    const pure = sources.filter(({ path, text }) => isRoom(path) && isPure(path, text))
    const withKysely = pure.filter(({ imports }) => imports.some(({ from }) => from === 'kysely'))
    expect([...found, ...withKysely.map(({ path }) => path)]).toEqual([])
  })

  test('a pure file stays pure: it imports kernel, i18n and other pure files only', () => {
    const pure = new Set(sources.filter(({ path, text }) => isPure(path, text)).map(({ path }) => path))
    const found = offences(
      ({ path }, { from, typeOnly }) =>
        pure.has(path) &&
        !MACHINERY.has(roomOf(path)) &&
        from.startsWith('src/') &&
        !typeOnly &&
        IMPURE.test(from),
    )
    expect(found).toEqual([])
  })

  test('a room never imports the commands or routes of another room', () => {
    const found = offences(
      ({ path }, { from }) =>
        isRoom(path) &&
        from.startsWith('src/') &&
        !['platform', 'story', 'example'].includes(roomOf(path)) &&
        roomOf(from) !== roomOf(path) &&
        /(^|\/|-)(commands|routes)\.tsx?$/.test(from),
    )
    expect(found).toEqual([])
  })

  test('ical-generator is known to one file, nodemailer to the composer and the transport', () => {
    const found = offences(
      ({ path }, { from }) =>
        (from === 'ical-generator' && path !== 'src/calendar/entry.ts') ||
        (from.startsWith('nodemailer') && !['src/mail/compose.ts', 'src/platform/smtp.ts'].includes(path)),
    )
    expect(found).toEqual([])
  })

  test('no file is called utils, helpers, types, constants, service, manager or index', () => {
    const found = sources.filter(({ path }) =>
      /\/(utils?|helpers?|types|constants|services?|managers?|index)\.tsx?$/.test(path),
    )
    expect(found.map(({ path }) => path)).toEqual([])
  })

  test('every file says on its first line what it is for', () => {
    const found = sources.filter(({ text }) => !/^(\/\*\*|#!)/.test(text))
    expect(found.map(({ path }) => path)).toEqual([])
  })

  test('no file is longer than 300 lines', () => {
    const found = sources.filter(({ text }) => text.split('\n').length > 301)
    expect(found.map(({ path, text }) => `${path}: ${text.split('\n').length}`)).toEqual([])
  })

  test('rules read no clock, no environment and no random numbers', () => {
    const found = sources.filter(
      ({ path, text }) =>
        !/^src\/(platform|story|kernel)\//.test(path) &&
        /Date\.now\(|new Date\(\)|process\.env|Math\.random\(/.test(code(text)),
    )
    expect(found.map(({ path }) => path)).toEqual([])
  })

  test('SQL is never built from raw text', () => {
    const found = sources.filter(
      ({ path, text }) => !path.startsWith('src/platform/') && /sql\.(raw|lit)\b/.test(text),
    )
    expect(found.map(({ path }) => path)).toEqual([])
  })

  test('imports make no circle among files', () => {
    expect(circles()).toEqual([])
  })
})

/** Without comments: a sentence may name what the code must not call. */
function code(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '')
}

/** A noun: no store, no HTTP. */
function isPure(path: string, text: string): boolean {
  return (
    isRoom(path) &&
    !IMPURE.test(path) &&
    !MACHINERY.has(roomOf(path)) &&
    !/store\/store\.ts'|web\/|from 'hono/.test(text)
  )
}

function circles(): string[] {
  const graph = new Map(
    sources.map(({ path, imports }) => [
      path,
      imports
        .filter(({ typeOnly, from }) => !typeOnly && /^(src|views)\//.test(from))
        .map(({ from }) => from),
    ]),
  )
  const found: string[] = []
  const state = new Map<string, 'open' | 'done'>()
  const visit = (path: string, trail: readonly string[]): void => {
    if (state.get(path) === 'done') return
    if (state.get(path) === 'open') {
      found.push([...trail.slice(trail.indexOf(path)), path].join(' → '))
      return
    }
    state.set(path, 'open')
    for (const next of graph.get(path) ?? []) visit(next, [...trail, path])
    state.set(path, 'done')
  }
  for (const path of graph.keys()) visit(path, [])
  return found
}
