/** The form of a template: title, period, and which parts are asked for in which words. */

import type { Dialogue } from '../../src/dialogues/dialogue.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import { PARTS, type Template } from '../../src/plans/template.ts'
import type { Roadmap } from '../../src/roadmaps/roadmap.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { PostForm, SaveOrCancel } from '../parts/actions.tsx'
import { languageChoices, Radios, Select } from '../parts/choice.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { DateField, type Draft, TextInLanguages, textIn } from '../parts/field.tsx'
import { draftOf, type FormState } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/notice.tsx'
import { plansTrail } from './list.tsx'

interface TemplateFormProps extends ShellProps {
  readonly dialogue: Dialogue
  /** Null for a new one. */
  readonly template: Template | null
  /** Plans were made from it: the change becomes the next edition. */
  readonly inUse: boolean
  readonly roadmaps: readonly Pick<Roadmap, 'id' | 'title'>[]
  readonly form: FormState
}

/** The page. */
export function TemplateFormPage(props: TemplateFormProps) {
  const { reader, dialogue, template, inUse, roadmaps, form } = props
  const { plans: t } = reader.t
  const { form: words } = t
  const parts = Object.fromEntries(
    PARTS.flatMap((part) => [
      [`wanted_${part}`, `${t.parts[part].title}: ${words.wanted}`],
      [`${part}_title`, `${t.parts[part].title}: ${words.own}`],
      [`${part}_hint`, `${t.parts[part].title}: ${words.hint}`],
    ]),
  )
  const { title, authoritative, from, to, roadmap } = words
  const draft = draftOf(reader, form, { labels: { title, authoritative, from, to, roadmap, ...parts } })
  const heading = template ? words.edit : t.add
  return (
    <SecretariatPage {...props} title={heading} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading reader={reader} trail={plansTrail(reader, dialogue)} title={heading} />
      {inUse && (
        <Notice reader={reader} tone="neutral">
          <p>{words.inUse}</p>
        </Notice>
      )}
      <PostForm
        action={template ? `/plans/${template.id}` : `/dialogues/${dialogue.id}/plans`}
        hidden={template ? { version: textIn(draft, 'version') } : {}}
      >
        <TextInLanguages draft={draft} name="title" />
        <Select draft={draft} name="authoritative" choices={languageChoices(reader)} />
        <DateField draft={draft} name="from" />
        <DateField draft={draft} name="to" />
        {roadmaps.length > 0 && (
          <Select
            draft={draft}
            name="roadmap"
            optional
            choices={roadmaps.map((one) => {
              const { text, lang } = chooseText(one.title, reader.locale)
              return { value: one.id, text, lang }
            })}
          />
        )}
        {PARTS.map((part) => (
          <PartFields draft={draft} part={part} />
        ))}
        <SaveOrCancel
          reader={reader}
          back={template ? `/plans/${template.id}` : `/dialogues/${dialogue.id}/plans`}
        />
      </PostForm>
    </SecretariatPage>
  )
}

function PartFields({ draft, part }: { readonly draft: Draft; readonly part: (typeof PARTS)[number] }) {
  const { plans: t } = draft.reader.t
  const { title, hint } = t.parts[part]
  const wanted = (['required', 'optional', 'no'] as const).map((value) => ({
    value,
    text: t.form.wantedChoices[value],
  }))
  return (
    <section aria-labelledby={`part-${part}`}>
      <h2 id={`part-${part}`}>{title}</h2>
      <p class="hint">{hint}</p>
      {part !== 'activity' && (
        <Radios draft={draft} name={`wanted_${part}`} label={t.form.wanted} choices={wanted} />
      )}
      <details>
        <summary>{t.form.ownWords}</summary>
        <TextInLanguages draft={draft} name={`${part}_title`} label={t.form.own} optional />
        <TextInLanguages draft={draft} name={`${part}_hint`} label={t.form.hint} optional />
      </details>
    </section>
  )
}
