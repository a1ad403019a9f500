/** Form fields: label, hint, fault and control tied together; what was typed is always kept. */

import type { Child } from 'hono/jsx'
import { parseLocalDate, parseLocalTime } from '../../src/kernel/local-date.ts'
import { LOCALES, type Locale } from '../../src/kernel/locale.ts'
import type { Reader } from '../reader.ts'
import { type FaultLine, fieldId } from './faults.tsx'

/** A form being filled in: every field finds its own value and fault here by name. */
export interface Draft {
  readonly reader: Reader
  readonly values: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly faults: readonly FaultLine[]
  /** The words for the fields by name, said in the summary too; a field may bring its own. */
  readonly labels?: Readonly<Record<string, string>>
  /** Prefix of the ids, needed only when a page has several forms. */
  readonly form?: string
}

/** What every field has. */
export interface FieldProps {
  readonly draft: Draft
  readonly name: string
  /** Needed only for a field that the draft has no label for. */
  readonly label?: Child
  readonly hint?: string
  /** `unsaid`: need not be filled in, but the label does not say so (any one of several will do). */
  readonly optional?: boolean | 'unsaid'
}

/** The value of one field as text; the first one if it was sent several times. */
export function textIn(draft: Draft, name: string): string {
  const value = draft.values[name]
  return (typeof value === 'string' ? value : value?.[0]) ?? ''
}

/** All values of one field. */
export function textsIn(draft: Draft, name: string): readonly string[] {
  const value = draft.values[name] ?? []
  return typeof value === 'string' ? [value] : value
}

/** The ids and attributes that tie a control to its label, hint, fault and echo. */
export function wiring(props: FieldProps, echo?: string) {
  const { draft, name, hint, optional } = props
  const id = fieldId(name, draft.form)
  const fault = draft.faults.find((line) => line.field === name)?.text
  const described = [hint && `${id}-hint`, fault && `${id}-fault`, echo && `${id}-echo`].filter(Boolean)
  const control = {
    id,
    name,
    required: !optional,
    ...(fault ? { 'aria-invalid': 'true' as const } : {}),
    ...(described.length > 0 ? { 'aria-describedby': described.join(' ') } : {}),
  }
  return { id, fault, control }
}

/** Hint and fault, in the order in which they are read before the control. */
function Remarks({ field, fault }: { readonly field: FieldProps; readonly fault: string | undefined }) {
  const id = fieldId(field.name, field.draft.form)
  return (
    <>
      {field.hint && (
        <p class="hint" id={`${id}-hint`}>
          {field.hint}
        </p>
      )}
      {fault && (
        <p class="fault" id={`${id}-fault`}>
          <span class="unseen">{field.draft.reader.t.shell.form.faultPrefix}: </span>
          {fault}
        </p>
      )}
    </>
  )
}

/** The words of a label or legend, with “optional” where nothing has to be filled in. */
function LabelText({ field }: { readonly field: FieldProps }) {
  return (
    <>
      {field.label ?? field.draft.labels?.[field.name]}
      {field.optional === true && <span class="optional"> ({field.draft.reader.t.shell.form.optional})</span>}
    </>
  )
}

interface FrameProps {
  readonly field: FieldProps
  readonly echo?: string | undefined
  readonly children: Child
}

/** Label, remarks, the control, and what the machine understood (a weekday, a zone). */
export function Frame({ field, echo, children }: FrameProps) {
  const { id, fault } = wiring(field, echo)
  return (
    <div class={fault ? 'field faulty' : 'field'}>
      <label for={id}>
        <LabelText field={field} />
      </label>
      <Remarks field={field} fault={fault} />
      {children}
      {echo && (
        <p class="echo" id={`${id}-echo`}>
          {echo}
        </p>
      )}
    </div>
  )
}

interface GroupProps {
  readonly field: FieldProps
  /** The id of the whole, where a fault in it leads; left out if a control inside has the field's id. */
  readonly id?: string
  readonly children: Child
}

/** Several controls under one legend, with the hint and fault of the whole. */
export function Group({ field, id, children }: GroupProps) {
  const { fault, control } = wiring(field)
  return (
    <fieldset class={fault ? 'field faulty' : 'field'} aria-describedby={control['aria-describedby']} id={id}>
      <legend>
        <LabelText field={field} />
      </legend>
      <Remarks field={field} fault={fault} />
      {children}
    </fieldset>
  )
}

interface TextFieldProps extends FieldProps {
  readonly type?: 'text' | 'email' | 'url' | 'tel' | 'search' | 'number'
  readonly autocomplete?: string
  /** Width in characters, for answers of a known length. */
  readonly size?: number
  readonly maxlength?: number
  /** The language of what is written, if it is not the page's. */
  readonly lang?: Locale
}

/** One line of text. A number is typed as text with a numeric keyboard, so that a wrong one is kept. */
export function TextField(props: TextFieldProps) {
  const { draft, name, type = 'text', autocomplete, size, maxlength, lang } = props
  const numeric = type === 'number'
  return (
    <Frame field={props}>
      <input
        {...wiring(props).control}
        type={numeric ? 'text' : type}
        {...(numeric ? { inputmode: 'decimal' as const, class: 'number' } : {})}
        value={textIn(draft, name)}
        autocomplete={autocomplete}
        size={size ?? (numeric ? 8 : undefined)}
        maxlength={maxlength}
        lang={lang}
      />
    </Frame>
  )
}

interface TextAreaProps extends FieldProps {
  readonly rows?: number
  readonly maxlength?: number
  readonly lang?: Locale
}

/** Several lines of text. */
export function TextArea(props: TextAreaProps) {
  const { draft, name, rows = 5, maxlength, lang } = props
  return (
    <Frame field={props}>
      <textarea {...wiring(props).control} rows={rows} maxlength={maxlength} lang={lang}>
        {/* A parser drops the first line break in a textarea: give it one to drop. */}
        {`\n${textIn(draft, name)}`}
      </textarea>
    </Frame>
  )
}

interface MomentFieldProps extends FieldProps {
  /** What the machine understood, such as the weekday or the zone. */
  readonly echo?: string | undefined
}

/** A date, `YYYY-MM-DD`. Something else that was typed is shown again as typed. */
export function DateField(props: MomentFieldProps) {
  const value = textIn(props.draft, props.name)
  const type = value === '' || parseLocalDate(value) === value ? 'date' : 'text'
  return (
    <Frame field={props} echo={props.echo}>
      <input {...wiring(props, props.echo).control} type={type} value={value} size={12} />
    </Frame>
  )
}

/** A time of day, `HH:MM` on the 24-hour clock. Something else that was typed is shown again as typed. */
export function TimeField(props: MomentFieldProps) {
  const value = textIn(props.draft, props.name)
  const type = value === '' || parseLocalTime(value) === value ? 'time' : 'text'
  return (
    <Frame field={props} echo={props.echo}>
      <input {...wiring(props, props.echo).control} type={type} value={value} size={8} />
    </Frame>
  )
}

interface TextInLanguagesProps extends FieldProps {
  readonly multiline?: boolean
  /** The languages asked for, all three unless told. */
  readonly locales?: readonly Locale[]
}

/** The same text in several languages: fields `<name>_kk`, `<name>_ru`, `<name>_en`, each marked as such. */
export function TextInLanguages(props: TextInLanguagesProps) {
  const { draft, name, multiline, locales = LOCALES } = props
  const One = multiline ? TextArea : TextField
  return (
    <Group field={props} id={fieldId(name, draft.form)}>
      {locales.map((locale) => (
        <One
          draft={draft}
          name={`${name}_${locale}`}
          label={<span lang={locale}>{draft.reader.t.shell.languages[locale]}</span>}
          optional="unsaid"
          lang={locale}
        />
      ))}
    </Group>
  )
}
