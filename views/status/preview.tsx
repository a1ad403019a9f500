/** A draft before it is sent: who will get what, in which language, with which exact text; one "send" for the lot. */

import { type InstitutionName, nameOf, shortNameOf } from '../../src/institutions/institution.ts'
import type { Meeting } from '../../src/meetings/meeting.ts'
import { listName } from '../../src/people/name.ts'
import type { PersonCard } from '../../src/people/person.ts'
import type { StatusRequest } from '../../src/status/request.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { type LetterBody, letterText } from '../letters/letter.tsx'
import { Actions, LinkButton, PostButton } from '../parts/actions.tsx'
import { Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/notice.tsx'
import { Words } from '../parts/passage.tsx'
import { Status } from '../parts/status.tsx'
import { type Column, Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { trailOf } from './page.tsx'
import { requestTone, titleOf } from './words.ts'

/** One institution: how many commitments, and each letter as it would go out, without its link. */
export interface LotPreview {
  readonly institution: InstitutionName
  readonly count: number
  readonly asked: boolean
  readonly letters: readonly { readonly person: PersonCard; readonly letter: LetterBody }[]
}

interface PreviewProps extends ShellProps {
  readonly request: StatusRequest
  readonly meeting: Meeting | null
  readonly dialogue: { readonly id: string; readonly code: string }
  readonly lots: readonly LotPreview[]
  readonly mayCoordinate: boolean
  /** Why sending was refused, in the reader's words. */
  readonly refused: string | null
}

/** The page of a draft. */
export function StatusPreviewPage(props: PreviewProps) {
  const { reader, request, lots, mayCoordinate } = props
  const { status: t, shell } = reader.t
  const letters = lots.flatMap((lot) => lot.letters)
  const written = lots.filter((lot) => lot.letters.length > 0)
  const own = `/status/${request.id}`
  return (
    <SecretariatPage {...props} title={titleOf(reader, request)}>
      {props.refused && (
        <Notice reader={reader} tone="bad">
          <p>{props.refused}</p>
        </Notice>
      )}
      <Heading
        reader={reader}
        title={titleOf(reader, request)}
        trail={trailOf(props)}
        status={<Status tone={requestTone(request.state)}>{t.states[request.state]}</Status>}
        lead={t.preview.lead(letters.length, written.length)}
      />
      <Unreachable {...props} />
      <Table reader={reader} caption={t.fields.people} columns={columnsOf(reader)} rows={lots} />
      {mayCoordinate && (
        <>
          <section>
            {letters.map((one) => (
              <Exact reader={reader} {...one} />
            ))}
          </section>
          <Actions>
            <PostButton action={`${own}/sending`} weight="main">
              {letters.length > 0 ? t.preview.send(letters.length) : t.preview.openWithout}
            </PostButton>
            <LinkButton href={`${own}/edit`}>{shell.form.edit}</LinkButton>
            <PostButton action={`${own}/removal`} weight="danger">
              {t.preview.discard}
            </PostButton>
          </Actions>
        </>
      )}
    </SecretariatPage>
  )
}

function Unreachable({ reader, lots }: PreviewProps) {
  const nobody = lots.filter(({ asked, letters }) => asked && letters.length === 0)
  if (nobody.length === 0) return null
  return (
    <Notice reader={reader} tone="warn">
      <p>{reader.t.status.preview.unreachable}</p>
      <ul>
        {nobody.map(({ institution }) => (
          <li>
            <Words reader={reader} text={nameOf(institution, reader.locale)} />
          </li>
        ))}
      </ul>
    </Notice>
  )
}

function columnsOf(reader: Reader): Column<LotPreview>[] {
  const { fields, preview } = reader.t.status
  const { languages } = reader.t.shell
  return [
    { head: fields.institution, names: true, cell: (row) => shortNameOf(row.institution, reader.locale) },
    { head: fields.count, numeric: true, cell: (row) => row.count },
    {
      head: fields.people,
      cell: ({ asked, letters }) => {
        if (!asked) return { quiet: preview.nothingAsked }
        if (letters.length === 0) return { tone: 'bad', text: preview.nobody }
        return { lines: letters.map(({ person }) => listName(person, reader.locale)) }
      },
    },
    {
      head: fields.languages,
      cell: ({ letters }) => ({ lines: letters.map(({ person }) => languages[person.locale]) }),
    },
  ]
}

function Exact({ reader, person, letter }: { readonly reader: Reader } & LotPreview['letters'][number]) {
  const { preview } = reader.t.status
  return (
    <details>
      <summary>{preview.exact(listName(person, reader.locale))}</summary>
      <p class="hint">{preview.linkLater}</p>
      <div class="sheet passage" lang={person.locale}>
        <p>
          <strong>{letter.subject}</strong>
        </p>
        <p>{letterText(letter)}</p>
      </div>
    </details>
  )
}
