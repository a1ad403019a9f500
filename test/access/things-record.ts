/** What the dialogue of `things.ts` has on record: agenda, decisions, commitments, mail, and what stands beside it. */

import { addItem, changeItemState, publishAgenda } from '../../src/agenda/commands.ts'
import { askSignIn, consoleSignIn } from '../../src/auth/commands.ts'
import { recordCommitment } from '../../src/commitments/commands.ts'
import { dueOf } from '../../src/commitments/due.ts'
import { sendPromises } from '../../src/commitments/promise-commands.ts'
import { findCommitment } from '../../src/commitments/queries.ts'
import { reportsOf } from '../../src/commitments/record-queries.ts'
import { takeReport } from '../../src/commitments/report-commands.ts'
import { unsubscribeToken } from '../../src/digests/preference.ts'
import { addPaper } from '../../src/documents/commands.ts'
import { addDocument } from '../../src/documents/documents.ts'
import type { Id } from '../../src/kernel/id.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { moveMeeting } from '../../src/meetings/commands.ts'
import { recordDecision } from '../../src/minutes/commands.ts'
import type { Actor } from '../../src/people/may.ts'
import type { Store } from '../../src/store/store.ts'
import { SETUP_TOKEN } from '../fixtures/app.ts'
import { value } from '../meetings/world.ts'
import type { Bodies, Meetings, Site } from './things.ts'

/** Items in every state that a move needs. */
export async function agendas({ store, actor }: Site, meetings: Meetings) {
  const add = async (meetingId: Id, on: string) =>
    value(
      await addItem(store, {
        actor,
        meetingId,
        item: {
          day: localDate(on),
          kind: 'decision',
          isBreak: false,
          minutes: 30,
          presenterInstitutionId: null,
          presenterPersonId: null,
          attribution: null,
          visibility: 'members',
          title: { ru: 'Закупки' },
        },
      }),
    )
  const { announced, session, held } = meetings
  const firstItem = await add(announced, '2026-04-14')
  const scheduledItem = await add(session, '2026-01-15')
  const deferredItem = await add(session, '2026-01-15')
  const heldItem = await add(held, '2025-10-14')
  for (const meetingId of [announced, session, held]) value(await publishAgenda(store, { actor, meetingId }))
  value(await changeItemState(store, { actor, meetingId: session, itemId: deferredItem, move: 'deferral' }))
  const draftItem = await add(announced, '2026-04-14')
  return { firstItem, draftItem, scheduledItem, deferredItem, heldItem }
}

/** A proposal and an adopted decision. */
export async function minutes(
  { store, actor }: Site,
  { held, heldItem }: Meetings & { readonly heldItem: Id },
) {
  const one = async (adopted: boolean) =>
    value(
      await recordDecision(store, {
        actor,
        meetingId: held,
        adopted,
        text: { ru: 'Закупить препарат' },
        authoritative: 'ru',
        itemId: heldItem,
        method: 'consensus',
        votesFor: null,
        votesAgainst: null,
        votesAbstained: null,
        reservations: '',
      }),
    )
  // The meeting is over once its record is begun; its agenda took all it had to.
  value(await moveMeeting(store, { actor, id: held, move: 'holding' }))
  return { decision: await one(false), adoptedDecision: await one(true) }
}

/** Commitments in every state that an act needs, one of them reported on. */
export async function commitments({ store, actor }: Site, place: Bodies & Meetings) {
  const one = async (agreed: boolean, visibility: 'members' | 'closed' = 'members') =>
    value(
      await recordCommitment(store, {
        actor,
        meetingId: place.held,
        text: { ru: 'Заключить договор' },
        authoritative: 'ru',
        leadId: place.lead,
        supporterIds: [],
        verifierId: place.verifier,
        itemId: null,
        decisionId: null,
        visibility,
        due: dueOf('day', localDate('2026-01-30')),
        agreed,
      }),
    )
  const commitment = await one(true)
  const proposedCommitment = await one(false)
  const reportedCommitment = await one(true)
  const closedCommitment = await one(true, 'closed')
  value(await sendPromises(store, { actor, meetingId: place.held }))
  // Promised afterwards: its letter is the one that still can be sent.
  const newCommitment = await one(true)
  const { version = 0 } = (await findCommitment(store, reportedCommitment, 'all')) ?? {}
  const said = { claim: 'done', text: 'Готово', evidence: 'Договор № 17 от 1 декабря' } as const
  const by = { channel: 'phone', source: 'Звонок' } as const
  value(await takeReport(store, { actor, id: reportedCommitment, version, ...said, ...by }))
  const report = (await reportsOf(store, [reportedCommitment]))[0]?.id ?? ''
  return {
    commitment,
    proposedCommitment,
    reportedCommitment,
    closedCommitment,
    newCommitment,
    report,
  }
}

/** A paper of a meeting, one of an item that is a draft, and a file that proves a report. */
export async function papers(
  { store, actor }: Site,
  things: Meetings & { readonly draftItem: Id; readonly reportedCommitment: Id; readonly report: Id },
) {
  const file = { name: 'Обзор.txt', mediaType: 'text/plain', bytes: new TextEncoder().encode('Слова') }
  const shared = {
    actor,
    meetingId: things.announced,
    paperId: null,
    title: 'Обзор',
    lang: 'ru',
    file,
  } as const
  const paper = value(await addPaper(store, { ...shared, itemId: null }))
  const draftPaper = value(await addPaper(store, { ...shared, itemId: things.draftItem }))
  const { dialogueId = '' } = (await findCommitment(store, things.reportedCommitment, 'all')) ?? {}
  const hook = { kind: 'report' as const, subjectId: things.report, dialogueId }
  const evidence = addDocument(store, { ...file, createdBy: actor.personId }, hook)
  value(await store.commit(evidence.statements, null))
  return { paper, draftPaper, evidence: evidence.id }
}

/** A letter that the relay refused: only its delivery can say so, and there is no relay here. */
export async function failedMail({ store }: Site, meetingId: Id): Promise<Id> {
  const { id } = await store.db
    .selectFrom('outbox')
    .select('id')
    .where('meeting_id', '=', meetingId)
    .where('kind', '=', 'invitation_letter')
    .orderBy('id')
    .executeTakeFirstOrThrow()
  const failed = { state: 'failed', settled_at: store.now } as const
  await store.tidy(store.db.updateTable('outbox').set(failed).where('id', '=', id))
  return id
}

/** An answer that came by mail from another address than the one invited. */
export async function answerToDecide({ store }: Site, meeting_id: Id, delegate_id: Id): Promise<Id> {
  const id = store.newId()
  const mail = { id: `mail-${id}`, received_at: store.now, verdict: 'calendar', outcome: 'review' } as const
  const about = { from_address: 'alias@example.net', meeting_id, version: 1 }
  await store.tidy(store.db.insertInto('inbound_mails').values({ ...mail, ...about, outbox_id: null }))
  await store.tidy(
    store.db.insertInto('inbound_answers').values({
      id,
      mail_id: mail.id,
      delegate_id,
      kind: 'answer',
      reason: 'other_address',
      from_name: '',
      attendee_address: '',
      partstat: 'accepted',
      proposed: '',
      comment: '',
      sequence: 0,
      answered_at: store.now,
      state: 'open',
      decided_by: null,
      decided_at: null,
      ...about,
    }),
  )
  return id
}

/** A report that a mail did not arrive. */
export async function returned({ store }: Site, outbox_id: Id): Promise<Id> {
  const id = store.newId()
  const report = { class: 'hard', status: '5.1.1', words: '', at: store.now, version: 1 } as const
  const open = { address: 'nobody@example.net', lifted_at: null, lifted_by: null }
  await store.tidy(store.db.insertInto('bounces').values({ id, outbox_id, ...report, ...open }))
  return id
}

/** An address to which somebody wants no digests. */
export async function unwanted({ store }: Site, address: string): Promise<string> {
  const row = { address, scope: 'digest', reason: 'complaint', since: store.now, version: 1 } as const
  await store.tidy(store.db.insertInto('suppressions').values(row))
  return address
}

/** What stands beside all dialogues. */
export async function besides(
  store: Store,
  { administrator, member }: { readonly administrator: Actor; readonly member: Id },
) {
  const url = value(await consoleSignIn(store, administrator.personId))
  value(await askSignIn(store, { email: 'nobody@example.org', browser: 'test', network: 'test' }))
  const letter = await store.db
    .selectFrom('outbox')
    .select(['id', 'body_text'])
    .where('kind', '=', 'sign_in')
    .executeTakeFirstOrThrow()
  return {
    /** Somebody with an account but without a role. */
    member,
    signInToken: url.split('/sign-in/')[1] ?? '',
    signInMail: letter.id,
    signInMailToken: /\/sign-in\/([\w-]{20,})/.exec(letter.body_text)?.[1] ?? '',
    signInCode: /\b(\d{4} \d{4}|\d{3} ?\d{3})\b/.exec(letter.body_text)?.[1] ?? '',
    setupToken: SETUP_TOKEN,
    unsubscribeToken: unsubscribeToken(store.instance, member, 'reminders'),
  }
}
