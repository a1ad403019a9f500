/** The changes of a meeting that wait to be mailed: what was and is, who gets what, now, quietly or by themselves. */

import {
  changesBetween,
  type FactChange,
  mailsIn,
  type SendingPreview,
} from '../../src/invitations/update.ts'
import { SecretariatPage } from '../layout/shell.tsx'
import { changeShown } from '../letters/calendar.tsx'
import { Actions, LinkButton, PostForm, Submit } from '../parts/actions.tsx'
import { Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/notice.tsx'
import { type Column, Table } from '../parts/table.tsx'
import { type MeetingPageProps, trailOf } from './board.tsx'
import { Preview } from './preview.tsx'

interface UpdatesProps extends MeetingPageProps {
  /** Null when no change waits. */
  readonly preview: SendingPreview | null
  /** When the changes go out by themselves, in the reader's words; null when with the next tick. */
  readonly until: string | null
  /** Why they were not sent, in the reader's words. */
  readonly refused: string | null
}

/** The page. */
export function UpdatesPage(props: UpdatesProps) {
  const { reader, meeting, preview, until, refused } = props
  const { updates: t } = reader.t.invitations.sending
  const waits = until ? t.waits(until) : t.due
  const path = `/meetings/${meeting.id}/updates`
  return (
    <SecretariatPage {...props} title={t.title}>
      <Heading
        reader={reader}
        trail={trailOf(reader, meeting, true)}
        title={t.title}
        lead={preview ? mailsIn(preview.lines) > 0 && waits : t.none}
      />
      {refused && (
        <Notice reader={reader} tone="warn">
          <p>{refused}</p>
        </Notice>
      )}
      {!preview && (
        <p>
          <a href={`/meetings/${meeting.id}/sending`}>{reader.t.invitations.sending.progress.look}</a>
        </p>
      )}
      {preview?.changed && <Changes {...props} changed={preview.changed} />}
      {preview && mailsIn(preview.lines) > 0 && <Acts {...props} preview={preview} path={path} />}
      {preview && <Preview reader={reader} meeting={meeting} preview={preview} path={path} />}
    </SecretariatPage>
  )
}

type Changed = NonNullable<SendingPreview['changed']>

function Changes({ reader, changed }: UpdatesProps & { readonly changed: Changed }) {
  const { updates: t } = reader.t.invitations.sending
  const rows = changesBetween(changed.was, changed.is)
  const shown = ({ change, lang }: FactChange) => changeShown(changed, change, lang ?? reader.locale)
  const labelOf = ({ change, lang }: FactChange) => {
    const { label } = changeShown(changed, change, reader.locale)
    return lang ? `${label} (${reader.t.shell.languages[lang]})` : label
  }
  const cellOf = (row: FactChange, which: 'was' | 'is') => {
    const text = shown(row)[which]
    // No mark of the language: the row says it.
    return row.lang ? { view: <span lang={row.lang}>{text}</span> } : text
  }
  const columns: Column<FactChange>[] = [
    { head: t.change, names: true, cell: labelOf },
    { head: t.was, cell: (row) => cellOf(row, 'was') },
    { head: t.is, cell: (row) => cellOf(row, 'is') },
  ]
  return (
    <section aria-labelledby="changes">
      <h2 id="changes">{t.changes}</h2>
      <Table reader={reader} caption={t.changes} columns={columns} rows={rows} empty={t.same} />
    </section>
  )
}

function Acts({
  reader,
  meeting,
  preview,
  path,
}: UpdatesProps & { readonly preview: SendingPreview; readonly path: string }) {
  const { updates: t } = reader.t.invitations.sending
  const shown = preview.shown?.line.delegateId ?? ''
  const updates = preview.lines.some(({ portion }) => portion === 'update')
  const quiet = preview.quiet && updates
  return (
    <section aria-labelledby="send">
      <h2 id="send">{reader.t.invitations.sending.progress.title}</h2>
      {updates && <p>{t.quietHint}</p>}
      <PostForm action={path} hidden={{ version: meeting.version }}>
        <Actions>
          {/* The main button sends what is shown. */}
          <Submit weight={quiet ? 'plain' : 'main'}>{t.sendNow}</Submit>
          {updates && (
            <Submit weight={quiet ? 'main' : 'plain'} name="quiet" value="1">
              {t.quietly}
            </Submit>
          )}
          {updates && (
            <LinkButton href={`${path}?show=${shown}${preview.quiet ? '' : '&quiet=1'}#text`}>
              {preview.quiet ? t.showFull : t.showQuiet}
            </LinkButton>
          )}
        </Actions>
      </PostForm>
    </section>
  )
}
