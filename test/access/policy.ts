/** How the matrix is written down: tables of words, read into values. Nothing here asks the code what it does. */

import type { Account, Holder } from './cast.ts'
import type { Thing } from './things.ts'

/**
 * What an answer is allowed to be. `yes`: a page (200), after a form the way on (303 to anywhere but signing in);
 * `sign in`: 303 to `/sign-in`; `prove`: 303 to `/account/proof`, or the same page as 403 after a form; a number:
 * that status.
 */
export type Word = 'yes' | 'sign in' | 'prove' | '200' | '303' | '400' | '401' | '403' | '404' | '410'

const WORDS: readonly string[] = ['yes', 'sign in', 'prove', '200', '303', '400', '401', '403', '404', '410']

/** `'GET /meetings/:id'`. */
export type Route = `${'GET' | 'POST'} /${string}`

/** What somebody is to the object asked for. An `outsider` has an account, but no role in its dialogue. */
export const STANDINGS = [
  'administrator',
  'organiser',
  'coordinator',
  'rapporteur',
  'viewer',
  'outsider',
] as const
export type Standing = (typeof STANDINGS)[number]

/** Whose row of a table without dialogues is whose. */
export const RANKS = [
  'administrator',
  'organiser',
  'coordinator',
  'rapporteur',
  'viewer',
  'opener',
  'nobody',
] as const
export type RankOf = (typeof RANKS)[number]

/** The purposes of personal links; `left` holds one to nominate, but speaks for the institution no longer. */
export const PURPOSES = [
  'nominate',
  'attend',
  'report',
  'verify',
  'preferences',
  'status',
  'stock',
  'plan',
  'promises',
  'left',
] as const
export type PurposeOf = (typeof PURPOSES)[number]

/** One address with the right it needs and the object on which it is tried. */
export interface Row {
  readonly route: Route
  readonly needs: string
  /** Names of things, one for each `:parameter` in its order. */
  readonly of: readonly Thing[]
  /** What comes when there is no such thing; `404` unless the table says otherwise. */
  readonly missing: Word
  /** What `yes` is where it is neither 200 for GET nor 303 for POST. */
  readonly yes: Word
  /** What single accounts get instead, whatever the right says. */
  readonly but: Readonly<Partial<Record<Account, Word>>>
  /** False for a form after which nothing is different although it was taken. */
  readonly writes: boolean
}

/** Reads a table: the first line names the columns, every other line begins with its name. */
export function table<Column extends string>(
  columns: readonly Column[],
  text: string,
): Readonly<Record<string, Readonly<Record<Column, Word>>>> {
  const [head = [], ...lines] = cellsOf(text)
  if (head.slice(1).join() !== columns.join()) throw new Error(`columns: ${head.join(' | ')}`)
  return Object.fromEntries(
    lines.map(([name = '', ...words]) => {
      if (words.length !== columns.length) throw new Error(`${name}: ${words.length} columns`)
      return [name, Object.fromEntries(columns.map((column, at) => [column, word(words[at])]))]
    }),
  ) as Readonly<Record<string, Readonly<Record<Column, Word>>>>
}

const SPECIAL: readonly string[] = ['missing', 'yes', 'writes']

/**
 * Reads rows: `route | needs | things`, and after these, where it is so, `missing: 410`, `yes: 200`,
 * `writes: nothing`, or what a single account gets: `stale: prove`.
 */
export function rows(text: string): Row[] {
  return cellsOf(text).map(([route = '', needs = '', of = '', ...rest]) => {
    const special = new Map(rest.filter(Boolean).map((cell) => cell.split(': ') as [string, string]))
    return {
      route: route.replace(/ +/, ' ') as Route,
      needs,
      of: of.split(' ').filter(Boolean) as Thing[],
      missing: word(special.get('missing') ?? '404'),
      yes: word(special.get('yes') ?? 'yes'),
      but: Object.fromEntries(
        [...special].filter(([who]) => !SPECIAL.includes(who)).map(([who, said]) => [who, word(said)]),
      ),
      writes: special.get('writes') !== 'nothing' && route.startsWith('POST'),
    }
  })
}

function cellsOf(text: string): string[][] {
  return text
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter((cells) => cells.some(Boolean))
}

function word(text = ''): Word {
  if (!WORDS.includes(text)) throw new Error(`no word of the matrix: ${text}`)
  return text as Word
}

/** What an account is to an object of the first dialogue, of the second one, or of none. */
export function standingIn(account: Account, owner: 'own' | 'foreign'): Standing {
  if (account === 'administrator' || account === 'stale') return 'administrator'
  if (account === 'otherOrganiser') return owner === 'foreign' ? 'organiser' : 'outsider'
  const inside = ['organiser', 'coordinator', 'rapporteur', 'viewer'].includes(account)
  return inside && owner === 'own' ? (account as Standing) : 'outsider'
}

/** What an account is to the instance. */
export function rankOf(account: Account): RankOf {
  if (account === 'otherOrganiser') return 'organiser'
  if (account === 'stale') return 'administrator'
  return (RANKS as readonly string[]).includes(account) ? (account as RankOf) : 'nobody'
}

/** The column of a living link; null for a dead one. */
export function purposeOf(holder: Holder): PurposeOf | null {
  return PURPOSE[holder]
}

const PURPOSE: Readonly<Record<Holder, PurposeOf | null>> = {
  focalPoint: 'nominate',
  otherFocalPoint: 'nominate',
  acknowledger: 'nominate',
  delegate: 'attend',
  laterDelegate: 'attend',
  foreignDelegate: 'attend',
  reporter: 'report',
  promiser: 'promises',
  stockKeeper: 'stock',
  planner: 'plan',
  answerer: 'status',
  verifier: 'verify',
  reader: 'preferences',
  left: 'left',
  revoked: null,
  lapsed: null,
  unknown: null,
}
