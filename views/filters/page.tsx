/** The views of the list of commitments that somebody keeps: their names, and which of them the list opens with. */

import { LONGEST_NAME, type SavedFilter } from '../../src/filters/saved.ts'
import type { Id } from '../../src/kernel/id.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Actions, PostButton, PostForm, Submit } from '../parts/actions.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { TextField } from '../parts/field.tsx'
import { draftOf, type FormState, fieldValue, formOf } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import type { Reader } from '../reader.ts'

interface FiltersProps extends ShellProps {
  readonly filters: readonly SavedFilter[]
  /** A form that was refused. */
  readonly form: FormState
  /** The view whose form that is; null when it is a new one. */
  readonly at: Id | null
}

/** One small form for each view; a new one that was refused stands on top with what was chosen. */
export function FiltersPage(props: FiltersProps) {
  const { reader, filters, form, at } = props
  const { filters: t, commitments } = reader.t
  const faulty = form.faults.length > 0
  const draft = draftOf(reader, form, at ? { labels: t.fields, form: at } : { labels: t.fields })
  return (
    <SecretariatPage {...props} title={t.title} faulty={faulty}>
      {faulty && <FaultSummary draft={draft} />}
      <Heading
        reader={reader}
        title={t.title}
        trail={[{ href: '/commitments?show=open', text: commitments.title }]}
        lead={t.lead}
      />
      {faulty && at === null && <KeepForm reader={reader} form={form} />}
      {filters.length === 0 && <p class="none">{t.none}</p>}
      {filters.map((filter) => (
        <One reader={reader} filter={filter} form={filter.id === at ? form : null} />
      ))}
    </SecretariatPage>
  )
}

interface OneProps {
  readonly reader: Reader
  readonly filter: SavedFilter
  readonly form: FormState | null
}

function One({ reader, filter, form }: OneProps) {
  const { filters: t, shell } = reader.t
  const stored = { name: filter.name, default: filter.isDefault ? 'on' : '' }
  const state = form ?? formOf(stored)
  const draft = draftOf(reader, state, { labels: t.fields, form: filter.id })
  const tick = `${filter.id}-default`
  const version = (form && fieldValue(form, 'version')) || filter.version
  return (
    <section>
      <h2>
        <a href={`/commitments?${filter.query}`}>{filter.name}</a>
      </h2>
      <PostForm action={`/filters/${filter.id}`} hidden={{ version }} label={filter.name}>
        <TextField draft={draft} name="name" maxlength={LONGEST_NAME} size={LONGEST_NAME} />
        <div class="tick">
          <input
            type="checkbox"
            id={tick}
            name="default"
            value="on"
            checked={fieldValue(state, 'default') !== ''}
          />
          <label for={tick}>{t.fields.default}</label>
        </div>
        <Actions>
          <Submit weight="plain">{shell.form.save}</Submit>
        </Actions>
      </PostForm>
      <Actions>
        <PostButton
          action={`/filters/${filter.id}/removal`}
          hidden={{ version: filter.version }}
          weight="danger"
        >
          {t.remove(filter.name)}
        </PostButton>
      </Actions>
    </section>
  )
}

/** Keeps what a list shows now; `query` goes along unseen. */
export function KeepForm({ reader, form }: { readonly reader: Reader; readonly form: FormState }) {
  const { filters: t } = reader.t
  return (
    <PostForm action="/filters" hidden={{ query: fieldValue(form, 'query') }} label={t.keep}>
      <TextField
        draft={draftOf(reader, form, { labels: t.fields })}
        name="name"
        maxlength={LONGEST_NAME}
        size={LONGEST_NAME}
      />
      <Actions>
        <Submit weight="plain">{t.keep}</Submit>
      </Actions>
    </PostForm>
  )
}
