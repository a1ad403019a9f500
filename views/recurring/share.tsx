/** One share for the secretariat: what is owed by whom, what was reported, and what can be done about it. */

import { type Commitment, codeOf } from '../../src/commitments/commitment.ts'
import { NOTED_CHANNELS } from '../../src/commitments/report.ts'
import { isFinal } from '../../src/commitments/state.ts'
import { formatInstant } from '../../src/i18n/dates.ts'
import { formatPeriod } from '../../src/i18n/periods.ts'
import type { Id } from '../../src/kernel/id.ts'
import type { LocalDate } from '../../src/kernel/local-date.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import type { HistoryLine } from '../../src/ledger/history.ts'
import { listName } from '../../src/people/name.ts'
import type { PersonCard } from '../../src/people/person.ts'
import { ENDINGS, type Share, type ShareAct, type ShareReport } from '../../src/recurring/share.ts'
import { callPath } from '../calls/words.tsx'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Actions, LinkButton, PostButton, PostForm, Submit } from '../parts/actions.tsx'
import { Radios } from '../parts/choice.tsx'
import { Facts } from '../parts/facts.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { TextArea, TextField } from '../parts/field.tsx'
import { draftOf, type FormState, formOf } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { History } from '../parts/history.tsx'
import { Notice } from '../parts/notice.tsx'
import { Passage } from '../parts/passage.tsx'
import { Status } from '../parts/status.tsx'
import { commitmentTrail } from './form.tsx'
import { ShareReportFields, ShareReports } from './reports.tsx'
import { dueDay, type Institutions, ownerWords, standing } from './words.ts'

/** Which of the forms of this page was sent and is shown again. */
export type ShareForm = 'report' | Exclude<ShareAct, 'acceptance'>

interface ShareProps extends ShellProps {
  readonly commitment: Commitment
  readonly share: Share
  readonly institutions: Institutions
  /** Newest first. */
  readonly reports: readonly ShareReport[]
  readonly people: ReadonlyMap<Id, PersonCard>
  readonly history: readonly HistoryLine[]
  readonly rights: { readonly record: boolean; readonly coordinate: boolean }
  readonly today: LocalDate
  /** The ladder has come to its end without a report. */
  readonly toPhone: boolean
  readonly sent: { readonly which: ShareForm; readonly form: FormState } | null
}

/** The page. */
export function SharePage(props: ShareProps) {
  const { reader, commitment, share, institutions, today, sent } = props
  const { recurring: t, commitments: words } = reader.t
  const title = share.kind === 'part' ? t.columns.part : formatPeriod(reader.locale, share.periodKey)
  const own = standing(reader, share, { commitment, today })
  const open = !isFinal(commitment.state)
  return (
    <SecretariatPage
      {...props}
      title={`${title} · ${codeOf(commitment)}`}
      faulty={(sent?.form.faults.length ?? 0) > 0}
    >
      {sent && <FaultSummary draft={draftFor(props, sent.which)} />}
      <Heading
        reader={reader}
        title={title}
        trail={commitmentTrail(reader, commitment)}
        status={<Status tone={own.tone}>{own.text}</Status>}
      />
      <div class="record">
        <div>
          <Passage reader={reader} text={chooseText(share.text ?? commitment.text, reader.locale)} />
          <Facts
            facts={[
              { term: t.share.owing, value: ownerWords(reader, institutions, share.institutionId) },
              { term: t.columns.due, value: dueDay(reader, share, commitment) },
              { term: words.actFields.reason, value: share.stateNote },
            ]}
          />
          {props.toPhone && (
            <Notice reader={reader} tone="warn">
              <p>{t.share.call}</p>
              {props.rights.coordinate && (
                <p>
                  <a href={callPath({ commitment, institutionId: share.institutionId })}>
                    {reader.t.calls.note}
                  </a>
                </p>
              )}
            </Notice>
          )}
          <section aria-labelledby="reports">
            <h2 id="reports">{t.share.reports}</h2>
            {props.reports.length === 0 && <p class="none">{words.noReports}</p>}
            <ShareReports {...props} zone={commitment.zone} whoOf={(report) => whoOf(props, report)} />
          </section>
          {open && <Acts {...props} />}
          <Actions>
            <LinkButton
              href={`/commitments/${commitment.id}${share.kind === 'period' ? '/periods' : '#parts'}`}
            >
              {reader.t.shell.form.back}
            </LinkButton>
          </Actions>
        </div>
        <div>
          <History reader={reader} entries={entriesOf(props)} />
        </div>
      </div>
    </SecretariatPage>
  )
}

function entriesOf({ reader, history, people, commitment }: ShareProps) {
  const events: Readonly<Record<string, string>> = reader.t.recurring.events
  return history.map((line) => {
    const card = people.get(line.actorId)
    return {
      at: line.at,
      when: formatInstant(reader.locale, line.at, commitment.zone),
      who: card ? listName(card, reader.locale) : undefined,
      what: events[line.kind.replace('share.', '')] ?? line.kind,
    }
  })
}

function whoOf({ reader, people }: ShareProps, report: ShareReport): string {
  if (!report.personId) return report.source
  const card = people.get(report.personId)
  return card ? listName(card, reader.locale) : reader.t.commitments.protectedPerson
}

function draftFor({ reader, sent }: ShareProps, which: ShareForm) {
  const { commitments: t, recurring: own } = reader.t
  const labels = which === 'report' ? t.reportFields : { ...t.actFields, to: own.share.to }
  return draftOf(reader, sent?.which === which ? sent.form : formOf({}), { labels, form: which })
}

function Acts(props: ShareProps) {
  const { share, rights } = props
  const reportable = share.state === 'open' || share.state === 'missed'
  return (
    <>
      {rights.record && reportable && <NoteForm {...props} />}
      {rights.coordinate && share.state === 'reported' && <SettleForm {...props} />}
      {rights.coordinate && share.state === 'open' && <EndForm {...props} />}
    </>
  )
}

function pathOf({ commitment, share }: ShareProps): string {
  return `/commitments/${commitment.id}/shares/${share.id}`
}

function NoteForm(props: ShareProps) {
  const { reader, share, commitment } = props
  const { commitments: t, recurring: own } = reader.t
  const draft = draftFor(props, 'report')
  return (
    <section class="task" aria-labelledby="note">
      <h2 id="note">{own.share.note}</h2>
      <PostForm action={`${pathOf(props)}/report`} hidden={{ version: share.version }} label={own.share.note}>
        <ShareReportFields draft={draft} share={share} />
        <Radios
          draft={draft}
          name="channel"
          choices={NOTED_CHANNELS.map((value) => ({ value, text: t.channels[value] }))}
        />
        <TextField draft={draft} name="source" hint={t.hints.source} />
        <Actions>
          <Submit>{reader.t.shell.form.save}</Submit>
          {share.kind === 'part' && props.rights.record && (
            <LinkButton href={`/commitments/${commitment.id}/parts/${share.institutionId}`}>
              {own.changePart}
            </LinkButton>
          )}
        </Actions>
      </PostForm>
    </section>
  )
}

function SettleForm(props: ShareProps) {
  const { reader, share } = props
  const { share: own } = reader.t.recurring
  const draft = draftFor(props, 'return')
  return (
    <section aria-labelledby="settle">
      <h2 id="settle">{own.settle}</h2>
      <PostButton action={`${pathOf(props)}/acceptance`} hidden={{ version: share.version }} weight="main">
        {own.accept}
      </PostButton>
      <PostForm action={`${pathOf(props)}/return`} hidden={{ version: share.version }} label={own.giveBack}>
        <TextArea draft={draft} name="reason" rows={3} />
        <Actions>
          <Submit weight="plain">{own.giveBack}</Submit>
        </Actions>
      </PostForm>
    </section>
  )
}

function EndForm(props: ShareProps) {
  const { reader, share, sent } = props
  const { share: own } = reader.t.recurring
  const draft = draftFor(props, 'closing')
  const choices = ENDINGS[share.kind].map((value) => ({ value, text: own.endings[value] }))
  return (
    <details open={sent?.which === 'closing'}>
      <summary>{own.close}</summary>
      <PostForm action={`${pathOf(props)}/closing`} hidden={{ version: share.version }} label={own.close}>
        <Radios draft={draft} name="to" choices={choices} />
        <TextArea draft={draft} name="reason" rows={3} />
        <Actions>
          <Submit weight="danger">{own.close}</Submit>
        </Actions>
      </PostForm>
    </details>
  )
}
