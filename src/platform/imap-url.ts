/** The setting IMAP_URL: `imaps://user:password@host:993/INBOX`. What it says of faults never repeats it. */

import { readFileSync } from 'node:fs'
import { isLoopback } from './loopback.ts'

/** As the settings say it: in itself or in a file, since it holds a password. */
export interface ImapSetting {
  readonly url: string
  readonly file: string
  /** Move mail to folders once read, instead of flagging it. */
  readonly moves: boolean
}

/** Where the mailbox is and how to sign in to it. */
export interface ImapSettings {
  readonly host: string
  readonly port: number
  /** `first`: `imaps://`; `upgrade`: STARTTLS is demanded; `never`: only on this very machine. */
  readonly tls: 'first' | 'upgrade' | 'never'
  readonly user: string
  readonly pass: string
  readonly folder: string
}

/** Reads the address. Without a folder INBOX is meant; `imap://` to another machine demands STARTTLS. */
export function readImapUrl(text: string): ImapSettings | { readonly fault: string } {
  const url = URL.parse(text)
  if (!url || !/^imaps?:$/.test(url.protocol) || !url.hostname || !url.username || url.search)
    return { fault: 'must look like imaps://user:password@host/INBOX' }
  const first = url.protocol === 'imaps:'
  const host = url.hostname.replace(/^\[|\]$/g, '')
  try {
    return {
      host,
      port: url.port ? Number(url.port) : first ? 993 : 143,
      tls: first ? 'first' : isLoopback(host) ? 'never' : 'upgrade',
      user: decodeURIComponent(url.username),
      pass: decodeURIComponent(url.password),
      folder: decodeURIComponent(url.pathname.slice(1)) || 'INBOX',
    }
  } catch {
    return { fault: 'has a % that stands for nothing: write it as %25' }
  }
}

/** The mailbox of the settings, its file read. @returns a fault that can be printed. */
export function imapSettings({ url, file }: ImapSetting): ImapSettings | { readonly fault: string } {
  if (url) return readImapUrl(url)
  try {
    const read = readImapUrl(readFileSync(file, 'utf8').trim())
    return 'fault' in read ? { fault: `the address in ${file} ${read.fault}` } : read
  } catch (error) {
    return { fault: `IMAP_URL_FILE: ${(error as NodeJS.ErrnoException).code} ${file}` }
  }
}
