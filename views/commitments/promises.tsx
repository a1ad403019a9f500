/** Before the letters after a meeting go out: who gets one, in which language, with which exact text. */

import type { InstitutionName } from '../../src/institutions/institution.ts'
import { nameOf, shortNameOf } from '../../src/institutions/institution.ts'
import type { Id } from '../../src/kernel/id.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import type { Meeting } from '../../src/meetings/meeting.ts'
import { listName } from '../../src/people/name.ts'
import type { PersonCard } from '../../src/people/person.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { type LetterBody, letterText } from '../letters/letter.tsx'
import { Actions, LinkButton, PostForm, Submit } from '../parts/actions.tsx'
import { Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/notice.tsx'
import { Words } from '../parts/passage.tsx'
import { type Column, Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'

/** One letter as it would go out; the personal link is left out of it. */
interface PromisePreview {
  readonly person: PersonCard
  readonly institution: InstitutionName
  readonly count: number
  readonly sent: boolean
  readonly letter: LetterBody
}

interface PromisesProps extends ShellProps {
  readonly meeting: Meeting
  readonly previews: readonly PromisePreview[]
  readonly unreachable: readonly InstitutionName[]
}

/** The preview with its one "send" for the lot. */
export function PromisesPage(props: PromisesProps) {
  const { reader, meeting, previews, unreachable } = props
  const { promises } = reader.t.commitments
  const trail = [
    {
      href: `/meetings/${meeting.id}#commitments`,
      text: <Words reader={reader} text={chooseText(meeting.title, reader.locale)} />,
    },
  ]
  return (
    <SecretariatPage {...props} title={promises.title}>
      <Heading reader={reader} title={promises.title} trail={trail} lead={promises.lead} />
      {unreachable.length > 0 && (
        <Notice reader={reader} tone="warn">
          <p>{promises.unreachable}</p>
          <ul>
            {unreachable.map((institution) => (
              <li>
                <Words reader={reader} text={nameOf(institution, reader.locale)} />
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <Table
        reader={reader}
        caption={promises.title}
        columns={columnsOf(reader)}
        rows={previews}
        empty={promises.nothing}
      />
      <section>
        {previews.map((preview) => (
          <Exact reader={reader} preview={preview} />
        ))}
      </section>
      <Send reader={reader} meetingId={meeting.id} previews={previews} />
    </SecretariatPage>
  )
}

function columnsOf(reader: Reader): Column<PromisePreview>[] {
  const { promises, table, fields } = reader.t.commitments
  return [
    { head: table.recipient, names: true, cell: (row) => listName(row.person, reader.locale) },
    { head: fields.lead, cell: (row) => shortNameOf(row.institution, reader.locale) },
    { head: table.language, cell: (row) => reader.t.shell.languages[row.person.locale] },
    { head: promises.count, numeric: true, cell: (row) => row.count },
    {
      head: table.state,
      cell: (row) =>
        row.sent ? { tone: 'good', text: promises.sentAlready } : { tone: 'neutral', text: promises.toSend },
    },
  ]
}

function Exact({ reader, preview }: { readonly reader: Reader; readonly preview: PromisePreview }) {
  const { promises } = reader.t.commitments
  const { letter, person } = preview
  return (
    <details>
      <summary>{promises.exact(listName(person, reader.locale))}</summary>
      <p class="hint">{promises.linkLater}</p>
      <div class="sheet passage" lang={person.locale}>
        <p>
          <strong>{letter.subject}</strong>
        </p>
        <p>{letterText(letter)}</p>
      </div>
    </details>
  )
}

function Send({
  reader,
  meetingId,
  previews,
}: {
  readonly reader: Reader
  readonly meetingId: Id
  readonly previews: readonly PromisePreview[]
}) {
  const { promises } = reader.t.commitments
  const waiting = previews.filter((preview) => !preview.sent).length
  return (
    <PostForm action={`/meetings/${meetingId}/promises`}>
      <Actions>
        {waiting > 0 && <Submit>{promises.send(waiting)}</Submit>}
        <LinkButton href={`/meetings/${meetingId}#commitments`}>{reader.t.shell.form.back}</LinkButton>
      </Actions>
    </PostForm>
  )
}
