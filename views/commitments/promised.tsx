/** What one institution promised, dialogue by dialogue: on its own page, and on that of its focal point. */

import { type Commitment, codeOf } from '../../src/commitments/commitment.ts'
import { listPath, OPEN } from '../../src/commitments/filter.ts'
import type { PromisedLine, PromisedPart } from '../../src/commitments/promised.ts'
import { awaitsLead } from '../../src/commitments/state.ts'
import type { Dialogue } from '../../src/dialogues/dialogue.ts'
import { formatDate } from '../../src/i18n/dates.ts'
import { type InstitutionName, nameOf, shortNameOf } from '../../src/institutions/institution.ts'
import type { Id } from '../../src/kernel/id.ts'
import type { Instant } from '../../src/kernel/instant.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import { dateOf } from '../../src/kernel/zone.ts'
import { listName } from '../../src/people/name.ts'
import type { Share } from '../../src/recurring/share.ts'
import { owedWords } from '../calls/words.tsx'
import { PersonalPage, type PersonalProps } from '../layout/shell.tsx'
import { Actions, PostButton } from '../parts/actions.tsx'
import type { Cell } from '../parts/cell.ts'
import { Heading } from '../parts/heading.tsx'
import { Words } from '../parts/passage.tsx'
import { type Column, Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { standing } from '../recurring/words.ts'
import { standingOf, titleOf } from '../steps/words.ts'
import { dueWords, slipWords, stateCell, toneOf } from './words.ts'

interface PartsProps {
  readonly reader: Reader
  readonly now: Instant
  readonly parts: readonly PromisedPart[]
  /** The last ones that ended. */
  readonly settled: readonly Commitment[]
  readonly dialogues: ReadonlyMap<Id, Dialogue>
  /** Where a line leads; null for one that has no page for this reader. */
  hrefOf(line: Pick<PromisedLine, 'commitment' | 'part'>): string | null
  /** Where another person is named for a commitment; without it, nowhere. */
  readonly nameHref?: (commitmentId: Id) => string
  /** Where a step of the institution leads; without it, nowhere. */
  readonly stepHref?: (stepId: Id) => string
  /** Where a period or a part is reported on; null where this reader may not. */
  shareHref(share: Share, dialogueId: Id): string | null
  /** Level of the headings of the dialogues. */
  readonly level: 'h2' | 'h3'
}

/** A table for each dialogue, and the last ones that ended behind one line. */
export function PromisedParts(props: PartsProps) {
  const { reader, parts, settled, level: Level } = props
  const { overview: t } = reader.t
  return (
    <>
      {parts.length === 0 && <p class="none">{t.promised.nothingOpen}</p>}
      {parts.map(({ dialogue, lines }) => (
        <section>
          <Level>
            <Words reader={reader} text={chooseText(dialogue.title, reader.locale)} />
          </Level>
          <Table
            reader={reader}
            caption={chooseText(dialogue.title, reader.locale).text}
            columns={columnsOf(props)}
            rows={lines}
          />
        </section>
      ))}
      {settled.length > 0 && <Settled {...props} />}
    </>
  )
}

function columnsOf(props: PartsProps): Column<PromisedLine>[] {
  const { reader, now, hrefOf, nameHref } = props
  const { commitments: t, overview } = reader.t
  return [
    { head: t.fields.code, names: true, tight: true, cell: (line) => codeCell(line, hrefOf(line)) },
    { head: t.fields.text, cell: (line) => textCell(reader, line) },
    {
      head: t.fields.person,
      cell: (line) => {
        const shown = personCell(reader, line)
        const named = nameHref && line.part === 'lead' && awaitsLead(line.commitment.state)
        return named
          ? { lines: [shown, { href: nameHref(line.commitment.id), text: reader.t.succession.name }] }
          : shown
      },
    },
    {
      head: t.fields.due,
      cell: ({ commitment }) => {
        const slip = slipWords(reader, commitment)
        return slip
          ? { lines: [dueWords(reader, commitment), { quiet: slip }] }
          : dueWords(reader, commitment)
      },
    },
    {
      head: t.fields.state,
      cell: ({ commitment }) => stateCell(reader, commitment, dateOf(now, commitment.zone)),
    },
    { head: t.fields.lastReport, cell: ({ commitment }) => reportCell(reader, commitment) },
    { head: overview.promised.next, cell: (line) => nextCell(props, line) },
  ]
}

function codeCell({ commitment }: PromisedLine, href: string | null): Cell {
  return href ? { href, text: codeOf(commitment) } : codeOf(commitment)
}

/** The words; for one that it only supports, whose it is. */
function textCell(reader: Reader, { commitment, part, lead }: PromisedLine): Cell {
  const words = chooseText(commitment.text, reader.locale)
  if (part === 'lead') return words
  const name = lead ? shortNameOf(lead, reader.locale).text : reader.t.commitments.unlisted
  return { lines: [words, { quiet: reader.t.overview.promised.supports(name) }] }
}

function personCell(
  { t, locale }: Reader,
  { commitment, person, part }: Pick<PromisedLine, 'commitment' | 'person' | 'part'>,
): Cell {
  if (person) return listName(person, locale)
  if (part === 'support') return null
  return { quiet: commitment.personId ? t.commitments.protectedPerson : t.commitments.noPerson }
}

function reportCell({ locale, t }: Reader, { lastReportAt, zone }: Commitment): Cell {
  return lastReportAt ? formatDate(locale, dateOf(lastReportAt, zone)) : { quiet: t.commitments.noReport }
}

/** The next day on which something is expected, the steps of the institution, its periods and its part. */
function nextCell({ reader, now, stepHref, shareHref }: PartsProps, line: PromisedLine): Cell {
  const { nextOn, steps, shares, commitment } = line
  const today = dateOf(now, commitment.zone)
  const lines = steps.flatMap((one): Cell[] => {
    const until = one.step.plannedOn ? `, ${formatDate(reader.locale, one.step.plannedOn)}` : ''
    const title = `${titleOf(reader, one.step)}${until}`
    return [stepHref ? { href: stepHref(one.step.id), text: title } : title, standingOf(reader, one)]
  })
  const asked = shares.flatMap((share): Cell[] => {
    const text = owedWords(reader, share)
    const href = shareHref(share, commitment.dialogueId)
    return [href ? { href, text } : text, standing(reader, share, { commitment, today })]
  })
  const next = nextOn ? [formatDate(reader.locale, nextOn)] : []
  return { lines: [...next, ...lines, ...asked] }
}

function Settled({ reader, settled, dialogues, hrefOf }: PartsProps) {
  const { commitments: t, overview } = reader.t
  return (
    <details>
      <summary>{overview.promised.settled}</summary>
      <Table
        reader={reader}
        caption={overview.promised.settled}
        rows={settled}
        columns={[
          {
            head: t.fields.code,
            names: true,
            tight: true,
            cell: (row) => {
              const href = hrefOf({ commitment: row, part: 'support' })
              return href ? { href, text: codeOf(row) } : codeOf(row)
            },
          },
          { head: t.fields.dialogue, cell: ({ dialogueId }) => dialogues.get(dialogueId)?.code ?? '' },
          { head: t.fields.text, cell: (row) => chooseText(row.text, reader.locale) },
          { head: t.fields.due, cell: (row) => dueWords(reader, row) },
          { head: t.fields.state, cell: (row) => ({ tone: toneOf(row.state), text: t.states[row.state] }) },
        ]}
      />
    </details>
  )
}

interface SectionProps extends Omit<PartsProps, 'hrefOf' | 'shareHref' | 'level'> {
  readonly institution: InstitutionName
  readonly hasMore: boolean
  /** The dialogues in whose name this reader may send the institution the link to its page. */
  readonly writesFor: readonly Id[]
}

/** What an institution promised, on its page for the secretariat. */
export function PromisedSection(props: SectionProps) {
  const { reader, institution, parts, writesFor, hasMore } = props
  const { overview: t } = reader.t
  const list = listPath({ ...OPEN, leadId: institution.id, supports: true })
  const named = parts.filter(({ dialogue }) => writesFor.includes(dialogue.id))
  return (
    <section aria-labelledby="promised">
      <h2 id="promised">{t.promised.section}</h2>
      <PromisedParts
        {...props}
        level="h3"
        hrefOf={({ commitment }) => `/commitments/${commitment.id}`}
        shareHref={({ commitmentId, id }, dialogueId) =>
          writesFor.includes(dialogueId) ? `/commitments/${commitmentId}/shares/${id}` : null
        }
      />
      <p>
        <a href={list}>{t.promised.inList}</a>
        {hasMore && '…'}
      </p>
      {named.length > 0 && <p class="hint">{t.promised.sendHint}</p>}
      {named.length > 0 && (
        <Actions>
          {named.map(({ dialogue }) => (
            <PostButton
              action={`/dialogues/${dialogue.id}/promises`}
              hidden={{ institution: institution.id }}
            >
              {t.promised.send(dialogue.code)}
            </PostButton>
          ))}
        </Actions>
      )}
    </section>
  )
}

interface InstitutionPromisesProps extends PersonalProps {
  readonly institution: InstitutionName
  readonly now: Instant
  readonly parts: readonly PromisedPart[]
  readonly settled: readonly Commitment[]
  readonly dialogues: ReadonlyMap<Id, Dialogue>
  /** Path of this page, below which each commitment has its own to report on. */
  readonly own: string
  readonly hasMore: boolean
}

/** The page behind a link of purpose `promises`: all that an institution owes, each with its way to report. */
export function InstitutionPromisesPage(props: InstitutionPromisesProps) {
  const { reader, institution, parts, own } = props
  const { overview: t, commitments } = reader.t
  const lines = parts.flatMap((part) => part.lines)
  const owed = lines.filter(({ commitment, part }) => part === 'lead' && awaitsLead(commitment.state))
  const asked = lines.flatMap(({ shares }) => shares).length
  return (
    <PersonalPage {...props} title={t.promised.title}>
      <Heading
        reader={reader}
        title={t.promised.title}
        lead={commitments.reportPage.speakingFor(nameOf(institution, reader.locale).text)}
      />
      {owed.length > 0 && <p>{t.promised.how(owed.length)}</p>}
      {asked > 0 && <p>{t.promised.howShares(asked)}</p>}
      {owed.length + asked === 0 && <p>{t.promised.nothingOwed}</p>}
      <PromisedParts
        {...props}
        level="h2"
        hrefOf={({ commitment, part }) => (part === 'lead' ? `${own}/promises/${commitment.id}` : null)}
        nameHref={(id) => `${own}/promises/${id}/person`}
        stepHref={(stepId) => `${own}/steps/${stepId}`}
        shareHref={({ id }) => `${own}/shares/${id}`}
      />
      {props.hasMore && <p class="hint">{t.promised.more}</p>}
    </PersonalPage>
  )
}
