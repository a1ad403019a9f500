/** Where the story takes place: a real server with a real database file, a mail server, people with browsers. */

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Config, readConfig } from '../platform/config.ts'
import { type RunningServer, startServer } from '../platform/serve.ts'
import { type Sink, startSink } from '../platform/sink.ts'
import type { Engine } from '../store/store.ts'
import { Browser, type Page } from './browser.ts'
import { StoryClock } from './clock.ts'
import { fingerprint } from './dump.ts'
import { clearMails, type Letter, Mailbox } from './mailbox.ts'
import { StoryRecord } from './record.ts'

export const MAIL_DOMAIN = 'intersession.example.org'
const OTHERS = /[\w.+-]+@example\.org/g

interface StageOptions {
  readonly out: string
  /** Empty and migrated; closed at the end. A database file of its own when left out. */
  readonly engine: Engine | undefined
  print(line: string): void
}

export class Stage {
  readonly clock: StoryClock
  readonly record: StoryRecord
  readonly server: RunningServer
  /** Every letter of the story so far. */
  readonly letters: Letter[] = []
  private readonly mailbox: Mailbox
  private readonly sink: Sink
  private readonly folder: string
  private readonly opened = new Set<string>()
  private readonly unread: Letter[] = []
  private unchecked: Letter[] = []

  private constructor(parts: {
    clock: StoryClock
    record: StoryRecord
    server: RunningServer
    mailbox: Mailbox
    sink: Sink
    folder: string
  }) {
    this.clock = parts.clock
    this.record = parts.record
    this.server = parts.server
    this.mailbox = parts.mailbox
    this.sink = parts.sink
    this.folder = parts.folder
  }

  /** Builds everything on loopback; the clock stands at 1 September 2025, 09:00 in Astana. */
  static async build(options: StageOptions): Promise<Stage> {
    mkdirSync(options.out, { recursive: true })
    clearMails(options.out)
    const folder = mkdtempSync(join(tmpdir(), 'intersession-story-'))
    const clock = new StoryClock('2025-09-01 09:00')
    const sink = await startSink()
    const server = await startServer({
      config: configOf(folder, sink.port),
      ...(options.engine && { engine: options.engine }),
      clock,
      background: false,
      log: (line) => options.print(`    ${line}`),
    })
    const mailbox = new Mailbox(sink, options.out)
    return new Stage({ clock, record: new StoryRecord(options.print), server, mailbox, sink, folder })
  }

  /** Somebody with an empty browser. */
  browser(): Browser {
    return new Browser(this.server.url)
  }

  /** Sends what waits and reads what arrived; it is kept for whoever calls {@link post} next. */
  async deliver(): Promise<void> {
    for (let before = -1; before < this.sink.messages.length; ) {
      before = this.sink.messages.length
      await this.server.deliver()
    }
    const arrived = await this.mailbox.fetch()
    this.letters.push(...arrived)
    this.unread.push(...arrived)
    this.unchecked.push(...arrived)
  }

  /** Sends what waits and gives what arrived since the last time. */
  async post(): Promise<Letter[]> {
    await this.deliver()
    return this.unread.splice(0)
  }

  /** Runs the recurring jobs, then {@link post}. */
  async tick(): Promise<Letter[]> {
    await this.jobs()
    return this.post()
  }

  /** Runs the recurring jobs and leaves what they queued where it is. @throws Error if one of them failed. */
  async jobs(): Promise<void> {
    for (const act of (await this.server.tick()).acts)
      if (act.outcome === 'failed') throw new Error(`the job ${act.name} failed`, { cause: act.error })
  }

  /** Opens the personal link that the newest letter of a kind brought to somebody. */
  async follow(to: string, kind: string): Promise<{ browser: Browser; page: Page }> {
    const letter = this.letters.findLast((one) => one.to === to && one.kind === kind)
    const link = letter?.links.find((one) => one.includes('/p/'))
    if (!link) throw new Error(`${to} has no ${kind} with a personal link`)
    const browser = this.browser()
    return { browser, page: await browser.open(link) }
  }

  /** Checks what holds for every mail that came since the last time. */
  async checkMails(): Promise<void> {
    const mails = this.unchecked
    this.unchecked = []
    if (mails.length === 0) return
    this.checkAddresses(mails)
    await this.checkLinks(mails)
  }

  private checkAddresses(mails: readonly Letter[]): void {
    const strangers = mails.flatMap((mail) => {
      const whole = [...mail.headers.values(), mail.text, mail.html, mail.calendar.replace(/\r?\n[ \t]/g, '')]
      return [...new Set(whole.join('\n').match(OTHERS) ?? [])]
        .filter((address) => address.toLowerCase() !== mail.to.toLowerCase())
        .map((address) => `${address} in ${mail.file}`)
    })
    this.record.check('every mail', 'holds no address but its reader’s and ours', {
      expected: [],
      seen: strangers,
      mails,
    })
  }

  /** Gateways open every link of a mail, by HEAD and by GET: that must not answer for anybody. */
  private async checkLinks(mails: readonly Letter[]): Promise<void> {
    const links = [...new Set(mails.flatMap((mail) => mail.links))].filter((link) => !this.opened.has(link))
    const own = links.filter((link) => link.startsWith(this.server.url))
    const before = await fingerprint(this.server.engine)
    const broken: string[] = []
    for (const link of own) {
      this.opened.add(link)
      await fetch(link, { method: 'HEAD', redirect: 'manual' })
      const answer = await fetch(link, { redirect: 'manual' }).then(drained)
      if (!leadsSomewhere(answer)) broken.push(`${answer.status} ${link}`)
    }
    this.record.check('a mail gateway', `opens ${own.length} links and changes nothing`, {
      expected: { broken: [], unchanged: true },
      seen: { broken, unchanged: (await fingerprint(this.server.engine)) === before },
    })
  }

  /** Takes everything down; the database goes, the mails stay. */
  async strike(): Promise<void> {
    await this.server.close()
    await this.sink.close()
    rmSync(this.folder, { recursive: true, force: true })
  }
}

// Not the settings of this machine: the story is the same everywhere.
function configOf(folder: string, smtpPort: number): Config {
  const read = readConfig({
    PORT: '0',
    DATA_DIR: folder,
    SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
    MAIL_DOMAIN,
  })
  if ('faults' in read) throw new Error(read.faults.join('; '))
  return read.config
}

/** A page, a link that was used up, or a page of the secretariat, which asks to sign in. */
function leadsSomewhere({ status, headers }: Response): boolean {
  if (status === 303) return (headers.get('location') ?? '').startsWith('/sign-in')
  return status === 200 || status === 410
}

async function drained(response: Response): Promise<Response> {
  await response.arrayBuffer()
  return response
}
