/** A roadmap as a document to hand out and as a table for other programs. GET only. */

import { roadmapGrid, roadmapSheet } from '../../views/roadmaps/printed.ts'
import { signedIn } from '../auth/guards.ts'
import { chooseText } from '../kernel/locale.ts'
import { GRID_FORMATS, giveGrid, givePaper, PAPER_FORMATS } from '../printing/download.ts'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { measure, wholeTally } from './content.ts'
import { namedIn, onRoadmap, type Shown } from './door.ts'

/** `/roadmaps/:id/roadmap.pdf`, `.docx`, `.xlsx` and `.csv`, for who may read it. */
export function roadmapPrints(): Routes {
  const routes = newRoutes()
  for (const format of PAPER_FORMATS)
    routes.get(`/roadmaps/:id/roadmap.${format}`, signedIn, (c) =>
      onRoadmap(c, 'read', async (shown) => {
        const { dialogue, roadmap } = shown
        const { reader, store } = c.var
        const title = chooseText(roadmap.title, reader.locale).text
        const author = reader.t.invitations.letters.secretariat(dialogue.code)
        const sheet = roadmapSheet(reader, { ...(await printed(c, shown)), now: store.now })
        const paper = { title, author, madeAt: store.now, sheets: [sheet] }
        return givePaper(c, paper, format, nameOf(c, shown))
      }),
    )
  for (const format of GRID_FORMATS)
    routes.get(`/roadmaps/:id/roadmap.${format}`, signedIn, (c) =>
      onRoadmap(c, 'read', async (shown) =>
        giveGrid(c, roadmapGrid(c.var.reader, await printed(c, shown)), format, nameOf(c, shown)),
      ),
    )
  return routes
}

/** It gets handed out: institutions that are never listed are in it only under other words, whoever prints it. */
async function printed(c: AppContext, shown: Shown) {
  const { dated } = await namedIn(c, shown)
  const named = new Map([...dated].filter(([, { listable }]) => listable !== 'never'))
  const { content, on, roadmap, dialogue, today } = shown
  const tally = wholeTally(content, on)
  const measured = measure(content, on)
  return { roadmap, zone: dialogue.zone, measured, tally, named: { dated: named, now: named }, on, today }
}

function nameOf({ var: { reader } }: AppContext, { roadmap, dialogue, today }: Shown) {
  const title = chooseText(roadmap.title, reader.locale).text
  return { plain: `roadmap-${dialogue.code}-${today}`, words: `${title.slice(0, 100)}, ${today}` }
}
