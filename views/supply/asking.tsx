/** Whether and whom to ask for the stock reports of a medicine, and who gets a mail if it is done now. */

import type { Dialogue } from '../../src/dialogues/dialogue.ts'
import { formatDate } from '../../src/i18n/dates.ts'
import { formatMonth } from '../../src/i18n/months.ts'
import { shortNameOf } from '../../src/institutions/institution.ts'
import type { Id } from '../../src/kernel/id.ts'
import { fullName } from '../../src/people/name.ts'
import type { Affiliation, PersonCard } from '../../src/people/person.ts'
import type { Medicine } from '../../src/supply/medicine.ts'
import type { Place } from '../../src/supply/place.ts'
import type { Asking, HandMailing, HandMailings } from '../../src/supply/request.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Actions, LinkButton, PostForm, SaveOrCancel, Submit } from '../parts/actions.tsx'
import { Checkboxes, Select } from '../parts/choice.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { type Draft, TextField, textIn } from '../parts/field.tsx'
import { draftOf, type FormState } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/notice.tsx'
import { type Cell, Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { supplyTrail } from './page.tsx'
import { monthsCell } from './regions-words.ts'
import type { Owners } from './words.ts'

interface AskingProps extends ShellProps {
  readonly dialogue: Dialogue
  readonly medicine: Medicine
  readonly asking: Asking
  readonly places: readonly Place[]
  readonly owners: Owners
  /** Everybody who speaks for an institution of a place. */
  readonly staff: readonly { readonly card: PersonCard; readonly affiliation: Affiliation }[]
  readonly form: FormState
}

/** The form. */
export function AskingPage(props: AskingProps) {
  const { reader, dialogue, medicine, form, asking } = props
  const { asking: t } = reader.t.stock
  const own = `/supply/${medicine.id}`
  const draft = draftOf(reader, form, { labels: labelsOf(reader, props) })
  return (
    <SecretariatPage {...props} title={t.title} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading
        reader={reader}
        trail={supplyTrail(reader, dialogue, medicine)}
        title={t.title}
        lead={t.lead}
        actions={
          asking.asked && (
            <Actions>
              <LinkButton href={`${own}/asking/now`}>{t.now}</LinkButton>
            </Actions>
          )
        }
      />
      <PostForm action={`${own}/asking`} hidden={{ version: String(form.values.version ?? '') }}>
        <Checkboxes
          draft={draft}
          name="asked"
          choices={[{ value: 'on', text: t.askedChoice }]}
          optional="unsaid"
          {...(asking.asked ? { hint: t.since(formatMonth(reader.locale, asking.firstMonth)) } : {})}
        />
        <TextField draft={draft} name="due_days" type="number" hint={t.dueDaysHint} />
        <Contacts {...props} draft={draft} />
        <SaveOrCancel reader={reader} back={`${own}/regions`} />
      </PostForm>
    </SecretariatPage>
  )
}

/** Closed unless somebody is chosen: mostly the focal points are asked. */
function Contacts(props: AskingProps & { readonly draft: Draft }) {
  const { reader, places, draft } = props
  const { asking: t } = reader.t.stock
  if (places.length === 0) return <p class="hint">{t.none}</p>
  return (
    <details open={places.some(({ id }) => textIn(draft, `contact_${id}`) !== '')}>
      <summary>{t.contacts}</summary>
      <p class="hint">{t.contactsHint}</p>
      {places.map((place) => (
        <Contact {...props} place={place} />
      ))}
    </details>
  )
}

function labelsOf(reader: Reader, { places, owners }: AskingProps): Record<string, string> {
  const { asking: t } = reader.t.stock
  const names = places.map((place) => [`contact_${place.id}`, nameOf(reader, owners, place.institutionId)])
  return { asked: t.asked, due_days: t.dueDays, ...Object.fromEntries(names) }
}

function nameOf(reader: Reader, owners: Owners, institutionId: Id): string {
  const institution = owners.get(institutionId)
  return institution ? shortNameOf(institution, reader.locale).text : ''
}

function Contact({
  reader,
  place,
  staff,
  draft,
}: AskingProps & { readonly place: Place; readonly draft: Draft }) {
  const own = staff.filter(({ affiliation }) => affiliation.institutionId === place.institutionId)
  const people = [...new Map(own.map(({ card }) => [card.id, card])).values()]
  const choices = people.map((card) => ({ value: card.id, text: fullName(card, reader.locale) }))
  return <Select draft={draft} name={`contact_${place.id}`} choices={choices} optional="unsaid" />
}

interface AskNowProps extends ShellProps {
  readonly dialogue: Dialogue
  readonly medicine: Medicine
  readonly asking: Asking
  readonly hand: HandMailings
  readonly owners: Owners
  readonly people: ReadonlyMap<Id, PersonCard>
  readonly form: FormState
}

/** The preview: one row for each mail. */
export function AskNowPage(props: AskNowProps) {
  const { reader, dialogue, medicine, hand, form, asking } = props
  const { asking: t } = reader.t.stock
  const own = `/supply/${medicine.id}`
  return (
    <SecretariatPage {...props} title={t.nowTitle} faulty={form.faults.length > 0}>
      <FaultSummary draft={draftOf(reader, form)} />
      <Heading
        reader={reader}
        trail={supplyTrail(reader, dialogue, medicine)}
        title={t.nowTitle}
        lead={asking.asked ? t.nowLead : t.off}
      />
      <Unreachable {...props} />
      {hand.hadToday > 0 && <p>{t.hadToday(hand.hadToday)}</p>}
      <Mailings {...props} />
      <PostForm action={`${own}/asking/now`}>
        <Actions>
          {hand.mailings.length > 0 && <Submit>{t.send(hand.mailings.length)}</Submit>}
          <LinkButton href={asking.asked ? `${own}/regions` : `${own}/asking`}>
            {reader.t.shell.form.cancel}
          </LinkButton>
        </Actions>
      </PostForm>
    </SecretariatPage>
  )
}

function Unreachable({ reader, hand, owners }: AskNowProps) {
  if (hand.unreachable.length === 0) return null
  const names = hand.unreachable.map(({ institutionId }) => nameOf(reader, owners, institutionId))
  return (
    <Notice reader={reader} tone="warn" title={reader.t.stock.asking.unreachable}>
      <p>{names.join(', ')}</p>
    </Notice>
  )
}

function Mailings({ reader, hand, people, owners }: AskNowProps) {
  const { asking: t, letters, regions } = reader.t.stock
  return (
    <Table
      reader={reader}
      caption={t.nowTitle}
      rows={hand.mailings}
      empty={hand.hadToday > 0 ? t.noMore : t.nobody}
      columns={[
        {
          head: t.person,
          names: true,
          cell: ({ personId }) => personName(reader, people.get(personId)),
        },
        { head: t.address, cell: ({ personId }) => people.get(personId)?.email ?? '' },
        {
          head: letters.place,
          cell: ({ months }) =>
            [...new Set(months.map(({ place }) => nameOf(reader, owners, place.institutionId)))].join(', '),
        },
        { head: regions.months, cell: (mailing) => monthsOf(reader, mailing) },
        {
          head: t.before,
          tight: true,
          cell: ({ lastOn }) => (lastOn ? formatDate(reader.locale, lastOn) : '–'),
        },
      ]}
    />
  )
}

function personName(reader: Reader, person: PersonCard | undefined): Cell {
  return person ? fullName(person, reader.locale) : ''
}

function monthsOf(reader: Reader, { months }: HandMailing): Cell {
  return monthsCell(reader, [...new Set(months.map(({ month }) => month))].sort())
}
