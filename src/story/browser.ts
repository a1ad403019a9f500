/** A browser without a screen: keeps cookies, follows redirects, reads pages, fills in and sends forms. */

import { type Entered, type Form, filledIn, formsIn } from './form.ts'
import { allOf, attribute, type Element, parseHtml, textOf } from './html.ts'

const MAX_REDIRECTS = 5

/** A page as it came. */
export interface Page {
  readonly url: string
  readonly status: number
  readonly html: string
  readonly root: Element
  readonly title: string
  readonly lang: string
  /** Everything that can be read in the main part. */
  readonly text: string
}

export class Browser {
  private readonly cookies = new Map<string, string>()
  private readonly origin: string

  constructor(origin: string) {
    this.origin = origin
  }

  /** Opens an address of ours and follows where it leads. */
  async open(address: string): Promise<Page> {
    return this.follow(await this.ask(address, {}), address)
  }

  /**
   * Fills in a form of a page and sends it, as {@link filledIn} says.
   * @param action the form's action, or its end.
   */
  async send(page: Page, action: string, entered: Entered = {}, button?: string): Promise<Page> {
    const form = formAt(page, action, Object.keys(entered))
    const fields = new URLSearchParams(filledIn(form, entered, button))
    const target = new URL(form.action || page.url, page.url).href
    if (form.method === 'get') return this.open(`${target.split('?')[0]}?${fields}`)
    const headers = {
      origin: this.origin,
      referer: page.url,
      'content-type': 'application/x-www-form-urlencoded',
    }
    return this.follow(await this.ask(target, { method: 'POST', headers, body: fields.toString() }), target)
  }

  /** What the script of a page does while one types: sends the form without its one-time key, asks for JSON. */
  async save(page: Page, action: string, entered: Entered): Promise<unknown> {
    const form = formAt(page, action, Object.keys(entered))
    const body = new URLSearchParams(filledIn(form, entered))
    body.delete('once')
    const headers = {
      origin: this.origin,
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
    }
    const answer = await this.ask(form.action, { method: 'POST', headers, body: body.toString() })
    return answer.json()
  }

  /** As {@link send}, of a form that takes a file: the first there that has these fields. */
  async upload(page: Page, action: string, entered: Readonly<Record<string, File>>): Promise<Page> {
    const form = formsIn(page.root).find(
      (one) => one.action === action && Object.keys(entered).every((name) => one.controls.has(name)),
    )
    if (!form) throw new Error(`${page.url} (${page.status}) has no form ${action} for a file`)
    const body = new FormData()
    for (const [name, value] of filledIn(form, {})) if (!(name in entered)) body.append(name, value)
    for (const [name, file] of Object.entries(entered)) body.append(name, file)
    const headers = { origin: this.origin, referer: page.url }
    return this.follow(await this.ask(action, { method: 'POST', headers, body }), action)
  }

  private async follow(first: Response, address: string): Promise<Page> {
    let response = first
    let url = new URL(address, this.origin).href
    for (let hops = 0; response.status >= 300 && response.status < 400; hops++) {
      if (hops === MAX_REDIRECTS) throw new Error(`${address} redirects in circles`)
      url = new URL(response.headers.get('location') ?? '', url).href
      response = await this.ask(url, {})
    }
    return readPage(url, response)
  }

  /** One request to an address of ours with the cookies kept so far; follows nothing, so it serves for files. */
  async ask(address: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(address, this.origin)
    if (url.origin !== this.origin) throw new Error(`${url.origin} is not ours`)
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { accept: 'text/html', ...init.headers, ...(cookie ? { cookie } : {}) }
    const response = await fetch(url, { ...init, headers, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) this.keep(line)
    return response
  }

  private keep(line: string): void {
    const [pair = '', ...options] = line.split(';')
    const at = pair.indexOf('=')
    const name = pair.slice(0, at).trim()
    if (options.some((option) => /^\s*max-age=0\s*$/i.test(option))) this.cookies.delete(name)
    else this.cookies.set(name, pair.slice(at + 1).trim())
  }
}

async function readPage(url: string, response: Response): Promise<Page> {
  const html = await response.text()
  const isHtml = (response.headers.get('content-type') ?? '').includes('text/html')
  const root = parseHtml(isHtml ? html : '')
  const main = allOf(root, 'main')[0] ?? root
  return {
    url,
    status: response.status,
    html,
    root,
    title: allOf(root, 'title').map(textOf)[0] ?? '',
    lang: attribute(allOf(root, 'html')[0] ?? root, 'lang'),
    text: isHtml ? textOf(main) : html,
  }
}

/**
 * The form of a page whose action is, or ends with, `action`; of several that lead to one address the one that has
 * the fields. @throws Error if there is not exactly one.
 */
function formAt(page: Page, action: string, names: readonly string[]): Form {
  const forms = formsIn(page.root)
  const found = forms.filter((form) => form.action === action)
  const near = found.length > 0 ? found : forms.filter((form) => pathOf(form.action).endsWith(action))
  const fitting = near.filter(({ controls }) => names.every((name) => controls.has(name)))
  const loose = near.length > 1 ? fitting : near
  const [form, second] = loose
  const there = forms.map((one) => one.action).join(', ')
  if (!form || second)
    throw new Error(`${page.url} (${page.status}) has ${loose.length} forms ${action}: ${there}`)
  return form
}

function pathOf(action: string): string {
  return action.split('?')[0] ?? ''
}

/** The rows of all tables of a page as texts of their cells. */
export function tableRows(page: Page): string[][] {
  return allOf(page.root, 'tr').map((row) => allOf(row, 'td', 'th').map(textOf))
}

/** Addresses of the links of a page, as written. */
export function linksIn(page: Page): { readonly href: string; readonly text: string }[] {
  return allOf(page.root, 'a').map((link) => ({ href: attribute(link, 'href'), text: textOf(link) }))
}

/** The address of the one link whose text or address matches. @throws Error if there is none. */
export function linkTo(page: Page, wanted: string | RegExp): string {
  const found = linksIn(page).find(({ href, text }) =>
    typeof wanted === 'string' ? text === wanted : wanted.test(href),
  )
  if (!found) throw new Error(`${page.url} (${page.status}) has no link ${wanted}`)
  return found.href
}
