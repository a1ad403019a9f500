/** The page of a feed: one's own behind an account or a link, that of a dialogue for its organisers. */

import { FeedPage, PersonalFeedPage } from '../../views/feeds/page.tsx'
import { type FormState, formOf } from '../../views/parts/form.ts'
import { linkOf } from '../auth/door.ts'
import { signedIn, viewerOf } from '../auth/guards.ts'
import { dialogueFor } from '../dialogues/queries.ts'
import { LOCALES } from '../kernel/locale.ts'
import { done, type Outcome, type Refusal, refuse } from '../kernel/outcome.ts'
import { page, personal, refused, secretariat, seeOther } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import { endFeed, type FeedOwner, openFeed } from './commands.ts'
import { readFeed } from './forms.ts'
import { feedOf } from './queries.ts'

/** Whose feed the request is about, and the address of its page. */
interface Visit {
  readonly owner: FeedOwner
  readonly own: string
}

type Visiting = (c: AppContext) => Outcome<Visit> | Promise<Outcome<Visit>>

/** `/account/feed`, `/dialogues/:id/feed`, `/p/:token/feed`: see it, make or change it (POST), end it. */
export function feedRoutes(): Routes {
  const routes = newRoutes()
  const at = (path: '/account/feed' | '/dialogues/:id/feed', visiting: Visiting) => {
    routes.get(path, signedIn, (c) => show(c, visiting))
    routes.post(path, signedIn, (c) => save(c, visiting))
    routes.post(`${path}/end`, signedIn, (c) => end(c, visiting))
  }
  at('/account/feed', ownVisit)
  at('/dialogues/:id/feed', dialogueVisit)
  // The door of links stands before these.
  routes.get('/p/:token/feed', (c) => show(c, linkVisit))
  routes.post('/p/:token/feed', (c) => save(c, linkVisit))
  routes.post('/p/:token/feed/end', (c) => end(c, linkVisit))
  return routes
}

function ownVisit(c: AppContext): Outcome<Visit> {
  const { personId } = viewerOf(c)
  return done({ owner: { kind: 'person', id: personId, actorId: personId }, own: '/account/feed' })
}

async function dialogueVisit(c: AppContext): Promise<Outcome<Visit>> {
  const viewer = viewerOf(c)
  const dialogue = await dialogueFor(c.var.store, viewer, c.req.param('id') ?? '', 'organise')
  if (!dialogue.ok) return dialogue
  const { id } = dialogue.value
  return done({ owner: { kind: 'dialogue', id, actorId: viewer.personId }, own: `/dialogues/${id}/feed` })
}

/** Only the link to one's own settings: others open one matter, a feed all of them. */
function linkVisit(c: AppContext): Outcome<Visit> {
  const { purpose, person, token } = linkOf(c)
  if (purpose !== 'preferences') return refuse('not_found', 'forms.unknown')
  return done({ owner: { kind: 'person', id: person.id, actorId: person.id }, own: `/p/${token}/feed` })
}

async function show(
  c: AppContext,
  visiting: Visiting,
  form?: FormState,
  refusal?: Refusal,
): Promise<Response> {
  const visit = await visiting(c)
  if (!visit.ok) return refused(c, visit)
  const { owner, own } = visit.value
  const feed = await feedOf(c.var.store, owner.id)
  const shown = { own, feed, form: form ?? formOf({ due_as: feed.dueAs }), languages: LOCALES }
  if (c.var.link) return page(c, <PersonalFeedPage {...personal(c)} {...shown} kind="person" />, refusal)
  const shell = secretariat(c, viewerOf(c))
  return page(c, <FeedPage {...shell} {...shown} path={own} kind={owner.kind} />, refusal)
}

async function save(c: AppContext, visiting: Visiting): Promise<Response> {
  const visit = await visiting(c)
  if (!visit.ok) return refused(c, visit)
  const { owner, own } = visit.value
  return submit(c, {
    read: readFeed,
    run: (form) => openFeed(c.var.store, owner, form),
    done: () => seeOther(c, own, 'saved'),
    again: (form, refusal) => show(c, visiting, form, refusal),
  })
}

async function end(c: AppContext, visiting: Visiting): Promise<Response> {
  const visit = await visiting(c)
  if (!visit.ok) return refused(c, visit)
  const { owner, own } = visit.value
  return submit(c, {
    read: () => done(null),
    run: () => endFeed(c.var.store, owner),
    done: () => seeOther(c, own, 'ended'),
    again: (form, refusal) => show(c, visiting, form, refusal),
  })
}
