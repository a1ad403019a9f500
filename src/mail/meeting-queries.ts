/** Reads of one meeting's mail by institution: two queries, however many people were written to. */

import { sql } from 'kysely'
import type { Id } from '../kernel/id.ts'
import type { Store } from '../store/store.ts'
import type { MailKind } from './mail.ts'
import type { MailOutcome } from './meeting-mail.ts'
import {
  type CountedAnswers,
  type CountedMail,
  type InstitutionMail,
  mailByInstitution,
} from './meeting-mail.ts'
import { LEFT, LOST } from './undelivered.ts'

/** The mail about a meeting, by institution. The caller has checked the meeting. */
export async function meetingMail(store: Store, meetingId: Id): Promise<InstitutionMail[]> {
  const [mails, answers] = await Promise.all([counted(store, meetingId), answersIn(store, meetingId)])
  return mailByInstitution(mails, answers)
}

const CAME_BACK = sql`exists (select 1 from bounces where bounces.outbox_id = outbox.id
  and bounces.class in (${sql.join(LOST)}) and bounces.at >= outbox.settled_at)`

const OUTCOME = sql<MailOutcome>`case
  when exists (select 1 from mail_settlements where mail_settlements.outbox_id = outbox.id) then 'told'
  when outbox.settled_at is null then 'waiting'
  when outbox.state in ('failed', 'uncertain') then 'failed'
  when outbox.state = 'skipped' and outbox.last_reply in (${sql.join(LEFT)}) then 'failed'
  when outbox.state = 'skipped' then 'left'
  when outbox.state = 'kept' then 'kept'
  when ${CAME_BACK} then 'bounced'
  else 'sent' end`

async function counted(store: Store, meetingId: Id): Promise<CountedMail[]> {
  const each = store.db
    .selectFrom('outbox')
    .select(['outbox.institution_id', 'outbox.kind', OUTCOME.as('outcome')])
    .where('outbox.meeting_id', '=', meetingId)
    .as('each')
  const rows = await store.db
    .selectFrom(each)
    .select(['each.institution_id', 'each.kind', 'each.outcome'])
    .select((eb) => eb.fn.countAll<number>().as('number'))
    .groupBy(['each.institution_id', 'each.kind', 'each.outcome'])
    .execute()
  return rows.map((row) => ({
    institutionId: row.institution_id,
    kind: row.kind as MailKind,
    outcome: row.outcome,
    number: Number(row.number),
  }))
}

async function answersIn(store: Store, meetingId: Id): Promise<CountedAnswers[]> {
  const rows = await store.db
    .selectFrom('invitations')
    .leftJoin('delegates', (join) =>
      join.onRef('delegates.invitation_id', '=', 'invitations.id').on('delegates.state', '=', 'nominated'),
    )
    .select(['invitations.institution_id', 'invitations.state'])
    .select((eb) => eb.fn.count<number>('delegates.id').as('delegates'))
    .select(sql<number>`sum(case when delegates.partstat <> 'needs_action' then 1 else 0 end)`.as('answered'))
    .where('invitations.meeting_id', '=', meetingId)
    .where('invitations.state', 'not in', ['draft', 'withdrawn'])
    .groupBy(['invitations.institution_id', 'invitations.state'])
    .execute()
  return rows.map((row) => ({
    institutionId: row.institution_id,
    letterAnswered: row.state === 'nominated' || row.state === 'regrets',
    delegates: Number(row.delegates),
    answered: Number(row.answered),
  }))
}
