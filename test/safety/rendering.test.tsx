/** T17, T18: text is escaped wherever it stands, and no answer carries what belongs to another request. */

import type { Child } from 'hono/jsx'
import type { KyselyPlugin } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { createApp } from '../../src/app.ts'
import { openAccount } from '../../src/auth/accounts.ts'
import { createSession } from '../../src/auth/session.ts'
import { LOCALES } from '../../src/kernel/locale.ts'
import { type Zone, zone } from '../../src/kernel/zone.ts'
import { newPerson } from '../../src/people/persons.ts'
import type { Store } from '../../src/store/store.ts'
import { INSTANCE, openTestStore } from '../fixtures/store.ts'
import { QUIET } from './world.ts'

const EVIL = `"'><img src=x onerror=alert(1)>&amp;<script>x</script>\u2028{{7*7}}\${7}`

function Inside({ children }: { readonly children?: Child }) {
  return <b>{children}</b>
}
function Prop({ text }: { readonly text: string }) {
  return <i title={text}>{text}</i>
}
async function Later({ text }: { readonly text: string }) {
  await Promise.resolve()
  return <u>{text}</u>
}

/** Fifteen places where text of strangers can stand (GHSA-hxh3, GHSA-458j and their kind). */
const POSITIONS: readonly [string, () => unknown][] = [
  ['a child', () => <p>{EVIL}</p>],
  ['a child among others', () => <p>a {EVIL} b</p>],
  [
    'children in a list',
    () => (
      <ul>
        {[EVIL, EVIL].map((text) => (
          <li>{text}</li>
        ))}
      </ul>
    ),
  ],
  ['a nested list', () => <p>{[[EVIL], [[EVIL]]]}</p>],
  ['a fragment', () => <>{EVIL}</>],
  ['children of a component', () => <Inside>{EVIL}</Inside>],
  ['children as a prop', () => <Inside children={EVIL} />],
  ['a prop used as attribute and child', () => <Prop text={EVIL} />],
  ['an asynchronous component', () => <Later text={EVIL} />],
  ['an attribute', () => <input value={EVIL} />],
  ['a data attribute', () => <p data-x={EVIL} />],
  ['spread attributes', () => <p {...{ title: EVIL }} />],
  ['a class', () => <p class={EVIL} />],
  ['a title element', () => <title>{EVIL}</title>],
  ['a text area', () => <textarea>{EVIL}</textarea>],
]

describe('T17: text of strangers', () => {
  test.each(POSITIONS)('as %s opens no element and closes no attribute', async (_, element) => {
    const html = String(await (element() as { toString(): string | Promise<string> }).toString())
    const harmless = html.replaceAll(/&[a-z0-9#]+;/g, '')
    expect(harmless).not.toMatch(/<(img|script)/)
    expect(harmless.match(/"/g)?.length ?? 0).toBeLessThanOrEqual(4)
    expect(harmless).not.toMatch(/"[^"<>]*"[^\s/>]/)
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;')
  })
})

/** Gives way at random between a query and its rows, as a slow disk or network does. */
const waiting: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  transformResult: async ({ result }) => {
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 3))
    return result
  },
}

/** One page shows the reader's zone; the others query while they are made, so that requests overtake each other. */
const WITH_ZONE = '/dialogues/new'
const PAGES = ['/', WITH_ZONE, '/commitments', '/dialogues']

const ZONES = ['Asia/Almaty', 'Europe/Berlin', 'America/New_York', 'Asia/Tashkent', 'Pacific/Apia']

describe('T18: forty people at once', () => {
  const open = openTestStore()
  afterAll(() => open.close())
  const { fetch } = createApp({
    ...QUIET,
    openStore: () => ({ ...open.store, db: open.store.db.withPlugin(waiting) }),
  })

  test('each gets their own name, language and time zone, in fifty rounds', async () => {
    const people = await Promise.all(Array.from({ length: 40 }, (_, i) => person(open.store, i)))
    const wrong: string[] = []
    for (let round = 0; round < 50; round++) {
      const answers = people.map(async ({ cookie, ...own }, i) => {
        const headers = {
          cookie: `__Host-intersession=${cookie}`,
          'accept-language': LOCALES[(i + round) % 3] ?? '',
        }
        const path = PAGES[round % PAGES.length] ?? '/'
        const html = await (await fetch(new Request(`${INSTANCE.baseUrl}${path}`, { headers }))).text()
        const seen = {
          marker: [...new Set(html.match(/Marker\d+/g))].join(),
          locale: /<html lang="(\w+)"/.exec(html)?.[1],
          zone: path === WITH_ZONE ? zoneOf(html) : own.zone,
        }
        if (JSON.stringify(seen) !== JSON.stringify(own))
          wrong.push(`${JSON.stringify(own)} saw ${JSON.stringify(seen)}`)
      })
      await Promise.all(answers)
    }
    expect(wrong).toEqual([])
  }, 60_000)
})

function zoneOf(html: string): string | undefined {
  return /name="zone"[^>]*value="([^"]*)"/.exec(html)?.[1] ?? /value="([^"]*)"[^>]*selected/.exec(html)?.[1]
}

async function person(store: Store, index: number) {
  const locale = LOCALES[index % 3] ?? 'en'
  const own: Zone = zone(ZONES[index % ZONES.length] ?? 'UTC')
  const marker = `Marker${index}`
  const parts = { surname: marker, given: '', patronymic: '', salutation: '', position: '' }
  const email = `p${index}@example.org`
  const made = newPerson(store, {
    names: { [locale]: parts },
    readingLang: locale,
    zone: own,
    email,
    actorId: 'system',
  })
  const session = createSession(store, made.id, 'test')
  const account = openAccount(store, { personId: made.id, email, rank: 'organiser' })
  const written = await store.commit([made.fact, made.statements, account, session.statement], null)
  if (!written.ok) throw new Error(written.messageKey)
  return { marker, locale, zone: own as string, cookie: session.cookie }
}
