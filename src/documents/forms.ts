/** The form of a paper: what was typed and the file that came with it → what the command asks for. */

import * as z from 'zod'
import type { Id } from '../kernel/id.ts'
import { LOCALES, type Locale } from '../kernel/locale.ts'
import { done, faultsOf, type Outcome, refuse, refuseFaults } from '../kernel/outcome.ts'
import type { FormValues } from '../web/body.ts'
import type { AppEnv } from '../web/context.ts'
import { choice, optionalId, optionalLine, readForm } from '../web/fields.ts'
import { type TakenFile, takeFile } from './file.ts'

/** Of a file in several languages, or in none. */
const NO_LANGUAGE = 'none'

const PAPER = z.object({
  paper: optionalId(),
  item: optionalId(),
  title: optionalLine(300),
  lang: choice([...LOCALES, NO_LANGUAGE]),
})

interface PaperForm {
  readonly paperId: Id | null
  readonly itemId: Id | null
  readonly title: string
  readonly lang: Locale | null
  readonly file: TakenFile
}

/** The files of a request, and how large one may be. */
type Sent = Pick<AppEnv['Variables'], 'files' | 'largestFile'>

/** A paper. @returns `invalid` with the faults of its fields and of the file. */
export function readPaper(sent: Sent, values: FormValues): Outcome<PaperForm> {
  const form = withFile(requiredFile(sent), readForm(PAPER, values))
  if (!form.ok) return form
  const { paper, item, title, lang, file } = form.value
  return done({
    paperId: paper,
    itemId: item,
    title,
    lang: lang === NO_LANGUAGE ? null : lang,
    file,
  })
}

function requiredFile(sent: Sent): Outcome<TakenFile> {
  const file = sentFile(sent)
  if (!file.ok) return file
  return file.value ? done(file.value) : refuse('invalid', 'documents.missing', 'file')
}

/** A form with the file that came with it, all faults of both at once. */
export function withFile<T, File extends TakenFile | null>(
  file: Outcome<File>,
  form: Outcome<T>,
): Outcome<T & { readonly file: File }> {
  if (form.ok) return file.ok ? done({ ...form.value, file: file.value }) : file
  return file.ok ? form : refuseFaults([...faultsOf(form), ...faultsOf(file)])
}

/** The file in the field `file`, null if none was chosen. @returns the refusals of `takeFile`. */
export function sentFile({ files, largestFile }: Sent): Outcome<TakenFile | null> {
  const sent = files.find(({ field }) => field === 'file')
  return sent ? takeFile(sent, largestFile) : done(null)
}
