/** A form of a page as a person sees it: what stands in its fields, what can be chosen, which buttons it has. */

import { allOf, attribute, type Element, elementsIn, rawText, textOf } from './html.ts'

export interface Form {
  readonly action: string
  readonly method: string
  /** What would be sent if nothing were touched, in the order of the page. */
  readonly entries: readonly (readonly [name: string, value: string])[]
  /** All controls by name, with the values that may be chosen; null where anything may be typed. */
  readonly controls: ReadonlyMap<string, readonly string[] | null>
  readonly buttons: readonly Button[]
}

interface Button {
  readonly label: string
  readonly name: string
  readonly value: string
}

/** What a person enters: a text, or several choices; the empty list unticks. */
export type Entered = Readonly<Record<string, string | readonly string[]>>

/** All forms of a page. */
export function formsIn(page: Element): Form[] {
  return allOf(page, 'form').map((form) => readForm(page, form))
}

function readForm(page: Element, form: Element): Form {
  const id = attribute(form, 'id')
  // A control may stand elsewhere and name its form.
  const outside = id ? elementsIn(page).filter((element) => attribute(element, 'form') === id) : []
  const inside = elementsIn(form).filter((element) => !element.attributes.has('form'))
  const all = [...inside, ...outside].filter((element) => !element.attributes.has('disabled'))
  const controls = all.filter((element) => isControl(element) && attribute(element, 'name'))
  return {
    action: attribute(form, 'action'),
    method: attribute(form, 'method').toLowerCase() || 'get',
    entries: controls.flatMap(valuesOf),
    controls: choicesOf(controls),
    buttons: all.filter(isButton).map((button) => ({
      label: textOf(button),
      name: attribute(button, 'name'),
      value: attribute(button, 'value'),
    })),
  }
}

function isControl({ tag }: Element): boolean {
  return tag === 'input' || tag === 'select' || tag === 'textarea'
}

function isButton(element: Element): boolean {
  return element.tag === 'button' && (attribute(element, 'type') || 'submit') === 'submit'
}

function isTicked(element: Element): boolean {
  const type = attribute(element, 'type')
  return (type !== 'checkbox' && type !== 'radio') || element.attributes.has('checked')
}

function valuesOf(element: Element): [string, string][] {
  const name = attribute(element, 'name')
  if (element.tag === 'textarea') return [[name, rawText(element).replace(/^\n/, '')]]
  if (element.tag === 'input')
    return isTicked(element) ? [[name, element.attributes.get('value') ?? checkedValue(element)]] : []
  const options = allOf(element, 'option')
  const selected = options.filter((option) => option.attributes.has('selected'))
  const chosen = selected.length > 0 || element.attributes.has('multiple') ? selected : options.slice(0, 1)
  return chosen.map((option) => [name, optionValue(option)])
}

function checkedValue(element: Element): string {
  return attribute(element, 'type') === 'checkbox' ? 'on' : ''
}

function optionValue(option: Element): string {
  return option.attributes.get('value') ?? textOf(option)
}

function choicesOf(controls: readonly Element[]): Map<string, readonly string[] | null> {
  const choices = new Map<string, readonly string[] | null>()
  for (const control of controls) {
    const name = attribute(control, 'name')
    const offered = offeredBy(control)
    choices.set(name, offered && [...(choices.get(name) ?? []), ...offered])
  }
  return choices
}

function offeredBy(control: Element): string[] | null {
  if (control.tag === 'select') return allOf(control, 'option').map(optionValue)
  const type = attribute(control, 'type')
  if (type === 'checkbox' || type === 'radio') return [control.attributes.get('value') ?? 'on']
  return null
}

/**
 * What is sent when a person fills in the form and presses a button.
 * @param button its label or its value; the first button when left out.
 * @throws Error for a field or a choice that the page does not offer.
 */
export function filledIn(form: Form, entered: Entered, button?: string): [string, string][] {
  for (const [name, value] of Object.entries(entered)) checkOffered(form, name, value)
  const kept = form.entries.filter(([name]) => !(name in entered))
  const added = Object.entries(entered).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).map((one): [string, string] => [name, one]),
  )
  const pressed = pressedOf(form, button)
  const press: [string, string][] = pressed.name ? [[pressed.name, pressed.value]] : []
  return [...kept.map(([name, value]): [string, string] => [name, value]), ...added, ...press]
}

function checkOffered(form: Form, name: string, value: string | readonly string[]): void {
  const choices = form.controls.get(name)
  if (choices === undefined) throw new Error(`the form ${form.action} has no field ${name}`)
  if (choices === null) return
  const wrong = (typeof value === 'string' ? [value] : value).find((one) => !choices.includes(one))
  if (wrong !== undefined) throw new Error(`the form ${form.action} does not offer ${wrong} as ${name}`)
}

function pressedOf(form: Form, button: string | undefined): Button {
  const found = form.buttons.find(({ label, value }) => !button || label === button || value === button)
  if (!found) throw new Error(`the form ${form.action} has no button ${button ?? 'at all'}`)
  return found
}
