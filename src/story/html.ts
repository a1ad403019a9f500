/**
 * A reader for the pages of this application, enough to act on them as a browser would: elements, attributes,
 * text. It expects the well-formed markup that hono/jsx writes (attributes quoted, elements closed).
 */

export interface Element {
  readonly tag: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly Node[]
}

type Node = Element | string

interface Open {
  readonly tag: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: Node[]
}

const TAG = /<(\/?)([a-zA-Z][\w-]*)((?:\s+[\w:@.-]+(?:="[^"]*")?)*)\s*(\/?)>|<!doctype[^>]*>|<!--.*?-->/gis
const ATTRIBUTE = /([\w:@.-]+)(?:="([^"]*)")?/g
const VOID = new Set(['br', 'col', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr'])
// Their content is no markup.
const RAW = /<(script|style)\b[^>]*>.*?<\/\1>/gis

/** Reads a page. @throws Error where elements are not nested properly, since a browser would guess. */
export function parseHtml(html: string): Element {
  const root: Open = { tag: '#root', attributes: new Map(), children: [] }
  const stack: Open[] = [root]
  let at = 0
  const text = html.replace(RAW, '')
  for (const match of text.matchAll(TAG)) {
    addText(stack, text.slice(at, match.index))
    at = match.index + match[0].length
    if (match[2]) step(stack, { tag: match[2].toLowerCase(), closes: match[1] === '/', rest: match })
  }
  addText(stack, text.slice(at))
  if (stack.length > 1) throw new Error(`<${stack.at(-1)?.tag}> is never closed`)
  return root
}

function addText(stack: readonly Open[], text: string): void {
  if (text) stack.at(-1)?.children.push(unescapeHtml(text))
}

function step(stack: Open[], { tag, closes, rest }: { tag: string; closes: boolean; rest: RegExpExecArray }) {
  if (closes) {
    const open = stack.pop()
    if (open?.tag !== tag) throw new Error(`</${tag}> closes <${open?.tag}>`)
    return
  }
  const element: Open = { tag, attributes: attributesIn(rest[3] ?? ''), children: [] }
  stack.at(-1)?.children.push(element)
  if (!VOID.has(tag) && rest[4] !== '/') stack.push(element)
}

function attributesIn(text: string): Map<string, string> {
  return new Map(
    [...text.matchAll(ATTRIBUTE)].map((match) => [
      (match[1] ?? '').toLowerCase(),
      unescapeHtml(match[2] ?? ''),
    ]),
  )
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
}

function unescapeHtml(text: string): string {
  return text.replace(/&(#x?[\da-f]+|\w+);/gi, (whole, name: string) => {
    if (name.startsWith('#x')) return String.fromCodePoint(Number.parseInt(name.slice(2), 16))
    if (name.startsWith('#')) return String.fromCodePoint(Number(name.slice(1)))
    return ENTITIES[name] ?? whole
  })
}

/** The element itself and all elements below it, in the order of the page. */
export function elementsIn(element: Element): Element[] {
  return [
    element,
    ...element.children.flatMap((child) => (typeof child === 'string' ? [] : elementsIn(child))),
  ]
}

/** All elements of a name below an element. */
export function allOf(element: Element, ...tags: readonly string[]): Element[] {
  return elementsIn(element).filter((found) => tags.includes(found.tag))
}

/** What can be read, white space as one blank. */
export function textOf(element: Element): string {
  return rawText(element).replace(/\s+/g, ' ').trim()
}

/** The text as it stands, for the content of a text area. */
export function rawText(element: Element): string {
  return element.children.map((child) => (typeof child === 'string' ? child : ` ${rawText(child)} `)).join('')
}

/** An attribute, or the empty text. */
export function attribute(element: Element, name: string): string {
  return element.attributes.get(name) ?? ''
}
