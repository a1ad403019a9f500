/** The summary of what is wrong with a form, on top of it, each line leading to its field. */

import { isLocale } from '../../src/kernel/locale.ts'
import type { Draft } from './field.tsx'

/** One fault in the reader's words; `field` is empty when no field is to blame. */
export interface FaultLine {
  readonly field: string
  readonly text: string
}

/** The id of a field's control: the same for the label, the summary and the script. */
export function fieldId(name: string, form?: string): string {
  return `${form ? `${form}-` : ''}${name.replace(/[^\p{L}\p{N}]+/gu, '-')}`
}

/** Each line names its field, because “fill this in” alone says nothing on top of a page. */
function labelOf({ reader, labels = {} }: Draft, field: string): string {
  const own = labels[field]
  if (own) return `${own}: `
  const [, name = '', locale = ''] = /^(.+)_(kk|ru|en)$/.exec(field) ?? []
  const shared = labels[name]
  return shared && isLocale(locale) ? `${shared} (${reader.t.shell.languages[locale]}): ` : ''
}

/** The summary; nothing when there are no faults. It takes the focus when the page opens. */
export function FaultSummary({ draft }: { readonly draft: Draft }) {
  const { reader, faults, form } = draft
  if (faults.length === 0) return null
  const id = fieldId('faults', form)
  return (
    <div class="faults" role="alert" aria-labelledby={id} tabindex={-1} autofocus>
      <h2 id={id}>{reader.t.shell.form.faults}</h2>
      <ul>
        {faults.map(({ field, text }) => (
          <li>
            {field ? (
              <a href={`#${fieldId(field, form)}`}>
                {labelOf(draft, field)}
                {text}
              </a>
            ) : (
              text
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
