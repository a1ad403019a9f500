/** Files as rows: what is offered of them, and that an archive carries them over byte for byte. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { documentBytes, storeDocument } from '../../src/documents/documents.ts'
import { decideSpace, type KeptFile, papersFor, readableFiles } from '../../src/documents/paper.ts'
import { parseInstant } from '../../src/kernel/instant.ts'
import type { Locale } from '../../src/kernel/locale.ts'
import { recordFact } from '../../src/ledger/facts.ts'
import { contentOf, refill } from '../engines/engines.ts'
import { NOW, openTestStore, type TestStore } from '../fixtures/store.ts'

let open: TestStore
beforeEach(() => {
  open = openTestStore()
})
afterEach(() => open.close())

test('an archive brings every byte of a file into another database', async () => {
  const { store } = open
  const bytes = Uint8Array.from({ length: 3_000_000 }, (_, at) => (at * 13) & 255)
  const { id, statements } = storeDocument(store, { name: 'a.pdf', mediaType: 'application/pdf', bytes })
  const fact = recordFact(store, { id, version: 0 }, { kind: 'document.added', actorId: 'system' })
  await store.commit([fact, statements], null)
  const other = openTestStore()
  await refill(other.engine, await contentOf(open.engine))
  expect(Buffer.from((await documentBytes(other.store, id)) ?? []).equals(bytes)).toBe(true)
  await other.close()
})

function file(id: string, lang: Locale | null, more: Partial<KeptFile> = {}): KeptFile {
  return {
    id,
    subjectId: 'meeting',
    paperId: 'paper',
    title: id,
    name: `${id}.pdf`,
    mediaType: 'application/pdf',
    size: 1,
    lang,
    addedAt: parseInstant(`2026-01-15T0${id.slice(-1)}:00:00Z`) ?? NOW,
    removedAt: null,
    version: 1,
    ...more,
  }
}

/** Ids of what is offered: first, others, older. */
function offered(files: readonly KeptFile[], locale: Locale): string[][] {
  return papersFor(files, locale).map(({ file, others, older }) => [
    file.id,
    others.map(({ id }) => id).join(),
    older.map(({ id }) => id).join(),
  ])
}

describe('a paper', () => {
  const versions = [file('ru1', 'ru'), file('kk2', 'kk'), file('ru3', 'ru'), file('ru4', 'ru')]

  test.each([
    ['kk', ['kk2', 'ru4', 'ru3,ru1']],
    ['ru', ['ru4', 'kk2', 'ru3,ru1']],
    ['en', ['kk2', 'ru4', 'ru3,ru1']],
  ] as const)('is offered to who reads %s in their language, newest first', (locale, expected) => {
    expect(offered(versions.toReversed(), locale)).toEqual([expected])
  })

  test('without a language comes before those in a foreign one', () => {
    expect(offered([file('ru1', 'ru'), file('x2', null)], 'kk')).toEqual([['x2', 'ru1', '']])
  })

  test('goes back to the version before when the newest is removed, and away with the last', () => {
    const removed = (id: string) => versions.map((one) => (one.id >= id ? { ...one, removedAt: NOW } : one))
    expect(offered(removed('ru4'), 'ru')).toEqual([['ru3', 'kk2', 'ru1']])
    expect(offered(removed('a'), 'ru')).toEqual([])
  })

  test('is readable as its meeting or its item is', () => {
    const files = [
      file('a1', 'ru'),
      file('b2', 'ru', { subjectId: 'open' }),
      file('c3', 'ru', { subjectId: 'closed' }),
    ]
    expect(readableFiles(files, 'meeting', [{ id: 'open' }]).map(({ id }) => id)).toEqual(['a1', 'b2'])
  })
})

test('a dialogue has room for two gigabytes, to the byte', () => {
  expect(decideSpace(1_999_999_000, 1_000)).toEqual({ ok: true, value: null })
  expect(decideSpace(1_999_999_000, 1_001)).toMatchObject({
    code: 'too_large',
    field: 'file',
    params: { max: 2 },
  })
})
