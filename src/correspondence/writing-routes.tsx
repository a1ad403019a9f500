/** Where letters are written: the texts of a dialogue, and a letter to chosen institutions with its preview. */

import { TextPage, TextsPage } from '../../views/correspondence/texts.tsx'
import { WritePage } from '../../views/correspondence/write.tsx'
import { type FormState, fieldValue, formOf, refusedForm } from '../../views/parts/form.ts'
import { signedIn, viewerOf } from '../auth/guards.ts'
import type { Dialogue } from '../dialogues/dialogue.ts'
import { messagesIn } from '../i18n/messages.ts'
import { allInstitutions } from '../institutions/queries.ts'
import { localDate, localTime } from '../kernel/local-date.ts'
import { LOCALES } from '../kernel/locale.ts'
import { ifDone, type Outcome, type Refusal, refuseFaults } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import { meetingsOfDialogue } from '../meetings/queries.ts'
import type { Paper } from '../printing/sheet.ts'
import { page, secretariat, seeOther } from '../web/answer.tsx'
import type { FormValues } from '../web/body.ts'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import { onDialogue } from './dialogue-door.ts'
import { FREE_KINDS, readFree, readTemplate, templateValues } from './forms.ts'
import { type FreeLot, prepareFree, sendFree } from './free-commands.ts'
import { setTemplate } from './letterhead-commands.ts'
import { type LetterOccasion, letterPaper, templateFor } from './letters.tsx'
import { nextNumber } from './number.ts'
import { pressOf } from './press.ts'
import { givenNumbers, letterheadOf, ownTemplates, stationeryOf } from './queries.ts'
import { LETTER_KINDS, type LetterKind, placeholdersFor, templateFault } from './template.ts'

/** `/dialogues/:id/letters`, `/new` and `/texts…` */
export function writingRoutes(): Routes {
  const routes = newRoutes()
  const own = '/dialogues/:id/letters'
  routes.get(`${own}/texts`, signedIn, (c) => onDialogue(c, 'organise', (dialogue) => showTexts(c, dialogue)))
  for (const kind of LETTER_KINDS) {
    const text = `${own}/texts/${kind}`
    routes.get(text, signedIn, (c) =>
      onDialogue(c, 'organise', (dialogue) => beginText(c, { dialogue, kind })),
    )
    routes.post(text, signedIn, (c) =>
      onDialogue(c, 'organise', (dialogue) => takeText(c, { dialogue, kind })),
    )
  }
  routes.get(`${own}/new`, signedIn, (c) => onDialogue(c, 'organise', (dialogue) => beginLetter(c, dialogue)))
  routes.post(own, signedIn, (c) => onDialogue(c, 'organise', (dialogue) => takeLetter(c, dialogue)))
  return routes
}

async function showTexts(c: AppContext, dialogue: Dialogue): Promise<Response> {
  const templates = await ownTemplates(c.var.store, dialogue.id)
  return page(c, <TextsPage {...secretariat(c, viewerOf(c))} {...{ dialogue, templates }} />)
}

async function beginText(c: AppContext, place: Place): Promise<Response> {
  const { templates, letterhead } = await stationeryOf(c.var.store, place.dialogue)
  return showText(c, place, formOf(templateValues(templates, place.kind, letterhead.version)))
}

interface Place {
  readonly dialogue: Dialogue
  readonly kind: LetterKind
}

async function showText(c: AppContext, place: Place, form: FormState, refusal?: Refusal): Promise<Response> {
  const { dialogue, kind } = place
  const faulty = LOCALES.some((lang) => templateFault(kind, fieldValue(form, `text_${lang}`), '') !== null)
  const sample = faulty ? null : await samplePaper(c, place, form)
  const shown = {
    dialogue,
    kind,
    form,
    placeholders: placeholdersFor(kind),
    paper: sample?.paper ?? null,
    invented: sample?.invented ?? false,
  }
  return page(c, <TextPage {...secretariat(c, viewerOf(c))} {...shown} />, refusal)
}

/** The letter with the facts of the dialogue's latest meeting, to an invented institution. */
async function samplePaper(
  c: AppContext,
  { dialogue, kind }: Place,
  form: FormState,
): Promise<{ readonly paper: Paper; readonly invented: boolean }> {
  const { store, reader } = c.var
  const [stationery, meetings] = await Promise.all([
    stationeryOf(store, dialogue),
    meetingsOfDialogue(store, dialogue.id),
  ])
  const texts = LOCALES.flatMap((lang) => {
    const text = fieldValue(form, `text_${lang}`)
    return text ? [[lang, text] as const] : []
  })
  const { letterhead } = stationery
  const date = dateOf(store.now, dialogue.zone)
  const meeting = meetings.at(-1) ?? inventedMeeting(dialogue)
  const names = LOCALES.map((lang) => [lang, messagesIn(lang).correspondence.placeholders.institution])
  const paper = letterPaper(
    {
      ...stationery,
      kind,
      words: Object.fromEntries(texts),
      languages: LOCALES,
      number: nextNumber(letterhead.numberPattern, []) || '1',
      date,
      institution: { authoritative: 'en', texts: Object.fromEntries(names) },
      addressee: reader.t.correspondence.placeholders.addressee,
      replyBy: date,
      occasion: { meeting, seats: 2 },
      signatory: letterhead.signatories.length > 0 ? 0 : null,
    },
    store.now,
  )
  return { paper, invented: meetings.length === 0 }
}

/** A day in the place of the dialogue, until it has a meeting. */
function inventedMeeting({ title, zone }: Dialogue): LetterOccasion['meeting'] {
  const days = [{ date: localDate('2025-10-14'), starts: localTime('09:00'), ends: localTime('17:30') }]
  return { title, venue: { authoritative: 'en', texts: {} }, days, zone }
}

async function takeText(c: AppContext, place: Place): Promise<Response> {
  const { store } = c.var
  const { dialogue, kind } = place
  const { version } = await letterheadOf(store, dialogue.id)
  return submit(c, {
    instead: (values) => (values.act === 'preview' ? previewText(c, place, values) : null),
    read: readTemplate,
    run: (form) => setTemplate(store, { actor: viewerOf(c), dialogueId: dialogue.id, kind, ...form }),
    done: () => seeOther(c, `/dialogues/${dialogue.id}/letters/texts`, 'saved'),
    again: (form, refusal) => showText(c, place, form, refusal),
    versionNow: version,
  })
}

/** What saving would refuse is said before. */
function previewText(c: AppContext, place: Place, values: FormValues): Promise<Response> {
  const form = readTemplate(values)
  if (!form.ok) return showText(c, place, refusedForm(values, form), form)
  const faults = LOCALES.flatMap(
    (lang) => templateFault(place.kind, form.value.texts[lang] ?? '', `text_${lang}`) ?? [],
  )
  const refusal = refuseFaults(faults)
  return faults.length > 0
    ? showText(c, place, refusedForm(values, refusal), refusal)
    : showText(c, place, formOf(values))
}

async function beginLetter(c: AppContext, dialogue: Dialogue): Promise<Response> {
  const { store } = c.var
  const today = dateOf(store.now, dialogue.zone)
  const [stationery, given] = await Promise.all([
    stationeryOf(store, dialogue),
    givenNumbers(store, dialogue.id, today),
  ])
  const kind = FREE_KINDS.find((one) => one === c.req.query('kind')) ?? FREE_KINDS[0]
  const { letterhead } = stationery
  const texts = dialogue.languages.map((lang) => [`text_${lang}`, templateFor(stationery, kind, lang)])
  const values = {
    kind,
    ...Object.fromEntries(texts),
    letter_date: today,
    number: nextNumber(letterhead.numberPattern, given.inYear),
    signatory: letterhead.signatories.length > 0 ? '1' : '',
  }
  return showLetter(c, dialogue, formOf(values))
}

interface Told {
  readonly lot?: FreeLot
  readonly refusal?: Refusal
}

async function showLetter(
  c: AppContext,
  dialogue: Dialogue,
  form: FormState,
  { lot, refusal }: Told = {},
): Promise<Response> {
  const { store, reader } = c.var
  const [institutions, letterhead] = await Promise.all([
    allInstitutions(store, reader.locale),
    letterheadOf(store, dialogue.id),
  ])
  const [first] = lot?.letters ?? []
  const shown = {
    dialogue,
    institutions,
    letterhead,
    kinds: FREE_KINDS,
    placeholders: placeholdersFor('request'),
    form: lot ? { ...form, values: { ...form.values, seen: lot.seen } } : form,
    preview: lot
      ? { letters: lot.letters, paper: first ? letterPaper(first.official, store.now) : null }
      : null,
  }
  return page(c, <WritePage {...secretariat(c, viewerOf(c))} {...shown} />, refusal)
}

function takeLetter(c: AppContext, dialogue: Dialogue): Promise<Response> {
  const { store, reader } = c.var
  const asked = { actor: viewerOf(c), dialogueId: dialogue.id, locale: reader.locale }
  const prepared = (values: FormValues): Promise<Outcome<FreeLot>> =>
    ifDone(readFree(values), (draft) => prepareFree(store, { ...asked, draft }))
  return submit(c, {
    instead: (values) =>
      values.act === 'send' ? null : previewLetter(c, dialogue, values, prepared(values)),
    read: readFree,
    run: (draft) => sendFree(store, { ...asked, draft, press: pressOf(c) }),
    done: () => seeOther(c, `/dialogues/${dialogue.id}/letters`, 'queued'),
    again: async (form, refusal) => {
      const lot = await prepared(form.values)
      return showLetter(c, dialogue, form, lot.ok ? { lot: lot.value, refusal } : { refusal })
    },
  })
}

async function previewLetter(
  c: AppContext,
  dialogue: Dialogue,
  values: FormValues,
  prepared: Promise<Outcome<FreeLot>>,
): Promise<Response> {
  const lot = await prepared
  return lot.ok
    ? showLetter(c, dialogue, formOf(values), { lot: lot.value })
    : showLetter(c, dialogue, refusedForm(values, lot), { refusal: lot })
}
