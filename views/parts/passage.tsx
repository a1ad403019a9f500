/** A text that may be in another language than the page: tagged for machines, marked for people. */

import type { Chosen } from '../../src/kernel/locale.ts'
import type { Reader } from '../reader.ts'

interface PassageProps {
  readonly reader: Reader
  readonly text: Chosen
  /** True for a translation made before its original last changed (product.md rule 6). */
  readonly outdated?: boolean
}

/** A few words in a line, such as a title or a name. */
export function Words({ reader, text, outdated }: PassageProps) {
  const own = text.lang === reader.locale
  return (
    <>
      {own ? text.text : <span lang={text.lang}>{text.text}</span>}
      <Marker reader={reader} text={text} outdated={outdated ?? false} />
    </>
  )
}

/** Running text: an empty line begins a new paragraph, single line breaks are kept. */
export function Passage({ reader, text, outdated }: PassageProps) {
  const paragraphs = text.text.split(/\n\s*\n/).filter((paragraph) => paragraph.trim() !== '')
  if (paragraphs.length === 0) return null
  return (
    <div class="passage">
      {(text.lang !== reader.locale || outdated) && (
        <p>
          <Marker reader={reader} text={text} outdated={outdated ?? false} />
        </p>
      )}
      {paragraphs.map((paragraph) => (
        <p lang={text.lang === reader.locale ? undefined : text.lang}>{paragraph}</p>
      ))}
    </div>
  )
}

function Marker({ reader, text, outdated }: PassageProps) {
  const { only, outdated: stale } = reader.t.shell.passage
  return (
    <>
      {text.lang !== reader.locale && (
        <>
          {' '}
          <small class="only">{only[text.lang]}</small>
        </>
      )}
      {outdated && (
        <>
          {' '}
          <small class="only">{stale}</small>
        </>
      )}
    </>
  )
}
