/** What the list of commitments can be narrowed to and ordered by: one form, whose address can be kept. */

import {
  type CommitmentFilter,
  GROUPINGS,
  isNarrowed,
  listPath,
  OPEN,
  ORDERS,
  plainPath,
  SHOWS,
  WITHIN,
} from '../../src/commitments/filter.ts'
import type { Dialogue } from '../../src/dialogues/dialogue.ts'
import { type InstitutionName, nameOf } from '../../src/institutions/institution.ts'
import type { Id } from '../../src/kernel/id.ts'
import { chooseText, type Versions } from '../../src/kernel/locale.ts'
import type { Meeting } from '../../src/meetings/meeting.ts'
import { Chooser, Filter, type FilterChoice } from '../parts/filter.tsx'
import { Words } from '../parts/passage.tsx'
import type { Reader } from '../reader.ts'
import { showWords } from './words.ts'

/** What there is to choose from. */
export interface ChoicesProps {
  readonly reader: Reader
  readonly filter: CommitmentFilter
  readonly dialogues: readonly Dialogue[]
  /** Lead institutions, in protocol order. */
  readonly institutions: readonly InstitutionName[]
  /** Of the dialogue that is chosen. */
  readonly objectives: readonly { readonly id: Id; readonly code: string; readonly title: Versions }[]
  /** The meeting to which the list is narrowed. */
  readonly meeting: Meeting | null
}

interface FormProps extends ChoicesProps {
  readonly action: string
  /** The id of the table, if all rows are in it. */
  readonly table?: string | undefined
}

/** The form; what is chosen seldom waits behind “more”. */
export function CommitmentChoices(props: FormProps) {
  const { reader, filter, action, table } = props
  const { filters: t } = reader.t
  const more = moreChoices(props)
  const used = filter.unnamed || more.some(({ value, usual }) => value !== usual)
  return (
    <>
      <Filter
        reader={reader}
        action={action}
        q={filter.search}
        choices={firstChoices(props)}
        narrowed={isNarrowed(filter)}
        whole={action === '/commitments' ? plainPath(OPEN) : action}
        {...(table ? { table } : {})}
      >
        {filter.meetingId && <input type="hidden" name="meeting" value={filter.meetingId} />}
        <details class="more" open={used}>
          <summary>{t.more}</summary>
          <div class="columns">
            {more.map((choice) => (
              <Chooser choice={choice} />
            ))}
            <div class="tick">
              <input type="checkbox" id="filter-person" name="person" value="none" checked={filter.unnamed} />
              <label for="filter-person">{t.unnamed}</label>
            </div>
          </div>
        </details>
      </Filter>
      <OfMeeting {...props} />
    </>
  )
}

function OfMeeting({ reader, filter, meeting }: ChoicesProps) {
  const { filters: t } = reader.t
  if (!filter.meetingId) return null
  const title = meeting ? chooseText(meeting.title, reader.locale) : { text: '…', lang: reader.locale }
  return (
    <p>
      <Words reader={reader} text={{ ...title, text: t.fromMeeting(title.text) }} /> ·{' '}
      <a href={listPath({ ...filter, meetingId: null })}>{t.everyMeeting}</a>
    </p>
  )
}

function firstChoices({ reader, filter, dialogues, institutions }: ChoicesProps): FilterChoice[] {
  const { commitments: t, filters } = reader.t
  const all = { value: '', text: t.filter.any }
  return [
    {
      name: 'show',
      label: t.filter.show,
      value: filter.show,
      options: SHOWS.map((value) => ({ value, text: showWords(reader, value) })),
    },
    ...(filter.show === 'soon'
      ? [
          {
            name: 'within',
            label: filters.within,
            value: String(filter.within),
            options: WITHIN.map((days) => ({ value: String(days), text: filters.days(days) })),
          },
        ]
      : []),
    {
      name: 'dialogue',
      label: t.fields.dialogue,
      value: filter.dialogueId ?? '',
      options: [all, ...dialogues.map(({ id, code }) => ({ value: id, text: code }))],
    },
    {
      name: 'lead',
      label: t.fields.lead,
      value: filter.leadId ?? '',
      options: [
        all,
        ...institutions.map((entry) => ({ value: entry.id, text: nameOf(entry, reader.locale).text })),
      ],
    },
  ]
}

/** A choice with what it mostly is. */
interface SeldomChoice extends FilterChoice {
  readonly usual: string
}

function moreChoices({ reader, filter, objectives, action }: FormProps): SeldomChoice[] {
  const { filters: t, commitments } = reader.t
  const titled = objectives.map(({ id, code, title }) => {
    const text = chooseText(title, reader.locale).text
    return { value: id, text: `${code}. ${text.length > 80 ? `${text.slice(0, 79)}…` : text}` }
  })
  return [
    {
      name: 'part',
      usual: '',
      label: t.part,
      value: filter.supports ? 'any' : '',
      options: [
        { value: '', text: t.parts.lead },
        { value: 'any', text: t.parts.any },
      ],
    },
    ...(titled.length > 0
      ? [
          {
            name: 'objective',
            usual: '',
            label: t.objective,
            value: filter.objectiveId ?? '',
            options: [{ value: '', text: commitments.filter.any }, ...titled],
          },
        ]
      : []),
    {
      name: 'order',
      usual: OPEN.order,
      label: t.order,
      value: filter.order,
      options: ORDERS.map((value) => ({ value, text: t.orders[value] })),
    },
    groupingChoice({ reader, filter, action }),
  ]
}

/** A timeline always has headings: those of the lead institutions, unless others are asked for. */
function groupingChoice({
  reader,
  filter,
  action,
}: Pick<FormProps, 'reader' | 'filter' | 'action'>): SeldomChoice {
  const { filters: t } = reader.t
  const usual = action === '/commitments' ? '' : 'lead'
  const none = usual ? [] : [{ value: '', text: t.groupings.none }]
  return {
    name: 'by',
    usual,
    label: t.grouping,
    value: filter.grouping ?? usual,
    options: [...none, ...GROUPINGS.map((value) => ({ value, text: t.groupings[value] }))],
  }
}
