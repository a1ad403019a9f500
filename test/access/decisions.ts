/** From the rows of the matrix to single decisions: who asks for which address, and what the answer has to be. */

import { type Account, type Holder, LOOKERS } from './cast.ts'
import { FORMS, type Form } from './forms.ts'
import { IN_DIALOGUE, IN_INSTANCE, LINKS, OPEN_TO_ALL, OWNED, OWNER, ROWS } from './matrix-rows.ts'
import { purposeOf, type Route, type Row, rankOf, standingIn, type Word } from './policy.ts'
import type { Things } from './things.ts'
import type { World } from './world.ts'

/** One line of the finished matrix. */
export interface Decision {
  readonly route: Route
  readonly who: Account | Holder | 'anonymous'
  /** Whose the object is: of the first dialogue, of the second, or of nobody. */
  readonly object: 'own' | 'foreign' | 'missing'
  readonly path: string
  /** Null for a GET. */
  readonly form: Form | null
  /** The session cookie; empty for none. */
  readonly cookie: string
  readonly expected: Word
  /** What `yes` is for this row. */
  readonly yes: Word
  /** Is something to be different after a `yes`? */
  readonly writes: boolean
}

/** An id in form that no row has. */
export const NOBODYS_ID = '00000000000000000000000000'

/** All decisions of the matrix in this world. */
export function decisionsOf(world: World): Decision[] {
  return [
    ...ROWS.flatMap((row) => ofRow(world, row)),
    ...Object.keys(LINKS).flatMap((route) => ofLink(world, route as Route)),
  ]
}

/** The path of a row with its parameters filled in. */
export function pathOf(route: Route, values: readonly string[]): string {
  let at = 0
  const path = route.slice(route.indexOf('/')).replace(/:\w+/g, () => values[at++] ?? '')
  if (at !== values.length) throw new Error(`${route} has ${at} parameters, not ${values.length}`)
  return path
}

/** The valid form of a row as somebody sends it about `things`; null for a GET. */
export function formOf(world: World, row: Pick<Row, 'route' | 'of'>, things: Things): Form | null {
  if (row.route.startsWith('GET')) return null
  const maker = FORMS[row.route]
  if (!maker) throw new Error(`no form for ${row.route} in forms.ts`)
  // The form is written for the object of the first row of its route; another row puts its own in that place.
  const first = ROWS.find((other) => other.route === row.route)?.of ?? []
  const aliases = Object.fromEntries(row.of.map((thing, at) => [first[at] ?? thing, things[thing]]))
  return maker({ ...things, ...aliases }, world.version)
}

function ofRow(world: World, row: Row): Decision[] {
  const objects = row.of.length > 0 ? (['own', 'foreign', 'missing'] as const) : (['own'] as const)
  return objects.flatMap((object) => {
    const things = object === 'foreign' ? world.foreign : world.own
    const ids = row.of.map((thing) => things[thing])
    const path = pathOf(row.route, object === 'missing' ? ids.map(() => NOBODYS_ID) : ids)
    const shared = {
      route: row.route,
      object,
      path,
      form: formOf(world, row, things),
      yes: row.yes,
      writes: row.writes,
    }
    return [
      ...Object.entries(world.cookies).map(([who, cookie]) => ({
        ...shared,
        who: who as Account,
        cookie,
        expected: expectedOf(row, who as Account, object),
      })),
      // Whoever has a link and no account is a visitor here, even if they send its token as a session.
      ...LOOKERS.map((who) => ({
        ...shared,
        who,
        cookie: who === 'anonymous' ? '' : `${world.links[who].token}.${world.links[who].token}`,
        expected: expectedOf(row, null, object),
      })),
    ]
  })
}

function expectedOf(row: Row, account: Account | null, object: Decision['object']): Word {
  if (row.needs === OPEN_TO_ALL) return object === 'missing' ? row.missing : 'yes'
  if (account === null || account === 'disabled' || account === 'expired') return 'sign in'
  const word = row.but[account] ?? rightOf(row.needs, account, object)
  return word === 'yes' && object === 'missing' ? row.missing : word
}

/** What the tables say, as if there were such an object. */
function rightOf(needs: string, account: Account, object: Decision['object']): Word {
  const owner = object === 'foreign' ? 'foreign' : 'own'
  if (needs === OWNED) return account === OWNER[owner] ? 'yes' : '404'
  const instance = IN_INSTANCE[needs]
  if (instance) return instance[rankOf(account)]
  const dialogue = IN_DIALOGUE[needs]
  if (!dialogue) throw new Error(`no right is called ${needs}`)
  // What is not there lies in no dialogue.
  return object === 'missing' ? '404' : dialogue[standingIn(account, owner)]
}

function ofLink(world: World, route: Route): Decision[] {
  const holders = Object.keys(world.links) as Holder[]
  const asChild = CHILD.test(route)
  const byHolders = holders
    .filter((holder) => fits(holder, route))
    .flatMap((holder) => {
      const link = world.links[holder]
      const objects = asChild ? (['own', 'foreign', 'missing'] as const) : (['own'] as const)
      return objects.map((object) => linkDecision(world, { route, holder, object, cookie: '', link }))
    })
  // A session opens no link, and closes none.
  const bySessions = Object.values(world.cookies).flatMap((cookie) =>
    (['unknown', 'lapsed', 'reporter'] as const).map((holder) =>
      linkDecision(world, { route, holder, object: 'own', cookie, link: world.links[holder] }),
    ),
  )
  return [...byHolders, ...bySessions]
}

type ChildOfLink = 'delegate' | 'paper' | 'share' | 'step' | 'activity' | 'asked' | 'plan' | 'commitment'

/** What else an address behind a link names. */
const CHILD = /:(delegate|paper|share|step|activity|asked|plan|commitment)\b/

/**
 * Receipt can be acknowledged only by who has not answered yet, and nobody else has no delegate to replace. The
 * meeting of the later delegate has no papers.
 */
function fits(holder: Holder, route: Route): boolean {
  if (holder === 'laterDelegate' && route.includes(':paper')) return false
  const acknowledges = route === 'POST /p/:token/acknowledgement'
  if (purposeOf(holder) !== 'nominate' || route === 'GET /p/:token') return true
  return acknowledges === (holder === 'acknowledger')
}

interface Visit {
  readonly route: Route
  readonly holder: Holder
  readonly object: Decision['object']
  readonly cookie: string
  readonly link: World['links'][Holder]
}

function linkDecision(world: World, { route, holder, object, cookie, link }: Visit): Decision {
  const { foreign } = world
  const child = { own: link.things, foreign: othersThan(world, link.things), missing: NOBODYS }[object]
  const [, named] = CHILD.exec(route) ?? []
  const purpose = purposeOf(holder)
  const dead: Word = holder === 'unknown' ? '404' : '410'
  const word = purpose === null ? dead : LINKS[route]?.[purpose]
  if (!word) throw new Error(`no row for ${route}`)
  return {
    route,
    who: holder,
    object,
    path: pathOf(route, named ? [link.token, child[named as ChildOfLink]] : [link.token]),
    form: formOf(world, { route, of: [] }, foreign === link.things ? foreign : link.things),
    cookie,
    expected: word === 'yes' && object !== 'own' ? '404' : word,
    yes: 'yes',
    writes: route.startsWith('POST'),
  }
}

const NOBODYS = {
  delegate: NOBODYS_ID,
  paper: NOBODYS_ID,
  share: NOBODYS_ID,
  step: NOBODYS_ID,
  activity: NOBODYS_ID,
  asked: NOBODYS_ID,
  plan: NOBODYS_ID,
  commitment: NOBODYS_ID,
}

/** Another institution's delegate of the same meeting is as foreign as one of another dialogue. */
function othersThan({ own, foreign }: World, things: Things): Pick<Things, ChildOfLink> {
  const mine = things.delegate === own.delegate
  return {
    delegate: mine ? own.otherDelegate : own.delegate,
    paper: mine ? foreign.paper : own.paper,
    // Of the same dialogue, but of another commitment and institution.
    share: mine ? own.reportedShare : own.share,
    step: mine ? foreign.step : own.step,
    activity: mine ? foreign.activity : own.activity,
    asked: mine ? foreign.asked : own.asked,
    plan: mine ? foreign.plan : own.plan,
    commitment: mine ? foreign.commitment : own.commitment,
  }
}
