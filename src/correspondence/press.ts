/** The press of a request: PDFs in the faces that the platform brings; what draws them is loaded when needed. */

import type { AppContext } from '../web/context.ts'
import type { Press } from './records.ts'

/** Makes PDFs for the acts of this request. */
export function pressOf(c: AppContext): Press {
  return async (paper) => {
    const { printPdf } = await import('../printing/pdf.ts')
    return printPdf(paper, c.var.fonts)
  }
}
