/** The nightly job and its dry run: the same rules, counted or carried out. */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import { withoutSecrets } from '../mail/record.ts'
import type { Store } from '../store/store.ts'
import { CLEARINGS } from './clearing.ts'
import { dropContacts, pastContacts } from './contacts.ts'
import { mailsWithLinks } from './queries.ts'
import { cutOff, type DueRule, RETENTION_RULES, type RetentionRule } from './rules.ts'

/** The dry run: changes nothing. */
export async function reportRetention(store: Store): Promise<DueRule[]> {
  const report: DueRule[] = []
  for (const rule of RETENTION_RULES) {
    const cut = cutOff(rule, store.now)
    report.push({ ...rule, due: await countDue(store, rule, cut) })
  }
  return report
}

/** Carries out every rule; running it twice does nothing the second time. @returns how many rows it cleared. */
export async function applyRetention(store: Store): Promise<number> {
  let cleared = 0
  for (const rule of RETENTION_RULES) cleared += await clearDue(store, rule, cutOff(rule, store.now))
  // Without this the cleared texts could still be read in the engine's own files.
  if (cleared > 0) await store.scrub()
  return cleared
}

async function countDue(store: Store, { name }: RetentionRule, cut: Instant): Promise<number> {
  if (name === 'contacts') return (await pastContacts(store, cut)).length
  if (name === 'letter_links') return (await mailsWithLinks(store, cut)).length
  return CLEARINGS[name].count(store, cut)
}

async function clearDue(store: Store, { name }: RetentionRule, cut: Instant): Promise<number> {
  if (name === 'contacts') return dropContacts(store, await pastContacts(store, cut))
  if (name === 'letter_links') return hideLinks(store, await mailsWithLinks(store, cut))
  return CLEARINGS[name].clear(store, cut)
}

/** A link in a mail that went out belongs to whom it went to; our copy needs none. */
async function hideLinks(store: Store, ids: readonly Id[]): Promise<number> {
  for (const id of ids) {
    const mail = await store.db
      .selectFrom('outbox')
      .select(['body_text', 'body_html'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    await store.tidy(
      store.db
        .updateTable('outbox')
        .set({
          body_text: withoutSecrets(mail.body_text),
          body_html: withoutSecrets(mail.body_html),
          unsubscribe_token: null,
        })
        .where('id', '=', id),
    )
  }
  return ids.length
}
