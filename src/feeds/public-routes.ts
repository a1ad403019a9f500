/** The address that calendar programs ask, again and again: no session, no cookie, nothing written. */

import { publishedCalendar } from '../calendar/publish.ts'
import { findDialogue } from '../dialogues/queries.ts'
import { messagesIn } from '../i18n/messages.ts'
import { chooseText, isLocale, type Locale } from '../kernel/locale.ts'
import { refuse } from '../kernel/outcome.ts'
import type { Store } from '../store/store.ts'
import { refused } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { entriesOf } from './entry-queries.ts'
import { isHeld } from './feed.ts'
import { type KeptTexts, keptTexts } from './kept.ts'
import { etagOf, findSubscription, type Subscription } from './queries.ts'

/** `GET /feeds/:token/calendar.ics`; that of a dialogue in any language by `?lang=`. Before anybody is recognised. */
export function publicFeeds(): Routes {
  const routes = newRoutes()
  const kept = keptTexts()
  routes.get('/feeds/:token/calendar.ics', (c) => give(c, kept))
  return routes
}

async function give(c: AppContext, kept: KeptTexts): Promise<Response> {
  const { store } = c.var
  const feed = await findSubscription(store, c.req.param('token') ?? '')
  if (!feed) return refused(c, refuse('not_found', 'feeds.unknown'))
  const locale = languageOf(feed, c.req.query('lang'))
  // Read before the entries: what changes in between makes the next answer new, never an old one current.
  const etag = await etagOf(store, feed, locale)
  c.header('etag', etag)
  c.header('cache-control', 'private, no-cache')
  if (isHeld(c.req.header('if-none-match'), etag)) return c.body(null, 304)
  const text = await kept.of(etag, () => textOf(store, feed, locale))
  return c.body(text, 200, { 'content-type': 'text/calendar; charset=utf-8' })
}

/** A person's feed is told in their own language, whatever a program asks for. */
function languageOf(feed: Subscription, asked: string | undefined): Locale {
  return feed.kind === 'dialogue' && isLocale(asked) ? asked : feed.locale
}

async function textOf(store: Store, feed: Subscription, locale: Locale): Promise<string> {
  const { baseUrl, mailDomain } = store.instance
  const [entries, name] = await Promise.all([
    entriesOf(store, feed, { locale, baseUrl, mailDomain }),
    nameOf(store, feed, locale),
  ])
  return publishedCalendar(entries, name)
}

async function nameOf(store: Store, feed: Subscription, locale: Locale): Promise<string> {
  const { calendars } = messagesIn(locale).feeds
  const dialogue = feed.kind === 'dialogue' ? await findDialogue(store, feed.id, 'all') : null
  if (!dialogue) return calendars.own
  // Under the Chatham House Rule the subject itself may tell who meets.
  const sealed = dialogue.attribution === 'chatham_house'
  return calendars.dialogue(sealed ? dialogue.code : chooseText(dialogue.title, locale).text)
}
