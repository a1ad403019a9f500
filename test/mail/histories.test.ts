/** The mail of one person, of one meeting by institution, and whether mail goes out in time. */

import { describe, expect, test } from 'vitest'
import { parseInstant } from '../../src/kernel/instant.ts'
import { lagOf } from '../../src/mail/lag.ts'
import { bounceAddress } from '../../src/mail/mail.ts'
import { mailByInstitution, totalMail } from '../../src/mail/meeting-mail.ts'
import { openTestApp } from '../fixtures/app.ts'
import { INSTANCE, NOW } from '../fixtures/store.ts'
import { deliveryReport } from '../inbound/samples.ts'
import { DANA, openInboundWorld, PETR } from '../inbound/world.ts'
import { namingForm } from '../invitations/world.ts'
import { mailTo, send } from './mails.ts'

const at = (text: string) => parseInstant(text) ?? NOW

describe('the mail of a meeting', () => {
  test('is counted by institution and kind, with who answered', () => {
    const mails = [
      { institutionId: 'a', kind: 'invitation_letter', outcome: 'sent', number: 2 },
      { institutionId: 'a', kind: 'invitation_withdrawn', outcome: 'sent', number: 1 },
      { institutionId: 'a', kind: 'calendar_request', outcome: 'left', number: 4 },
      { institutionId: 'b', kind: 'calendar_request', outcome: 'bounced', number: 1 },
      { institutionId: null, kind: 'forwarded', outcome: 'waiting', number: 1 },
    ] as const
    const answers = [{ institutionId: 'a', letterAnswered: true, delegates: 3, answered: 1 }]
    const lines = mailByInstitution(mails, answers)
    expect(lines).toEqual([
      {
        institutionId: 'a',
        groups: { letters: { sent: 3 } },
        letterAnswered: true,
        delegates: 3,
        answered: 1,
      },
      {
        institutionId: 'b',
        groups: { requests: { bounced: 1 } },
        letterAnswered: null,
        delegates: 0,
        answered: 0,
      },
      {
        institutionId: null,
        groups: { others: { waiting: 1 } },
        letterAnswered: null,
        delegates: 0,
        answered: 0,
      },
    ])
    expect(totalMail(lines)).toEqual({
      institutionId: null,
      groups: { letters: { sent: 3 }, requests: { bounced: 1 }, others: { waiting: 1 } },
      letterAnswered: null,
      delegates: 3,
      answered: 1,
    })
  })

  test('shows each institution, to those who follow up, with the same queries however many there are', async () => {
    const w = await openInboundWorld()
    w.raw.prepare("update outbox set settled_at = created_at where state = 'sent'").run()
    const path = `/meetings/${w.meetingId}/mail?lang=en`
    const few = await w.queriesOf(() => w.organiser.get(path))
    const to = bounceAddress(INSTANCE, w.mailTo(DANA).id)
    await w.receive(deliveryReport(to, {}), { from: '<>', to })
    const cells = [...(await w.organiser.get(path)).body.matchAll(/<span class="status \w+">([^<]*)</g)]
    expect(cells.map(([, text]) => text)).toEqual([
      '1 sent',
      '1 came back',
      '1 sent',
      '1 sent',
      '1 came back',
      '1 sent',
    ])
    for (const name of ['Суд', 'Агентство', 'Центр']) {
      const focal = `focal-${name.length}@example.org`
      const id = await w.institution({ name, languages: ['ru'], focal: [focal] })
      await w.invited(id, 50)
      const version = String((await w.invitation(id)).version)
      const form = namingForm({ version, email: `delegate-${name.length}@example.org` })
      expect((await w.visitor().post(`${w.linkTo(focal)}/delegates`, form)).status).toBe(303)
    }
    const many = await w.queriesOf(() => w.organiser.get(path))
    expect(many.length).toBe(few.length)
    const { body } = await w.organiser.get(path)
    for (const name of ['Суд', 'Агентство', 'Центр', 'Министерство']) expect(body).toContain(name)
    const viewer = await w.signedIn({ rank: 'member', roles: { [w.dialogueId]: 'viewer' } })
    expect((await viewer.get(path)).status).toBe(404)
    await w.close()
  })
})

test('one person’s history has their mails, what came back, what is not sent and what they chose', async () => {
  const w = await openInboundWorld()
  w.raw.prepare("update outbox set settled_at = created_at where state = 'sent'").run()
  const { person_id, id } = w.mailTo(DANA)
  const to = bounceAddress(INSTANCE, id)
  await w.receive(deliveryReport(to, {}), { from: '<>', to })
  w.raw
    .prepare(
      `insert into facts (subject_id, subject_version, kind, actor_id, at, details)
       values (?, 99, 'person.preferences_changed', ?, ?, '{"digest":"off"}')`,
    )
    .run(person_id, person_id, NOW)
  const path = `/people/${person_id}/mail?lang=en`
  const { body } = await w.organiser.get(path)
  for (const said of [
    'Digest: No digest',
    'The person',
    'No such address',
    'All mail',
    'Only mail of your dialogues',
  ])
    expect(body).toContain(said)
  expect(body).toContain(`/mail/${id}`)
  expect(body).not.toContain(PETR)
  expect(/<title>([^<]*)/.exec(body)?.[1]).toBe('Mail history · Intersession')
  const stranger = await w.signedIn({ rank: 'organiser' })
  expect((await stranger.get(path)).body).not.toContain(`/mail/${id}`)
  const member = await w.signedIn({ rank: 'member' })
  expect((await member.get(path)).status).toBe(403)
  await w.close()
})

describe('mail is late', () => {
  const beats = [{ startedAt: at('2026-01-15T03:59:00Z') }, { startedAt: at('2026-01-14T00:00:00Z') }]

  test.each([
    ['nothing waits and the jobs ran just now', { since: null, beats, stands: false }, false],
    ['a mail waits for a quarter of an hour', { since: '2026-01-15T03:45:00Z', beats, stands: false }, false],
    ['a mail waits for longer', { since: '2026-01-15T03:44:59Z', beats, stands: false }, true],
    ['the jobs stand still', { since: null, beats: beats.slice(1), stands: false }, true],
    ['no job ever ran', { since: null, beats: [], stands: false }, false],
    ['mail is held or kept on purpose', { since: '2026-01-14T00:00:00Z', beats, stands: true }, false],
  ])('%s', (_, { since, ...known }, late) => {
    const dueSince = since === null ? null : at(since)
    expect(lagOf({ dueSince, ...known }, NOW).late).toBe(late)
  })

  test('and the page says since when and what to do; kept mail never is', async () => {
    const app = openTestApp()
    await send(app.now(), mailTo('petr@example.org'))
    app.raw.prepare('insert into heartbeats values (?, ?, ?, ?, 1)').run('mail', NOW, NOW, 'done 0')
    app.setNow('2026-01-15T05:00:00Z')
    const { body } = await (await app.signedIn()).get('/mail')
    expect(body).toContain('Mail goes out in time')
    expect(body).toContain('has been due since 15 Jan 2026 09:00')
    await app.close()
  })
})
