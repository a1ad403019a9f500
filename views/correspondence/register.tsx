/** The register of a dialogue's letters: what went out and what came in, newest first. */

import type { Direction, RegisteredLetter } from '../../src/correspondence/register.ts'
import { formatDate } from '../../src/i18n/dates.ts'
import { type InstitutionName, nameOf } from '../../src/institutions/institution.ts'
import type { Delivery } from '../../src/invitations/board.ts'
import { SecretariatPage } from '../layout/shell.tsx'
import { Actions, LinkButton } from '../parts/actions.tsx'
import type { Cell } from '../parts/cell.ts'
import { Filter } from '../parts/filter.tsx'
import { Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/notice.tsx'
import { Pager } from '../parts/pager.tsx'
import type { Tone } from '../parts/status.tsx'
import { type Column, Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { type LettersProps, lettersTrail, registerPath } from './letterhead.tsx'

/** One letter as the register shows it. */
export interface RegisterLine {
  readonly letter: RegisteredLetter
  readonly institution: InstitutionName | null
  readonly delivery: Delivery
  /** The letter that it answers. */
  readonly answers: RegisteredLetter | null
  /** Its file is there and was not removed. */
  readonly hasFile: boolean
}

interface RegisterProps extends LettersProps {
  readonly lines: readonly RegisterLine[]
  readonly search: string
  readonly direction: Direction | null
  readonly first: number
  readonly previous: string | undefined
  readonly next: string | undefined
  readonly mayOrganise: boolean
  readonly hasHead: boolean
}

/** The page. */
export function RegisterPage(props: RegisterProps) {
  const { reader, dialogue, lines, search, direction } = props
  const { correspondence: t } = reader.t
  const own = registerPath(dialogue)
  const narrowed = search !== '' || direction !== null
  return (
    <SecretariatPage {...props} title={t.title}>
      <Heading
        reader={reader}
        trail={lettersTrail(reader, dialogue, false)}
        title={t.title}
        lead={t.lead}
        actions={props.mayOrganise && <Acts reader={reader} own={own} />}
      />
      {!props.hasHead && props.mayOrganise && (
        <Notice reader={reader} tone="neutral">
          <p>
            {t.head.missing} <a href={`${own}/head`}>{t.head.set}</a>
          </p>
        </Notice>
      )}
      <Filter
        reader={reader}
        action={own}
        q={search}
        narrowed={narrowed}
        choices={[
          {
            name: 'direction',
            label: t.register.direction,
            value: direction ?? '',
            options: [
              { value: '', text: t.register.all },
              { value: 'out', text: t.outgoing },
              { value: 'in', text: t.incoming },
            ],
          },
        ]}
      />
      <Table
        reader={reader}
        caption={t.title}
        columns={columnsOf(props, own)}
        rows={lines}
        empty={narrowed ? t.register.nothing : t.register.empty}
      />
      <Pager
        reader={reader}
        from={props.first}
        to={props.first + lines.length - 1}
        previous={props.previous}
        next={props.next}
      />
    </SecretariatPage>
  )
}

function Acts({ reader, own }: { readonly reader: Reader; readonly own: string }) {
  const { correspondence: t } = reader.t
  return (
    <Actions>
      <LinkButton href={`${own}/new`} weight="main">
        {t.register.write}
      </LinkButton>
      <LinkButton href={`${own}/incoming/new`}>{t.register.log}</LinkButton>
      <LinkButton href={`${own}/head`}>{t.head.title}</LinkButton>
      <LinkButton href={`${own}/texts`}>{t.register.texts}</LinkButton>
    </Actions>
  )
}

const TONES: Readonly<Record<Delivery, Tone>> = {
  none: 'quiet',
  waiting: 'neutral',
  sent: 'good',
  kept: 'warn',
  failed: 'bad',
  bounced: 'bad',
}

function columnsOf({ reader, mayOrganise }: RegisterProps, own: string): Column<RegisterLine>[] {
  const { correspondence: t } = reader.t
  return [
    {
      head: t.register.number,
      names: true,
      cell: ({ letter }) => ({
        lines: [
          letter.number === '' ? { quiet: t.register.unnumbered } : letter.number,
          { quiet: letter.direction === 'out' ? t.outgoing : t.incoming },
        ],
      }),
    },
    {
      head: t.register.date,
      cell: ({ letter }) => ({
        lines: [
          { time: letter.date, text: formatDate(reader.locale, letter.date) },
          ...(letter.receivedOn
            ? [{ quiet: `${t.register.received}: ${formatDate(reader.locale, letter.receivedOn)}` }]
            : []),
        ],
      }),
    },
    {
      head: t.register.institution,
      cell: ({ institution }) => (institution ? nameOf(institution, reader.locale) : ''),
    },
    { head: t.register.kind, cell: (line) => kindCell(reader, line) },
    { head: t.register.signatory, cell: ({ letter }) => letter.signatory },
    { head: t.register.delivery, cell: (line) => deliveryCell(reader, line) },
    { head: t.register.files, cell: (line) => filesCell(reader, own, line) },
    ...(mayOrganise
      ? [{ head: t.register.next, cell: (line: RegisterLine) => nextCell(reader, own, line) }]
      : []),
  ]
}

function kindCell(reader: Reader, { letter, answers }: RegisterLine): Cell {
  const { correspondence: t } = reader.t
  const number = answers && (answers.number || formatDate(reader.locale, answers.date))
  return {
    lines: [
      t.kinds[letter.kind],
      ...(number ? [{ quiet: `${t.register.replyTo}: ${number}` }] : []),
      ...(letter.note ? [{ quiet: letter.note }] : []),
    ],
  }
}

function deliveryCell({ t }: Reader, { letter, delivery }: RegisterLine): Cell {
  if (letter.direction === 'in') return ''
  return { tone: TONES[delivery], text: t.correspondence.deliveries[delivery] }
}

function filesCell({ t }: Reader, own: string, { letter, hasFile }: RegisterLine): Cell {
  const { register } = t.correspondence
  const stored = hasFile ? `/documents/${letter.documentId}` : null
  if (letter.direction === 'in') return stored ? { href: stored, text: register.file } : ''
  if (!letter.printed) return ''
  return {
    lines: [
      { href: stored ?? `${own}/${letter.id}/letter.pdf`, text: register.pdf },
      { href: `${own}/${letter.id}/letter.docx`, text: register.docx },
    ],
  }
}

/** What an organiser does next with a letter: record its answer, or remove what was scanned. */
function nextCell({ t }: Reader, own: string, { letter, hasFile }: RegisterLine): Cell {
  if (letter.direction === 'out')
    return { href: `${own}/incoming/new?reply_to=${letter.id}`, text: t.correspondence.register.reply }
  return hasFile ? { href: `/documents/${letter.documentId}/removal`, text: t.documents.remove } : ''
}
