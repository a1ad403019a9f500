/** Rows of a meeting ahead, of its invitations and delegates, written directly. */

import type { Id } from '../../src/kernel/id.ts'
import { localDate, localTime } from '../../src/kernel/local-date.ts'
import { zone } from '../../src/kernel/zone.ts'
import type { MeetingsTable } from '../../src/store/schema.ts'
import { instant, LONG_AGO, type World } from './world.ts'

/** The second dialogue, Tuesday 14 April 2026, 09:00–17:30 in Astana. */
export async function meetingAhead(world: World, id: Id, row: Partial<MeetingsTable> = {}): Promise<void> {
  await world.insert('meetings', {
    id,
    dialogue_id: 'oat',
    ordinal: 1,
    kind: 'dialogue',
    format: 'in_person',
    state: 'announced',
    state_since: LONG_AGO,
    zone: zone('Asia/Almaty'),
    starts_at: instant('2026-04-14T04:00:00Z'),
    ends_at: instant('2026-04-14T12:30:00Z'),
    link: '',
    languages: 'ru',
    interpretation: '',
    attribution: 'attributed',
    participant_list: 'institutions',
    previous_meeting_id: null,
    calendar_uid: id,
    calendar_sequence: 0,
    calendar_stamp: null,
    mailed_facts: null,
    gather_until: null,
    date_version: 1,
    agenda_published_at: null,
    agenda_version: 0,
    created_at: LONG_AGO,
    version: 1,
    revision: 1,
    revised_at: LONG_AGO,
    neutral_subject: 0,
    ...row,
  })
  const titles = { en: 'Second dialogue', ru: 'Второй диалог', kk: 'Екінші диалог' }
  for (const lang of ['en', 'ru', 'kk'] as const)
    await world.insert('meeting_texts', { meeting_id: id, lang, title: titles[lang], venue: '' })
  await world.insert('meeting_days', {
    meeting_id: id,
    day: localDate('2026-04-14'),
    starts: localTime('09:00'),
    ends: localTime('17:30'),
  })
}

/** An invitation that was sent to an institution, named by both. */
export async function invitation(
  world: World,
  meetingId: Id,
  institutionId: Id,
  state: 'sent' | 'nominated' | 'withdrawn' = 'sent',
): Promise<Id> {
  const id = `${meetingId}-${institutionId}`
  await world.insert('invitations', {
    id,
    meeting_id: meetingId,
    institution_id: institutionId,
    capacity: 'member',
    seats: 2,
    letter_number: '',
    letter_date: null,
    addressee: '',
    languages: 'kk,ru',
    reply_by: localDate('2026-02-20'),
    state,
    state_since: LONG_AGO,
    sent_at: LONG_AGO,
    reminded_at: null,
    answer_channel: null,
    answer_source: '',
    answered_by: null,
    answered_at: null,
    version: 1,
  })
  return id
}

/** A person named for the meeting who has not answered, or has. */
export async function delegate(
  world: World,
  invitationId: Id,
  personId: Id,
  partstat: 'needs_action' | 'accepted' = 'needs_action',
): Promise<void> {
  const [meetingId = ''] = invitationId.split('-')
  await world.insert('delegates', {
    id: `${meetingId}-${personId}`,
    invitation_id: invitationId,
    meeting_id: meetingId,
    person_id: personId,
    role: 'member',
    state: 'nominated',
    replaces_id: null,
    partstat,
    partstat_sequence: null,
    partstat_at: null,
    mailed_sequence: null,
    first_message_id: null,
    attendance: 'expected',
    listing_consent: 0,
    created_at: LONG_AGO,
    version: 1,
  })
}
