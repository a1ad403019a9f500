/** One call: whom to dial, what was said before, and what came of it. */

import { CALL_RESULTS, type CallNote } from '../../src/calls/call-note.ts'
import { type Commitment, codeOf } from '../../src/commitments/commitment.ts'
import { formatDate } from '../../src/i18n/dates.ts'
import { type InstitutionName, nameOf } from '../../src/institutions/institution.ts'
import type { Id } from '../../src/kernel/id.ts'
import type { Instant } from '../../src/kernel/instant.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import { dateOf, type Zone } from '../../src/kernel/zone.ts'
import { listName } from '../../src/people/name.ts'
import type { PersonCard } from '../../src/people/person.ts'
import type { Share } from '../../src/recurring/share.ts'
import { dueWords } from '../commitments/words.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Actions, LinkButton, PostForm, Submit } from '../parts/actions.tsx'
import { Radios, Select } from '../parts/choice.tsx'
import { Facts } from '../parts/facts.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { DateField, type Draft, TextArea } from '../parts/field.tsx'
import { draftOf, type FormState, fieldValue } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { Passage, Words } from '../parts/passage.tsx'
import { type Column, Table } from '../parts/table.tsx'
import { lastReportOn, owedWords } from './words.tsx'

interface CallProps extends ShellProps {
  readonly commitment: Commitment
  /** The lead, or who owes a period or a part of it. */
  readonly institution: InstitutionName | null
  /** What it still owes by period or in part, soonest due first. */
  readonly shares: readonly Share[]
  /** Everybody of that institution. */
  readonly people: readonly PersonCard[]
  readonly phones: ReadonlyMap<Id, string>
  /** Newest first. */
  readonly notes: readonly CallNote[]
  /** Those who called and who were called, as far as they are still known. */
  readonly cards: ReadonlyMap<Id, PersonCard>
  readonly reminded: Instant | null
  readonly form: FormState
  readonly zone: Zone
}

/** The page. */
export function CallPage(props: CallProps) {
  const { reader, commitment, form, notes } = props
  const { calls: t, shell } = reader.t
  const draft: Draft = { ...draftOf(reader, form), labels: t.fields }
  const trail = [
    { href: '/calls', text: t.title },
    { href: `/commitments/${commitment.id}`, text: codeOf(commitment) },
  ]
  return (
    <SecretariatPage {...props} title={`${t.note} · ${codeOf(commitment)}`} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading reader={reader} title={t.note} trail={trail} />
      <Passage reader={reader} text={chooseText(commitment.text, reader.locale)} />
      <CallFacts {...props} />
      <PostForm
        action={`/commitments/${commitment.id}/call`}
        hidden={{ institution: fieldValue(form, 'institution') }}
      >
        <Select
          draft={draft}
          name="person"
          optional
          choices={props.people.map((card) => choiceOf(props, card))}
        />
        <Radios
          draft={draft}
          name="result"
          choices={CALL_RESULTS.map((value) => ({ value, text: t.results[value] }))}
        />
        <TextArea draft={draft} name="words" rows={3} optional hint={t.wordsHint} />
        <DateField draft={draft} name="next_on" hint={t.nextHint} />
        <Actions>
          <Submit>{shell.form.save}</Submit>
          <LinkButton href={reportPath(props)}>{t.reportInstead}</LinkButton>
          <LinkButton href="/calls">{shell.form.cancel}</LinkButton>
        </Actions>
      </PostForm>
      {notes.length > 0 && (
        <section>
          <h2>{t.earlier}</h2>
          <Table reader={reader} caption={t.earlier} columns={noteColumns(props)} rows={notes} />
        </section>
      )}
    </SecretariatPage>
  )
}

/** The page on which what they say on the phone is noted down as a report. */
function reportPath({ commitment, institution, shares }: CallProps): string {
  const [first] = shares
  return first && institution?.id !== commitment.leadId
    ? `/commitments/${commitment.id}/shares/${first.id}`
    : `/commitments/${commitment.id}/report`
}

function CallFacts(props: CallProps) {
  const { reader, commitment, institution, shares, reminded, people, phones, zone } = props
  const { calls: t, recurring } = reader.t
  const leads = institution?.id === commitment.leadId
  const reported = leads ? commitment.lastReportAt : lastReportOn(shares)
  const day = (at: Instant) => formatDate(reader.locale, dateOf(at, zone))
  return (
    <Facts
      facts={[
        {
          term: leads ? t.leadInstitution : recurring.share.owing,
          value: institution && <Words reader={reader} text={nameOf(institution, reader.locale)} />,
        },
        { term: t.due, value: dueWords(reader, commitment) },
        {
          term: t.owes,
          value: shares.length > 0 && shares.map((share) => <div>{owedWords(reader, share)}</div>),
        },
        {
          term: t.phone,
          value:
            people.length === 0
              ? t.nobody
              : people.map((person) => (
                  <div>
                    {listName(person, reader.locale)}:{' '}
                    <Phone number={phones.get(person.id)} none={t.noPhone} />
                  </div>
                )),
        },
        {
          term: t.contact,
          value: [
            reported ? t.lastReport(day(reported)) : t.noReport,
            ...(reminded ? [t.lastReminder(day(reminded))] : []),
          ].join('; '),
        },
      ]}
    />
  )
}

/** A number that a phone dials at a touch; anything in it that is no number is only shown. */
function Phone({ number, none }: { readonly number: string | undefined; readonly none: string }) {
  if (!number) return <>{none}</>
  const dialled = number.replace(/[^\d+]/g, '')
  return /^\+?\d{5,15}$/.test(dialled) ? <a href={`tel:${dialled}`}>{number}</a> : number
}

function choiceOf({ reader, phones }: CallProps, card: PersonCard) {
  const phone = phones.get(card.id)
  const name = listName(card, reader.locale)
  return { value: card.id, text: phone ? `${name}, ${phone}` : name }
}

function noteColumns({ reader, cards, zone }: CallProps): Column<CallNote>[] {
  const { calls: t } = reader.t
  const nameOfId = (id: Id | null) => {
    const card = id ? cards.get(id) : undefined
    return card ? listName(card, reader.locale) : '–'
  }
  return [
    { head: t.on, tight: true, names: true, cell: ({ at }) => formatDate(reader.locale, dateOf(at, zone)) },
    { head: t.fields.result, cell: ({ result }) => t.results[result] },
    { head: t.fields.person, cell: ({ personId }) => nameOfId(personId) },
    { head: t.fields.words, cell: ({ words }) => words || '–' },
    { head: t.fields.next_on, tight: true, cell: ({ nextOn }) => formatDate(reader.locale, nextOn) },
    { head: t.by, cell: ({ calledBy }) => nameOfId(calledBy) },
  ]
}
