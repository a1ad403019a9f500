/** Official letters: one act with the mail, the PDF and the register; previewed without a trace; answered on paper. */

import { execFileSync } from 'node:child_process'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { answerableLetters, letterOfInvitation, paperOf } from '../../src/correspondence/queries.ts'
import { documentBytes } from '../../src/documents/documents.ts'
import { loadLetters, sendLetters } from '../../src/invitations/letter-commands.ts'
import { LETTERHEAD } from '../access/form-parts.ts'
import { dumpOf } from '../fixtures/store.ts'
import { openWorld, type World } from '../invitations/world.ts'

let w: World
beforeEach(async () => {
  w = await openWorld()
})
afterEach(() => w.close())

const register = () => `/dialogues/${w.dialogueId}/letters`
const board = () => `/meetings/${w.meetingId}/invitations`

async function setLetterhead(changes: Record<string, string> = {}) {
  const names = { names_kk: 'Денсаулық сақтау министрлігі', names_ru: 'Министерство здравоохранения' }
  const form = { ...LETTERHEAD, ...names, names_en: 'Ministry of Health', version: '0', ...changes }
  return w.organiser.post(`${register()}/head`, form)
}

async function invite(...institutions: string[]) {
  await w.organiser.post(board(), { institutions, capacity: 'member', seats: '2', reply_by: '2026-03-20' })
}

/** Sends all letters as the preview shows them. */
async function sendAll() {
  const { body } = await w.organiser.get(`${board()}/letters`)
  const seen = /name="seen" value="([^"]+)"/.exec(body)?.[1] ?? ''
  const invitations = [...body.matchAll(/name="invitations" value="(\w+)"/g)].map(([, id = '']) => id)
  return w.organiser.post(`${board()}/letters`, { seen, invitations })
}

const ministry = () =>
  w.institution({ name: 'Қаржы министрлігі', languages: ['ru', 'kk'], focal: ['fin@gov.example'] })
const who = () =>
  w.institution({
    name: 'WHO',
    sector: 'multilateral',
    precedence: 60,
    languages: ['en', 'ru'],
    focal: ['who@who.example'],
  })

const attachments = () =>
  w.raw
    .prepare(
      'select outbox.to_address as "to", document_id, name, media_type from outbox_attachments join outbox on outbox.id = outbox_id order by 1',
    )
    .all() as { to: string; document_id: string; name: string; media_type: string }[]

describe('sending invitations', () => {
  test('is one act: numbers, register, PDF and mail, Kazakh first to a state body, a note to others', async () => {
    await setLetterhead()
    await invite(await ministry(), await who())
    expect((await sendAll()).status).toBe(303)

    const letters = await answerableLetters(w.store, w.dialogueId)
    const told = letters.map(({ kind, number, date, signatory }) => ({ kind, number, date, signatory }))
    expect(told.toSorted((a, b) => (a.number < b.number ? -1 : 1))).toEqual([
      { kind: 'invitation', number: '01-12/1', date: '2026-01-15', signatory: 'Вице-министр, А. Ульгиева' },
      { kind: 'note', number: '01-12/2', date: '2026-01-15', signatory: '' },
    ])
    const files = attachments()
    expect(files.map(({ to, media_type }) => [to, media_type])).toEqual([
      ['fin@gov.example', 'application/pdf'],
      ['who@who.example', 'application/pdf'],
    ])
    expect(files.map((file) => file.document_id).sort()).toEqual(letters.map((one) => one.documentId).sort())
    const [bytes] = await Promise.all(files.map((file) => documentBytes(w.store, file.document_id)))
    expect(new TextDecoder().decode(bytes?.subarray(0, 5))).toBe('%PDF-')
  })

  test('prints what the mail says, each language complete on its own sheet', async () => {
    await setLetterhead()
    await invite(await ministry())
    await sendAll()
    const [letter] = await answerableLetters(w.store, w.dialogueId)
    const paper = await paperOf(w.store, letter?.id ?? '')
    expect(paper?.sheets.map(({ lang, head }) => [lang, head?.reference, head?.addressee])).toEqual([
      ['kk', 'Шығыс № 01-12/1', ['Қаржы министрлігі']],
      ['ru', 'Исх. № 01-12/1', ['Қаржы министрлігі']],
    ])
    // Mails are broken into lines, paper is not.
    const plain = (text: string) => text.replace(/\s+/g, ' ')
    const mail = plain(w.mails('invitation_letter')[0]?.body_text ?? '')
    for (const sheet of paper?.sheets ?? [])
      for (const block of sheet.blocks)
        if (block.kind === 'paragraph') expect(mail).toContain(plain(block.text))
  })

  test('refuses a number that was given already this year, and sends nothing', async () => {
    const first = await w.invited(await ministry())
    w.raw.prepare("update letters set number = '7' where invitation_id = ?").run(first.id)
    await invite(await who())
    const draft = await w.invitation((await who2())?.institutionId ?? '')
    await w.organiser.post(`${board()}/numbers`, { [`number_${draft.id}`]: '7' })
    const before = dumpOf(w.raw)
    const { seen } = await loadLetters(w.now(), await w.meeting())
    const asked = { actor: w.actor, meetingId: w.meetingId, invitationIds: [draft.id], seen, locale: 'en' }
    expect(await sendLetters(w.now(), { ...asked, locale: 'en' })).toMatchObject({
      code: 'conflict',
      messageKey: 'correspondence.number_taken',
      params: { number: '7', year: 2026 },
    })
    expect(dumpOf(w.raw)).toBe(before)
  })

  test('gives each of many its own number, forty institutions a commit', async () => {
    await setLetterhead()
    const ids: string[] = []
    for (let n = 0; n < 45; n++)
      ids.push(await w.institution({ name: `Орган ${n}`, focal: [`f${n}@gov.example`] }))
    await invite(...ids)
    const { seen, letters } = await loadLetters(w.now(), await w.meeting())
    const invitationIds = letters.map(({ facts }) => facts.invitation.id)
    const asked = { actor: w.actor, meetingId: w.meetingId, invitationIds, seen, locale: 'en' } as const
    expect(await sendLetters(w.now(), asked)).toEqual({ ok: true, value: 45 })
    const sent = await answerableLetters(w.store, w.dialogueId)
    const wanted = ids.map((_, at) => `01-12/${at + 1}`)
    expect(sent.map(({ number }) => number).sort()).toEqual(wanted.sort())
    // Set once, then locked by each of two commits.
    expect(w.raw.prepare('select version from letterheads').pluck().get()).toBe(3)
  })

  test('can be looked at as PDF before, without a trace', async () => {
    await setLetterhead()
    const id = await ministry()
    await invite(id)
    const { id: invitation } = await w.invitation(id)
    const before = dumpOf(w.raw)
    const page = await w.organiser.get(`${board()}/${invitation}/letter.pdf`)
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    expect(dumpOf(w.raw)).toBe(before)
  })
})

/** The invitation that is still a draft. */
async function who2() {
  const { letters } = await loadLetters(w.now(), await w.meeting())
  return letters[0]?.facts.invitation
}

describe('the PDF of an invitation', () => {
  test('opens behind the link of its institution and no other', async () => {
    await setLetterhead()
    await invite(await ministry(), await who())
    await sendAll()
    const [own, foreign] = attachments()
    const link = w.linkTo('fin@gov.example')
    const visitor = w.visitor()
    expect((await visitor.get(link)).body).toContain(`${link}/documents/${own?.document_id}`)
    expect((await visitor.get(`${link}/documents/${own?.document_id}`)).status).toBe(200)
    expect((await visitor.get(`${link}/documents/${foreign?.document_id}`)).status).toBe(404)
  })

  test('says in Kazakh and Russian what the letter says', { skip: !hasPdftotext() }, async () => {
    await setLetterhead()
    await invite(await ministry())
    await sendAll()
    const bytes = await documentBytes(w.store, attachments()[0]?.document_id ?? '')
    const text = execFileSync('pdftotext', ['-layout', '-', '-'], { input: bytes ?? '', encoding: 'utf8' })
    const [kazakh = '', russian = ''] = text.split('\f')
    expect(kazakh).toContain('Өтетін күні мен уақыты: 2026 жылғы 14 сәуір')
    expect(russian).toContain('Ответить до: 20 марта 2026 г.')
  })
})

/** Of the Debian package poppler-utils. */
function hasPdftotext(): boolean {
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

describe('a letter that comes in', () => {
  const incoming = (institution: string, changes: Record<string, string> = {}) => ({
    institution,
    number: '7/12',
    letter_date: '2026-01-14',
    received_on: '2026-01-15',
    reply_to: '',
    kind: 'other',
    note: '',
    ...changes,
  })

  test('with regrets is the answer to the invitation in the same act', async () => {
    const id = await ministry()
    const invitation = await w.invited(id)
    const reply_to = (await letterOfInvitation(w.store, invitation.id))?.id ?? ''
    const form = incoming(id, { reply_to, kind: 'regrets' })
    expect((await w.organiser.post(`${register()}/incoming`, form)).location).toBe(
      `${register()}?said=recorded`,
    )
    expect(await w.invitation(id)).toMatchObject({
      state: 'regrets',
      answer: { channel: 'paper', source: 'Letter no. 7/12 of 14 Jan 2026' },
    })
    const { body } = await w.organiser.get(`${register()}?direction=in`)
    expect(body).toContain('<th scope="row">7/12')
  })

  test('with a nomination leads on to where the names are typed', async () => {
    const id = await ministry()
    const invitation = await w.invited(id)
    const reply_to = (await letterOfInvitation(w.store, invitation.id))?.id ?? ''
    const answer = await w.organiser.post(
      `${register()}/incoming`,
      incoming(id, { reply_to, kind: 'nomination' }),
    )
    const source = 'source=Letter+no.+7%2F12+of+14+Jan+2026'
    expect(answer.location).toBe(
      `${board()}/${invitation.id}/nominations?channel=paper&${source}&said=recorded`,
    )
    const { body } = await w.organiser.get(answer.location ?? '')
    expect(body).toContain('Letter no. 7/12 of 14 Jan 2026')
  })

  test.each([
    ['received before it was written', { letter_date: '2026-01-16' }, 'received_on'],
    ['received tomorrow', { received_on: '2026-01-16' }, 'received_on'],
    ['in reply to a letter to somebody else', { reply_to: 'other' }, 'reply_to'],
  ])('%s is refused and leaves no trace', async (_, changes, field) => {
    const other = await w.invited(await who())
    const letter = await letterOfInvitation(w.store, other.id)
    const fitted = 'reply_to' in changes ? { reply_to: letter?.id ?? '' } : changes
    const id = await ministry()
    const before = dumpOf(w.raw)
    const page = await w.organiser.post(
      `${register()}/incoming`,
      incoming(id, fitted as Record<string, string>),
    )
    expect([page.status, page.body.includes(`href="#${field.replace('_', '-')}"`)]).toEqual([400, true])
    expect(dumpOf(w.raw)).toBe(before)
  })
})

describe('a letter to institutions', () => {
  test('is shown before, then sent with its PDF to whom it was shown for, and stands in the register', async () => {
    await setLetterhead()
    const institutions = [await ministry(), await who()]
    const { body } = await w.organiser.get(`${register()}/new`)
    const number = /name="number"[^>]*value="([^"]*)"/.exec(body)?.[1] ?? ''
    expect(number).toBe('01-12/1')
    const form = {
      kind: 'request',
      text_kk: 'Құрметті әріптестер!',
      text_ru: 'Просим ответить до {reply_by}.',
      text_en: 'Please reply by {reply_by}.',
      institutions,
      addressee: '',
      letter_date: '2026-01-15',
      number,
      reply_by: '2026-02-01',
      signatory: '1',
      seen: '',
    }
    const before = dumpOf(w.raw)
    const shown = await w.organiser.post(register(), { ...form, act: 'preview' })
    expect(dumpOf(w.raw)).toBe(before)
    expect(shown.body).toContain('Просим ответить до 1 февраля 2026 г.')
    expect((await w.organiser.post(register(), { ...form, act: 'send' })).status).toBe(409)
    const seen = /name="seen" value="([^"]+)"/.exec(shown.body)?.[1] ?? ''
    expect((await w.organiser.post(register(), { ...form, seen, act: 'send' })).status).toBe(303)
    const mails = w.mails('official_letter').map((mail) => [mail.to_address, mail.lang, mail.attachments])
    expect(mails).toEqual([
      ['fin@gov.example', 'kk', 1],
      ['who@who.example', 'en', 1],
    ])
    const numbers = (await answerableLetters(w.store, w.dialogueId)).map((letter) => letter.number)
    expect(numbers.sort()).toEqual(['01-12/1', '01-12/2'])
  })

  test('with a gap that cannot be filled is refused by name', async () => {
    const form = {
      kind: 'thanks',
      text_ru: '{dates}',
      institutions: await ministry(),
      letter_date: '2026-01-15',
    }
    const page = await w.organiser.post(register(), { ...form, act: 'preview' })
    expect([page.status, page.body.includes('{dates}')]).toEqual([400, true])
  })
})

describe('the letterhead', () => {
  test('refuses a position without a name and a pattern that does not count, at their fields', async () => {
    const page = await setLetterhead({ number_pattern: '01-12', signatory_2_title_kk: 'Министр' })
    expect(page.status).toBe(400)
    expect(page.body).toContain('href="#number-pattern"')
    expect(page.body).toContain('href="#signatory-2-name-kk"')
  })

  test('changed by two at once is kept as the first one left it', async () => {
    expect((await setLetterhead()).status).toBe(303)
    expect((await setLetterhead({ names_ru: 'Другое' })).status).toBe(409)
  })

  test('of a text of the dialogue’s own replaces the built-in one', async () => {
    await setLetterhead()
    const path = `${register()}/texts/invitation`
    const form = { text_kk: '', text_ru: 'Ждём вас: {meeting}.', text_en: '', version: '1' }
    expect((await w.organiser.post(path, form)).status).toBe(303)
    await invite(await ministry())
    await sendAll()
    expect(w.mails('invitation_letter')[0]?.body_text).toContain('Ждём вас: Второй диалог.')
  })
})
