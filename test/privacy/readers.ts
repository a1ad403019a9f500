/** Everybody who may read something of the fixture: how they stand to it, and all pages that they find. */

import type { Rank } from '../../src/auth/account.ts'
import type { DialogueRole } from '../../src/people/may.ts'
import type { Page, TestBrowser } from '../fixtures/app.ts'
import { wordsOf } from '../fixtures/zip.ts'
import type { Standing } from './canaries.ts'
import { idOf, type World } from './world.ts'

export interface Reader {
  readonly name: string
  readonly standing: Standing
  readonly browser: TestBrowser
  /** Where they begin. */
  readonly start: string
}

/** All readers of a world. */
export async function readersOf(w: World): Promise<Reader[]> {
  const visitor = { name: 'visitor', standing: { visitor: true }, browser: w.visitor(), start: '/' }
  return [visitor, ...(await accounts(w)), ...(await linkHolders(w))]
}

const ROLES: readonly DialogueRole[] = ['viewer', 'rapporteur', 'coordinator', 'organiser']

async function accounts(w: World): Promise<Reader[]> {
  const made: Reader[] = [
    await account(w, 'administrator', { administrator: true, readsDirectory: true }, 'administrator'),
    await account(w, 'nobody', {}, 'member'),
  ]
  for (const dialogue of ['own', 'foreign'] as const)
    for (const as of ROLES) {
      const readsDirectory = as === 'coordinator' || as === 'organiser'
      made.push(await account(w, `${as} ${dialogue}`, { role: { dialogue, as }, readsDirectory }, 'member'))
    }
  return made
}

/** Somebody signed in, whose name and address are canaries too. */
async function account(w: World, name: string, standing: Standing, rank: Rank): Promise<Reader> {
  const about = { ...(standing.role ? { dialogue: standing.role.dialogue } : {}), person: name }
  const email = `${w.birds.put(['account', 'contact'], about)}@example.org`
  const roles = standing.role
    ? { [idOf(w.ids, standing.role.dialogue)]: standing.role.as as DialogueRole }
    : {}
  const browser = await w.signedIn({ rank, roles, locale: 'ru', email })
  const names = ['person', 'directory'] as const
  w.raw
    .prepare('update person_names set surname = ?, given = ? where person_id = ?')
    .run(w.birds.put(names, about), w.birds.put(names, about), browser.personId)
  return { name, standing: { ...standing, person: name }, browser, start: '/' }
}

const M1 = ['m1', 'letter:m1']

async function linkHolders(w: World): Promise<Reader[]> {
  const holder = async (name: string, standing: Standing, path: Promise<string>): Promise<Reader> => ({
    name,
    standing,
    browser: w.visitor(),
    start: await path,
  })
  const attend = (person: string) => w.link(person, 'attend', `seat:${person}`)
  return [
    await holder('delegate a1', { person: 'a1', institution: 'A', meetings: M1 }, attend('a1')),
    await holder('delegate b2', { person: 'b2', institution: 'B', meetings: M1 }, attend('b2')),
    await holder('delegate n1', { person: 'n1', institution: 'N', meetings: M1 }, attend('n1')),
    await holder(
      'delegate of another meeting',
      {
        person: 'd1',
        institution: 'D',
        meetings: ['m2', 'letter:m2'],
      },
      attend('d1'),
    ),
    await holder(
      'delegate of another dialogue',
      {
        person: 'x1',
        institution: 'F',
        meetings: ['mf', 'letter:mf'],
      },
      attend('x1'),
    ),
    await holder('focal point A', personStanding('fA'), w.link('fA', 'nominate', 'm1/A')),
    await holder('focal point E', personStanding('fE'), w.link('fE', 'nominate', 'm1/E')),
    await holder('who reports for A', personStanding('o1'), w.link('o1', 'report', 'c1')),
    await holder('who has a part for E', personStanding('fE'), w.link('fE', 'report', 'c7')),
    await holder('who leads the parts for A', personStanding('fA'), w.link('fA', 'report', 'c7')),
    await holder('who answers for A', personStanding('fA'), w.link('fA', 'status', 's1/A')),
    await holder('who planned for A', personStanding('fA'), w.link('fA', 'plan', 'p/A')),
    await holder('who plans for E', personStanding('fE'), w.link('fE', 'plan', 'p/E')),
    await holder('who verifies for B', personStanding('fB'), w.link('fB', 'verify', 'c1')),
    await holder('who chooses mail', personStanding('fA'), w.link('fA', 'preferences', 'fA')),
  ]
}

/** How somebody of the fixture stands to it, by their key. */
export function personStanding(key: string): Standing {
  const [kind = '', place = ''] = [key[0], key.slice(1)]
  if (kind === 'f') {
    const meeting = place === 'F' ? 'mf' : place === 'D' ? 'm2' : 'm1'
    return { person: key, institution: place, meetings: [`letter:${meeting}`] }
  }
  if (key === 'o1') return { person: key, institution: 'A', meetings: ['letter:m1'] }
  if (key === 'po') return { person: key, institution: 'B', meetings: ['letter:m1'] }
  const meeting = { x: 'mf', d: 'm2' }[kind] ?? 'm1'
  const institution = kind === 'x' ? 'F' : kind.toUpperCase()
  return { person: key, institution, meetings: [meeting, `letter:${meeting}`] }
}

/** A page as it is compared: what differs from request to request is left out. */
export function shownOn(page: Page): string {
  const headers = ['content-disposition', 'content-type'].map((name) => page.headers.get(name) ?? '')
  return [page.status, page.location, ...headers, withoutNonces(wordsOf(page))].join('\n')
}

function withoutNonces(body: string): string {
  return body
    .replace(/name="once" value="[^"]*"/g, 'name="once"')
    .replace(/boundary="?[^"\s;]+"?/g, 'boundary')
    .replace(/^--[\w=?.-]{10,}$/gm, '--')
}

const MOST = 1200

/**
 * Follows every link from the start, and asks for `more` as well; GET only. Changes of language are left out, and
 * PDFs, whose words nobody can find again and which are made of the same sheets as DOCX.
 */
export async function crawl(
  { browser, start }: Pick<Reader, 'browser' | 'start'>,
  more: readonly string[] = [],
): Promise<Map<string, string>> {
  const seen = new Map<string, string>()
  const waiting = [start, ...more]
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    if (seen.has(path)) continue
    if (seen.size > MOST) throw new Error(`more than ${MOST} pages: ${path}`)
    const page = await browser.get(path)
    seen.set(path, shownOn(page))
    waiting.push(...linksIn(page).filter((found) => !seen.has(found)))
  }
  return seen
}

function linksIn({ body, location }: Page): string[] {
  const found = [...body.matchAll(/(?:href|src)="(\/[^"]*)"/g)].map(([, href = '']) => href)
  return [...found, location]
    .map((href) => href.replaceAll('&amp;', '&').replace(/#.*$/, ''))
    .filter(
      (href) =>
        href.startsWith('/') && !/[?&](lang|back|year)=|^\/assets\/|\.(css|js|woff2|svg|pdf)$/.test(href),
    )
}

/** A Monday, when digests go out. */
export const MONDAY = '2026-01-19T03:00:00Z'
