/** The ways into the door for mail besides HTTP: LMTP and a mailbox, each only where the settings say so. */

import { stopMail } from '../digests/preference-commands.ts'
import { type InboundMail, takeMail } from '../inbound/commands.ts'
import type { TakenMail } from '../inbound/mail.ts'
import type { Store } from '../store/store.ts'
import type { Config } from './config.ts'
import { imapSettings } from './imap-url.ts'

/** What each way needs. */
export interface Way {
  readonly mailDomain: string
  openStore(): Store
  /** The door. @throws what the store threw: then the mail stays where it is. */
  take(mail: InboundMail): Promise<TakenMail>
  log(line: string): void
}

/** Something that takes mail in until it is stopped. */
export interface Incoming {
  /** Takes nothing new, and lets what is under way end. */
  stop(): Promise<void>
}

/** Opens the ways that the settings name. @throws Error if one cannot be opened. */
export async function startIncoming(
  config: Config,
  { openStore, log }: Pick<Way, 'openStore' | 'log'>,
): Promise<Incoming> {
  const services = { authserv: config.authservId ?? '', stopMail }
  const way: Way = {
    mailDomain: config.mailDomain,
    openStore,
    take: (mail) => takeMail(openStore(), mail, services),
    log,
  }
  const ways: Incoming[] = []
  // Loaded only when asked for: most instances use one of them or none.
  if (config.lmtp) ways.push(await (await import('./lmtp.ts')).startLmtp(config.lmtp, way))
  if (config.imap) {
    const settings = imapSettings(config.imap)
    if ('fault' in settings) throw new Error(settings.fault)
    const { startMailbox } = await import('./imap.ts')
    ways.push(startMailbox({ settings, moves: config.imap.moves, ...way }))
  }
  return { stop: () => Promise.all(ways.map((one) => one.stop())).then(() => {}) }
}
