/** Every letter: blocks in one or several languages, as HTML and as plain text, from the same values. */

import type { Locale } from '../../src/kernel/locale.ts'
import { externalUrl } from '../parts/ext.tsx'

/** One piece of a letter. All texts are plain; line feeds in them are kept. */
export type Block =
  | { readonly kind: 'greeting' | 'text' | 'heading' | 'quiet'; readonly text: string }
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [label: string, value: string])[] }
  | { readonly kind: 'action'; readonly label: string; readonly url: string }
  | { readonly kind: 'list'; readonly items: readonly LetterItem[] }

export interface LetterItem {
  readonly text: string
  readonly url?: string
  readonly note?: string
}

/** The whole letter in one language. */
export interface LetterPart {
  readonly lang: Locale
  readonly blocks: readonly Block[]
}

/** A letter: each part complete in its language, in the order in which they are to be read. */
export interface LetterBody {
  readonly subject: string
  readonly parts: readonly LetterPart[]
}

// Mail clients drop style sheets, so each element carries its style; pages may not do this (CSP), mails may.
const STYLE = {
  body: 'margin:0;padding:24px 16px;background:#ffffff',
  frame:
    'max-width:36rem;margin:0 auto;font-family:Segoe UI,Roboto,Noto Sans,Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5;color:#1b1d1c',
  rule: 'border:0;border-top:1px solid #d9dcd9;margin:32px 0',
  text: 'margin:0 0 16px',
  quiet: 'margin:0 0 12px;font-size:14px;color:#565a59',
  heading: 'margin:24px 0 8px;font-size:18px;line-height:1.3',
  facts: 'margin:0 0 16px',
  label: 'margin:0;font-size:14px;color:#565a59',
  value: 'margin:0 0 8px',
  action:
    'display:inline-block;padding:10px 18px;border-radius:4px;background:#095c6b;color:#ffffff;text-decoration:none;font-weight:600',
  link: 'color:#095c6b',
  list: 'margin:0 0 16px;padding:0 0 0 20px',
  item: 'margin:0 0 8px',
  note: 'font-size:14px;color:#565a59',
} as const

/**
 * The letter as an HTML document: escaped, without style sheet, script, form, picture or anything remote.
 * An address that is neither http, https nor mailto stands as text instead of as a link.
 */
export function letterHtml(body: LetterBody): string {
  const document = (
    <html lang={body.parts[0]?.lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light" />
        <title>{body.subject}</title>
      </head>
      <body style={STYLE.body}>
        <div style={STYLE.frame}>
          {body.parts.map((part, at) => (
            <>
              {at > 0 ? <hr style={STYLE.rule} /> : null}
              <div lang={part.lang}>{part.blocks.map(blockHtml)}</div>
            </>
          ))}
        </div>
      </body>
    </html>
  )
  return `<!DOCTYPE html>\n${document.toString()}\n`
}

function blockHtml(block: Block) {
  switch (block.kind) {
    case 'heading':
      return <h2 style={STYLE.heading}>{block.text}</h2>
    case 'quiet':
      return <p style={STYLE.quiet}>{lines(block.text)}</p>
    case 'facts':
      return <Facts rows={block.rows} />
    case 'action':
      return (
        <p style={STYLE.text}>
          <Link url={block.url} text={block.label} style={STYLE.action} />
        </p>
      )
    case 'list':
      return <ul style={STYLE.list}>{block.items.map(itemHtml)}</ul>
    default:
      return <p style={STYLE.text}>{lines(block.text)}</p>
  }
}

function Facts({ rows }: { rows: readonly (readonly [string, string])[] }) {
  return (
    <dl style={STYLE.facts}>
      {rows.map(([label, value]) => (
        <>
          <dt style={STYLE.label}>{label}</dt>
          <dd style={STYLE.value}>{lines(value)}</dd>
        </>
      ))}
    </dl>
  )
}

function itemHtml({ text, url, note }: LetterItem) {
  return (
    <li style={STYLE.item}>
      {url ? <Link url={url} text={text} style={STYLE.link} /> : text}
      {note ? (
        <>
          <br />
          <span style={STYLE.note}>{lines(note)}</span>
        </>
      ) : null}
    </li>
  )
}

function Link({ url, text, style }: { url: string; text: string; style: string }) {
  const href = externalUrl(url)
  if (!href) return <span>{`${text}: ${url}`}</span>
  return (
    <a href={href} style={style}>
      {text}
    </a>
  )
}

function lines(text: string) {
  return text.split('\n').map((line, at) => (
    <>
      {at > 0 ? <br /> : null}
      {line}
    </>
  ))
}

const WIDTH = 72
const TEXT_RULE = '-'.repeat(40)

/** The same letter as plain text: at most 72 characters a line, every address on a line of its own. */
export function letterText(body: LetterBody): string {
  const parts = body.parts.map((part) => part.blocks.map(blockText).filter(Boolean).join('\n\n'))
  return `${parts.join(`\n\n${TEXT_RULE}\n\n`)}\n`
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'facts':
      return block.rows.map(([label, value]) => wrap(`${label}: ${value}`, '', '  ')).join('\n')
    case 'action':
      return `${wrap(`${block.label}:`)}\n${block.url}`
    case 'list':
      return block.items.map(itemText).join('\n')
    case 'heading':
      return `${wrap(block.text)}\n${'='.repeat(Math.min(WIDTH, block.text.length))}`
    default:
      return wrap(block.text)
  }
}

function itemText({ text, url, note }: LetterItem): string {
  const first = wrap(text, '- ', '  ')
  const rest = [note ? wrap(note, '  ', '  ') : '', url ? `  ${url}` : '']
  return [first, ...rest.filter(Boolean)].join('\n')
}

// A word longer than the line stays whole: it is mostly an address.
function wrap(text: string, first = '', next = first): string {
  return text
    .split('\n')
    .map((line, at) => wrapLine(line, at === 0 ? first : next, next))
    .join('\n')
}

function wrapLine(line: string, first: string, next: string): string {
  let wrapped = ''
  let current = first
  let empty = true
  for (const word of line.split(/[ \t]+/)) {
    if (!empty && current.length + 1 + word.length > WIDTH) {
      wrapped += `${current}\n`
      current = next
      empty = true
    }
    current += empty ? word : ` ${word}`
    empty = false
  }
  return wrapped + current.trimEnd()
}
