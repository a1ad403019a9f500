/** The parts of the mail room, on top of each of its lists. */

import { currentFor } from '../layout/shell.tsx'
import type { Reader } from '../reader.ts'

const TABS = [
  ['outbox', '/mail'],
  ['undelivered', '/mail/undelivered'],
  ['bounces', '/mail/bounces'],
  ['review', '/mail/review'],
  ['suppressions', '/mail/suppressions'],
] as const

interface TabsProps {
  readonly reader: Reader
  /** Path and query of this page. */
  readonly path: string
}

/** A row of links; the one of this page is marked. */
export function MailTabs({ reader, path }: TabsProps) {
  const { tabs } = reader.t.mail.room
  const words = { ...tabs, review: reader.t.inbound.title }
  return (
    <nav class="tabs" aria-label={tabs.label}>
      <ul>
        {TABS.map(([name, href]) => (
          <li>
            <a href={href} aria-current={href === '/mail' ? onOutbox(path) : currentFor(href, path)}>
              {words[name]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

// Every other part lies below its path.
function onOutbox(path: string): 'page' | undefined {
  return currentFor('/mail', path) === 'page' ? 'page' : undefined
}
