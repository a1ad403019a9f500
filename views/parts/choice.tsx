/** Fields with given answers: a list, radio buttons, tick boxes. */

import { LOCALES, type Locale } from '../../src/kernel/locale.ts'
import type { Reader } from '../reader.ts'
import { type FieldProps, Frame, Group, textIn, textsIn, wiring } from './field.tsx'

/** One answer that may be chosen. */
export interface Choice {
  readonly value: string
  readonly text: string
  readonly hint?: string
  /** The language of the text, if it is not the page's. */
  readonly lang?: Locale
}

/** The languages to choose from, each in its own words. */
export function languageChoices({ t }: Reader): Choice[] {
  return LOCALES.map((lang) => ({ value: lang, text: t.shell.languages[lang], lang }))
}

interface ChoiceProps extends FieldProps {
  readonly choices: readonly Choice[]
}

/** A drop-down list; nothing is chosen beforehand unless the draft has a value. */
export function Select(props: ChoiceProps) {
  const { draft, name, choices, optional } = props
  const chosen = textIn(draft, name)
  return (
    <Frame field={props}>
      <select {...wiring(props).control}>
        {(optional || chosen === '') && (
          <option value="">{optional ? '—' : draft.reader.t.shell.form.choose}</option>
        )}
        {choices.map(({ value, text, lang }) => (
          <option value={value} selected={value === chosen} lang={lang}>
            {text}
          </option>
        ))}
      </select>
    </Frame>
  )
}

/** Radio buttons: one of a few. */
export function Radios(props: ChoiceProps) {
  return <Ticks field={props} type="radio" />
}

/** Tick boxes: any number; each is sent under the same name. */
export function Checkboxes(props: ChoiceProps) {
  return <Ticks field={props} type="checkbox" />
}

/** The summary of faults leads to the first box, which therefore has the field's own id. */
function Ticks({ field, type }: { readonly field: ChoiceProps; readonly type: 'radio' | 'checkbox' }) {
  const { id } = wiring(field)
  const chosen = textsIn(field.draft, field.name)
  return (
    <Group field={field}>
      {field.choices.map(({ value, text, hint, lang }, at) => {
        const own = at === 0 ? id : `${id}-${at + 1}`
        return (
          <div class="tick">
            <input
              type={type}
              id={own}
              name={field.name}
              value={value}
              checked={chosen.includes(value)}
              required={type === 'radio' && !field.optional}
              aria-describedby={hint ? `${own}-hint` : undefined}
            />
            <label for={own} lang={lang}>
              {text}
            </label>
            {hint && (
              <p class="hint" id={`${own}-hint`}>
                {hint}
              </p>
            )}
          </div>
        )
      })}
    </Group>
  )
}
