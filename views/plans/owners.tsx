/** Who is asked for a plan: institutions that existed in the period, ticked beforehand by a preset. */

import type { Dialogue } from '../../src/dialogues/dialogue.ts'
import { formatDate } from '../../src/i18n/dates.ts'
import { type Institution, nameOf } from '../../src/institutions/institution.ts'
import type { Id } from '../../src/kernel/id.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import type { Meeting } from '../../src/meetings/meeting.ts'
import type { Template } from '../../src/plans/template.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Actions, LinkButton, PostForm, Submit } from '../parts/actions.tsx'
import { Checkboxes, Select } from '../parts/choice.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { DateField, textIn } from '../parts/field.tsx'
import { Chooser } from '../parts/filter.tsx'
import { draftOf, type FormState } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import type { Reader } from '../reader.ts'
import { plansTrail } from './list.tsx'
import { templateTitle } from './words.ts'

interface OwnersProps extends ShellProps {
  readonly dialogue: Dialogue
  readonly template: Template
  /** Those that existed when the period began, by the names of that day. */
  readonly institutions: readonly Institution[]
  /** Which of them have a plan. */
  readonly have: ReadonlySet<Id>
  readonly meetings: readonly Meeting[]
  readonly templates: readonly Template[]
  readonly preset: { readonly meeting: string; readonly template: string; readonly regions: boolean }
  readonly form: FormState
}

/** The page. */
export function OwnersPage(props: OwnersProps) {
  const { reader, dialogue, template, institutions, have, form } = props
  const { owners: t } = reader.t.plans
  const labels = { institutions: t.institutions, monitor: t.monitor, due_on: t.due, people: t.people }
  const draft = draftOf(reader, form, { labels })
  const own = `/plans/${template.id}`
  const named = (institution: Institution) => {
    const { text, lang } = nameOf(institution, reader.locale)
    return { value: institution.id, text, lang }
  }
  const trail = [...plansTrail(reader, dialogue), { href: own, text: templateTitle(reader, template).text }]
  const free = institutions.filter(({ id }) => !have.has(id))
  return (
    <SecretariatPage {...props} title={t.title} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading
        reader={reader}
        trail={trail}
        title={t.title}
        lead={t.lead(formatDate(reader.locale, template.from))}
      />
      <Presets {...props} />
      <PostForm action={`${own}/owners`} hidden={{ meeting: textIn(draft, 'meeting') }}>
        <Checkboxes draft={draft} name="institutions" choices={free.map(named)} />
        {have.size > 0 && (
          <details>
            <summary>{`${t.have}: ${have.size}`}</summary>
            <ul>
              {institutions
                .filter(({ id }) => have.has(id))
                .map((institution) => (
                  <li>{nameOf(institution, reader.locale).text}</li>
                ))}
            </ul>
          </details>
        )}
        <Select draft={draft} name="monitor" optional choices={institutions.map(named)} />
        <DateField draft={draft} name="due_on" />
        {textIn(draft, 'meeting') !== '' && (
          <Checkboxes
            draft={draft}
            name="people"
            optional="unsaid"
            choices={[{ value: 'on', text: t.people }]}
          />
        )}
        <Actions>
          <Submit>{t.make}</Submit>
          <LinkButton href={own}>{reader.t.shell.form.cancel}</LinkButton>
        </Actions>
      </PostForm>
    </SecretariatPage>
  )
}

function Presets({ reader, template, meetings, templates, preset }: OwnersProps) {
  const { owners: t } = reader.t.plans
  const none = { value: '', text: '—' }
  return (
    <search class="filter">
      <form method="get" action={`/plans/${template.id}/owners`} aria-label={t.presets}>
        <Chooser
          choice={{
            name: 'meeting',
            label: t.meeting,
            value: preset.meeting,
            options: [
              none,
              ...meetings.map((meeting) => ({ value: meeting.id, text: meetingText(reader, meeting) })),
            ],
          }}
        />
        {templates.length > 0 && (
          <Chooser
            choice={{
              name: 'template',
              label: t.template,
              value: preset.template,
              options: [
                none,
                ...templates.map((one) => ({ value: one.id, text: templateTitle(reader, one).text })),
              ],
            }}
          />
        )}
        <div class="tick">
          <input type="checkbox" id="regions" name="regions" value="on" checked={preset.regions} />
          <label for="regions">{t.regions}</label>
        </div>
        <button type="submit" class="button plain">
          {t.apply}
        </button>
      </form>
    </search>
  )
}

function meetingText(reader: Reader, meeting: Meeting): string {
  const day = meeting.days[0]?.date
  const title = chooseText(meeting.title, reader.locale).text
  return day ? `${formatDate(reader.locale, day)} ${title}` : title
}
