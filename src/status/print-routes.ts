/** The status paper as PDF, DOCX, XLSX and CSV. GET only; a closed request gives the same for ever. */

import { statusGrid } from '../../views/status/printed.ts'
import { titleOf } from '../../views/status/words.ts'
import { signedIn } from '../auth/guards.ts'
import { dateOf } from '../kernel/zone.ts'
import {
  GRID_FORMATS,
  type GridFormat,
  giveGrid,
  givePaper,
  PAPER_FORMATS,
  type PaperFormat,
} from '../printing/download.ts'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { onPaper, type ShownPaper } from './door.ts'
import { statusDocument } from './press.ts'

/** `/status/:id/paper.pdf`, `.docx`, `.xlsx`, `.csv`; `?for=members` is the version to hand out, `?by=item` orders by agenda. */
export function statusPrints(): Routes {
  const routes = newRoutes()
  for (const format of PAPER_FORMATS)
    routes.get(`/status/:id/paper.${format}`, signedIn, (c) => onPaper(c, (shown) => print(c, shown, format)))
  for (const format of GRID_FORMATS)
    routes.get(`/status/:id/paper.${format}`, signedIn, (c) => onPaper(c, (shown) => table(c, shown, format)))
  return routes
}

function print(c: AppContext, { paper, dialogue, meeting }: ShownPaper, format: PaperFormat) {
  const by = c.req.query('by') === 'item' ? 'item' : 'institution'
  const document = statusDocument(c.var.reader.locale, { paper, dialogue, meeting, by })
  return givePaper(c, document, format, nameOf(c, { paper, dialogue }))
}

function table(c: AppContext, { paper, dialogue }: ShownPaper, format: GridFormat) {
  return giveGrid(c, statusGrid(c.var.reader, { paper }), format, nameOf(c, { paper, dialogue }))
}

function nameOf(c: AppContext, { paper, dialogue }: Pick<ShownPaper, 'paper' | 'dialogue'>) {
  const day = dateOf(paper.asOf, paper.request.zone)
  const words = `${titleOf(c.var.reader, paper.request)}. ${dialogue.code}, ${day}`
  return { plain: `status-${dialogue.code}-${day}`, words }
}
