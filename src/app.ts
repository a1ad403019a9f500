/** The application: guards in their order, then every room's routes. Knows no engine and no machine. */

import { agendaPrints } from './agenda/print-routes.ts'
import { agendaRoutes } from './agenda/routes.tsx'
import { accountRoutes } from './auth/account-routes.tsx'
import { door, linkOf, type Rooms } from './auth/door.ts'
import { proofRoutes } from './auth/proof-routes.tsx'
import { authRoutes } from './auth/routes.tsx'
import { securityRoutes } from './auth/security-routes.tsx'
import { setupRoutes } from './auth/setup-routes.tsx'
import { callRoutes } from './calls/routes.tsx'
import { commitmentImports } from './commitments/import-routes.tsx'
import { commitmentPrints } from './commitments/print-routes.ts'
import { promisedPages, renderPromises } from './commitments/promised-routes.tsx'
import { renderReport, reportPages } from './commitments/report-routes.tsx'
import { commitmentRoutes } from './commitments/routes.tsx'
import { renderVerification } from './commitments/verify-routes.tsx'
import { correspondenceRoutes } from './correspondence/routes.tsx'
import { dialogueRoutes } from './dialogues/routes.tsx'
import { stopMail } from './digests/preference-commands.ts'
import { preferencePages, renderPreferences } from './digests/preference-routes.tsx'
import { reachRoutes } from './digests/reach-routes.tsx'
import { documentRoutes } from './documents/routes.tsx'
import { downloads } from './feeds/download-routes.ts'
import { publicFeeds } from './feeds/public-routes.ts'
import { feedRoutes } from './feeds/routes.tsx'
import { filterRoutes } from './filters/routes.tsx'
import { homeRoutes } from './home/routes.tsx'
import { inboundRoutes } from './inbound/routes.tsx'
import { institutionRoutes } from './institutions/routes.tsx'
import { renderAttendance } from './invitations/attend-routes.tsx'
import { nominationPages, renderNomination } from './invitations/nominate-routes.tsx'
import { sendRegrets } from './invitations/nomination-commands.ts'
import { participantPrints } from './invitations/print-routes.ts'
import { invitationRoutes } from './invitations/routes.tsx'
import { refuse } from './kernel/outcome.ts'
import { mailHistoryRoutes } from './mail/history-routes.tsx'
import { mailRoomRoutes } from './mail/room-routes.tsx'
import { mailRoutes } from './mail/routes.tsx'
import { meetingRoutes } from './meetings/routes.tsx'
import { minutesPrints } from './minutes/print-routes.ts'
import { minutesRoutes } from './minutes/routes.tsx'
import { peopleRoutes } from './people/routes.tsx'
import { planPages, renderPlan } from './plans/link-routes.tsx'
import { plansRoutes } from './plans/routes.tsx'
import type { Fonts } from './printing/pdf.ts'
import { renderShares, sharePages } from './recurring/link-routes.tsx'
import { recurringRoutes } from './recurring/routes.tsx'
import { retentionRoutes } from './retention/routes.tsx'
import { roadmapRoutes } from './roadmaps/routes.tsx'
import { settingRoutes } from './settings/routes.tsx'
import { renderStatus, statusPages } from './status/answer-routes.tsx'
import { statusPrints } from './status/print-routes.ts'
import { statusRoutes } from './status/routes.tsx'
import { stepRoutes } from './steps/routes.tsx'
import { type Store, Unavailable } from './store/store.ts'
import { successionRoutes } from './succession/routes.tsx'
import { renderStock, stockPages } from './supply/entry-routes.tsx'
import { supplyRoutes } from './supply/routes.tsx'
import { failed, refused } from './web/answer.tsx'
import { type Assets, assetServer } from './web/assets.ts'
import { newRoutes, type Routes } from './web/context.ts'
import { headers, ownHost, ownOrigin } from './web/guard.ts'
import { probeRoutes, READY, type Readiness } from './web/probes.ts'
import { takingOnce } from './web/receipts.ts'
import { opening, recognising } from './web/visit.ts'

/** What the platform brings. */
interface Services {
  /** A store frozen at this instant. */
  openStore(): Store
  readonly assets: Assets
  /** The faces that PDFs are set in. */
  readonly fonts: Fonts
  /** True when no SMTP server is configured: mail is rendered and kept, pages say so. */
  readonly keepsMail: boolean
  /** The largest file that the database takes in one batch, in bytes; 10 MB where nothing is said. */
  readonly largestFile?: number
  /**
   * The address a request comes from, or the empty text: what the connection says, and what our own proxies
   * added (`limits/network.ts`). @param env what the runtime hands over beside the request.
   */
  clientOf(request: Request, env: unknown): string
  /** The name under which our own mail server writes what it found of mail coming in; without it, none is trusted. */
  readonly authserv?: string
  /** Whether the machine below can be relied on, for `/readyz`; without it, whenever it answers. */
  ready?(): Promise<Readiness>
  /** The token of the one-time link that makes the first organiser. */
  readonly setupToken: string
  /** Fills an empty instance with the example, as the person who set it up; not offered where it is missing. */
  loadExample?(personId: string): Promise<void>
  /** Letters with example facts to look at (`example/letter-routes.tsx`): in development only. */
  readonly previews?: Routes
  /** One line for the operator; never names, addresses or tokens. */
  log(line: string): void
}

/** Puts the application together; `fetch` of the result answers requests on any runtime. */
export function createApp(services: Services): Routes {
  const app = newRoutes()
  app.use(assetServer(services.assets))
  app.route(
    '/',
    probeRoutes(async () => (await services.ready?.()) ?? READY),
  )
  app.use(opening(services), headers, ownHost, ownOrigin)
  // Asked all day long by programs that are nobody.
  app.route('/', publicFeeds())
  app.use(recognising)
  // Also for `/p/:token` itself.
  app.use('/p/:token/*', door)
  app.use(takingOnce)
  app.get('/p/:token', (c) => DOORS[linkOf(c).purpose](c, linkOf(c)))
  for (const room of rooms(services)) app.route('/', room)
  app.notFound((c) => refused(c, refuse('not_found', 'forms.unknown')))
  app.onError((error, c) => {
    services.log(`request ${c.var.requestId} failed: ${error.stack ?? error.message}`)
    return error instanceof Unavailable
      ? refused(c, refuse('unavailable', 'forms.unavailable_here'))
      : failed(c)
  })
  return app
}

const DOORS: Rooms = {
  nominate: renderNomination,
  attend: renderAttendance,
  report: renderShares(renderReport),
  verify: renderVerification,
  status: renderStatus,
  preferences: renderPreferences,
  plan: renderPlan,
  promises: renderPromises,
  stock: renderStock,
}

function rooms(services: Services): Routes[] {
  return [
    setupRoutes(services),
    authRoutes(),
    proofRoutes(),
    accountRoutes(),
    securityRoutes(),
    homeRoutes(),
    institutionRoutes(),
    retentionRoutes(),
    peopleRoutes(),
    dialogueRoutes(),
    correspondenceRoutes({ takeRegrets: sendRegrets }),
    meetingRoutes(),
    agendaRoutes(),
    agendaPrints(),
    invitationRoutes(),
    participantPrints(),
    nominationPages(),
    minutesRoutes(),
    minutesPrints(),
    ...betweenMeetings(),
    preferencePages(),
    reachRoutes(),
    feedRoutes(),
    downloads(),
    documentRoutes(),
    inboundRoutes({ authserv: services.authserv ?? '', stopMail }),
    mailRoomRoutes(),
    mailHistoryRoutes(),
    mailRoutes(),
    settingRoutes(),
    ...(services.previews ? [services.previews] : []),
  ]
}

/** Everything that goes on between two meetings. */
function betweenMeetings(): Routes[] {
  return [
    callRoutes(),
    successionRoutes(),
    commitmentRoutes(),
    stepRoutes(),
    filterRoutes(),
    commitmentPrints(),
    commitmentImports(),
    reportPages(),
    statusPrints(),
    statusRoutes(),
    statusPages(),
    promisedPages(),
    recurringRoutes(),
    sharePages(),
    supplyRoutes(),
    stockPages(),
    roadmapRoutes(),
    plansRoutes(),
    planPages(),
  ]
}
