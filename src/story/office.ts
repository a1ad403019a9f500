/** Somebody of the secretariat at a desk: signs in by mail whenever the session is over. */

import type { Browser, Page } from './browser.ts'
import type { Entered } from './form.ts'
import type { Letter } from './mailbox.ts'
import type { Stage } from './stage.ts'

export class Office {
  readonly email: string
  private readonly stage: Stage
  private readonly browser: Browser

  constructor(stage: Stage, email: string, browser: Browser) {
    this.stage = stage
    this.email = email
    this.browser = browser
  }

  /** Opens a page, signing in on the way if need be. @throws Error unless the page comes. */
  async open(path: string): Promise<Page> {
    const page = await this.browser.open(path)
    if (isSignIn(page)) {
      await this.signIn()
      return expectPage(await this.browser.open(path))
    }
    return expectPage(page)
  }

  /** Asks for a link, opens it from the mail, presses the button. @returns the mail. */
  async signIn(): Promise<Letter> {
    const asking = await this.browser.open('/sign-in')
    await this.browser.send(asking, '/sign-in', { email: this.email })
    await this.stage.deliver()
    const letter = this.stage.letters.findLast(({ kind, to }) => kind === 'sign_in' && to === this.email)
    const link = letter?.links.find((one) => one.includes('/sign-in/'))
    if (!letter || !link) throw new Error(`no link to sign in came to ${this.email}`)
    const confirming = await this.browser.open(link)
    await this.browser.send(confirming, new URL(link).pathname)
    return letter
  }

  /** Opens a page, fills in a form there and sends it. @throws Error when the page that follows is a refusal. */
  async submit(path: string, action: string, entered: Entered = {}, button?: string): Promise<Page> {
    return expectPage(await this.browser.send(await this.open(path), action, entered, button))
  }

  /** As {@link submit}, on a page that is open; also a refusal is given back. */
  async send(page: Page, action: string, entered: Entered = {}, button?: string): Promise<Page> {
    return this.browser.send(page, action, entered, button)
  }

  /** Sends a form that takes a file, with the file or without one. */
  async upload(page: Page, action: string, entered: Readonly<Record<string, File>>): Promise<Page> {
    return this.browser.upload(page, action, entered)
  }

  /** The bytes behind an address, signing in on the way if need be. @throws Error unless they come. */
  async download(path: string): Promise<Uint8Array> {
    const answer = await this.browser.ask(path)
    if (answer.status === 200) return new Uint8Array(await answer.arrayBuffer())
    throw new Error(`${path} answers ${answer.status}`)
  }

  async signOut(): Promise<void> {
    await this.browser.send(await this.open('/'), '/sign-out')
  }
}

function isSignIn(page: Page): boolean {
  return new URL(page.url).pathname === '/sign-in'
}

/** The page, if it is one. @throws Error with what it says otherwise. */
export function expectPage(page: Page): Page {
  if (page.status === 200) return page
  throw new Error(`${page.url} answers ${page.status}: ${page.text.slice(0, 600)}`)
}

/** The last part of the page's path: the id of what was just made. */
export function idIn(page: Page): string {
  return new URL(page.url).pathname.split('/').at(-1) ?? ''
}
