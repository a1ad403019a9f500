/** Delegates of a meeting straight into the tables, for pages that have to stay cheap with many of them. */

import type { Id } from '../../src/kernel/id.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { zone } from '../../src/kernel/zone.ts'
import type { Store } from '../../src/store/store.ts'

/** Adds institutions with one delegate each, who all have a calendar entry: `Delegate0`, `Delegate1` … */
export async function insertDelegates(
  store: Store,
  meetingId: Id,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<void> {
  const sector = { id: 's1', code: 'S1', class: 'state_health', position: 1, version: 1 } as const
  await store.db
    .insertInto('sectors')
    .values(sector)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  for (let n = from; n <= to; n++) await insertDelegate(store, meetingId, n)
}

async function insertDelegate(store: Store, meetingId: Id, n: number): Promise<void> {
  const [institutionId, personId, invitationId] = [store.newId(), store.newId(), store.newId()]
  const almaty = zone('Asia/Almaty')
  const shared = { zone: almaty, holiday_calendar: '', search: '', created_at: store.now, version: 1 }
  await store.db
    .insertInto('institutions')
    .values({
      id: institutionId,
      sector_id: 's1',
      country: '',
      precedence: 10,
      listable: 'members',
      letter_languages: 'kk,ru',
      official_mail: '',
      ...shared,
    })
    .execute()
  await store.db
    .insertInto('institution_names')
    .values({
      institution_id: institutionId,
      lang: 'ru',
      official: `Institution${n}`,
      short: '',
      valid_from: localDate('0001-01-01'),
      valid_to: null,
    })
    .execute()
  await store.db
    .insertInto('persons')
    .values({
      id: personId,
      reading_lang: 'ru',
      email: `delegate${n}@example.org`,
      phone: '',
      protected: 0,
      digest: 'weekly',
      reminders: 'on',
      ...shared,
    })
    .execute()
  const parts = { given: '', patronymic: '', salutation: '', position: '' }
  await store.db
    .insertInto('person_names')
    .values({ person_id: personId, lang: 'ru', surname: `Delegate${n}`, ...parts })
    .execute()
  await store.db
    .insertInto('invitations')
    .values({
      id: invitationId,
      meeting_id: meetingId,
      institution_id: institutionId,
      capacity: 'member',
      seats: 2,
      letter_number: '',
      letter_date: null,
      addressee: '',
      languages: 'kk,ru',
      reply_by: null,
      state: 'nominated',
      state_since: store.now,
      sent_at: store.now,
      reminded_at: null,
      answer_channel: 'link',
      answer_source: '',
      answered_by: null,
      answered_at: store.now,
      version: 1,
    })
    .execute()
  await store.db
    .insertInto('delegates')
    .values({
      id: store.newId(),
      invitation_id: invitationId,
      meeting_id: meetingId,
      person_id: personId,
      role: 'head',
      state: 'nominated',
      replaces_id: null,
      partstat: 'accepted',
      partstat_sequence: 1,
      partstat_at: store.now,
      mailed_sequence: 1,
      first_message_id: 'first@example.org',
      attendance: 'expected',
      listing_consent: 0,
      created_at: store.now,
      version: 1,
    })
    .execute()
}
