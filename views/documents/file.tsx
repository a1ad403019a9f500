/** A file as pages show it: a link with its language, kind and size; and the field by which one is sent. */

import { ACCEPTED } from '../../src/documents/file.ts'
import type { KeptFile } from '../../src/documents/paper.ts'
import { formatNumber } from '../../src/i18n/numbers.ts'
import { type Draft, type FieldProps, Frame, wiring } from '../parts/field.tsx'
import type { Reader } from '../reader.ts'

/** `1.2 MB`; whole kilobytes below a megabyte. */
function sizeWords({ t, locale }: Reader, size: number): string {
  const { kb, mb } = t.documents.units
  const words = (n: number, unit: string) => `${formatNumber(locale, n)}\u00a0${unit}`
  return size < 1e6 ? words(Math.max(1, Math.round(size / 1e3)), kb) : words(Math.round(size / 1e5) / 10, mb)
}

/** `PDF, 1.2 MB` */
export function kindWords(reader: Reader, { name, size }: Pick<KeptFile, 'name' | 'size'>): string {
  const extension = name.split('.').at(-1) ?? ''
  return `${extension.toUpperCase()}, ${sizeWords(reader, size)}`
}

interface FileLinkProps {
  readonly reader: Reader
  readonly file: KeptFile
  /** Under which files are fetched here: `/documents`, or that of a personal link. */
  readonly under: string
  /** Is there nothing of the paper in another language? */
  readonly alone?: boolean
}

/** The title as a link; a file in another language than the page's says in which. */
export function FileLink({ reader, file, under, alone = false }: FileLinkProps) {
  const { passage, languages } = reader.t.shell
  const foreign = file.lang !== null && file.lang !== reader.locale ? file.lang : null
  return (
    <>
      <a href={`${under}/${file.id}`} lang={foreign ?? undefined}>
        {file.title || file.name}
      </a>
      {foreign && ' '}
      {foreign &&
        (alone ? <small class="only">{passage.only[foreign]}</small> : <small>{languages[foreign]}</small>)}
    </>
  )
}

interface FileFieldProps extends Omit<FieldProps, 'name'> {
  /** Bytes. */
  readonly largest: number
}

/** Chooses the file of a form. A browser keeps no chosen file when the form comes back, so the field says so. */
export function FileField({ largest, ...field }: FileFieldProps) {
  const { draft } = field
  const { documents: t } = draft.reader.t
  const hint = [field.hint, t.fileHint(sizeWords(draft.reader, largest)), wasSent(draft) && t.chooseAgain]
  const props = { ...field, name: 'file', hint: hint.filter(Boolean).join(' ') }
  return (
    <Frame field={props}>
      <input {...wiring(props).control} type="file" accept={ACCEPTED} />
    </Frame>
  )
}

function wasSent({ faults }: Draft): boolean {
  return faults.length > 0
}
