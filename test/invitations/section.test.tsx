/** The section of a meeting's page: a heading that anchors lead to, institutions, delegates, answers. */

import { expect, test } from 'vitest'
import { messagesIn } from '../../src/i18n/messages.ts'
import { invitationsOfMeeting } from '../../src/invitations/queries.ts'
import { InvitationSection } from '../../views/invitations/section.tsx'
import { namingForm, openWorld } from './world.ts'

test('shows who is invited, who is named and what they answered, in the reader’s language', async () => {
  const w = await openWorld()
  const id = await w.institution({
    name: 'Министерство <b>',
    languages: ['ru'],
    focal: ['chancery@health.example'],
  })
  const { version } = await w.invited(id)
  const form = namingForm({ version: String(version), role: 'head' })
  await w.visitor().post(`${w.linkTo('chancery@health.example')}/delegates`, form)
  const entries = await invitationsOfMeeting(w.store, w.meetingId)
  const html = String(
    <InvitationSection
      reader={{ locale: 'ru', t: messagesIn('ru') }}
      meetingId={w.meetingId}
      entries={entries}
    />,
  )
  expect(html).toContain('<h2 id="delegates">Организации и делегаты</h2>')
  expect(html).toContain('Министерство &lt;b&gt;')
  expect(html).toContain('Ахметова Дана, глава делегации')
  expect(html).toContain('Ответа нет')
  expect(html).toContain(`href="/meetings/${w.meetingId}/invitations"`)
  w.close()
})
