/** A paper as text on a page: what will be printed, sheet by sheet. */

import type { Block, Paper, Sheet } from '../../src/printing/sheet.ts'
import type { Reader } from '../reader.ts'

/** The sheets, each marked with its language. */
export function PaperText({ reader, paper }: { readonly reader: Reader; readonly paper: Paper }) {
  return (
    <>
      {paper.sheets.map((sheet) => (
        <>
          <h3 lang={sheet.lang}>{reader.t.shell.languages[sheet.lang]}</h3>
          <pre class="sheet" lang={sheet.lang}>
            {sheetText(sheet)}
          </pre>
        </>
      ))}
    </>
  )
}

function sheetText({ head, blocks }: Sheet): string {
  const parts = [
    ...(head ? [[...head.names, ...head.contact].join('\n')] : []),
    ...(head ? [[head.reference, head.date].filter(Boolean).join(', ')] : []),
    ...(head?.addressee ? [head.addressee.join('\n')] : []),
    ...blocks.map(blockText),
  ]
  return parts.filter((part) => part !== '').join('\n\n')
}

function blockText(block: Block): string {
  if (block.kind === 'paragraph' || block.kind === 'heading') return block.text
  return block.kind === 'signature' ? [block.title, block.name].filter(Boolean).join('\n') : ''
}
