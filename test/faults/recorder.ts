/** What the world was told: every command that was acknowledged, every message that the relay took, every kill. */

import type { Id } from '../../src/kernel/id.ts'
import type { Received } from '../../src/platform/sink.ts'

/** An acknowledged command and what must be found afterwards. */
export type Write =
  | { readonly kind: 'institution' | 'person' | 'dialogue' | 'meeting'; readonly name: string }
  | { readonly kind: 'letters'; readonly meetingId: Id; readonly addresses: readonly string[] }
  | { readonly kind: 'nomination'; readonly meetingId: Id; readonly address: string }
  | { readonly kind: 'moved'; readonly meetingId: Id; readonly nth: number }
  | {
      readonly kind: 'withdrawal'
      readonly invitationId: Id
      readonly address: string
      /** Milliseconds since 1970, real time: when the answer came. */
      readonly at: number
    }

/** One message as the relay took it. */
export interface Arrival {
  readonly messageId: string
  readonly to: readonly string[]
  readonly at: number
  readonly answered: boolean
  readonly uid: string
  readonly sequence: number | null
}

export interface Recorder {
  readonly writes: readonly Write[]
  readonly arrivals: readonly Arrival[]
  /** Real times at which a process was killed or stopped. */
  readonly kills: readonly number[]
  /** 1, 2, 3 … for whatever has to grow. */
  serial(): number
  wrote(write: Write): void
  arrived(message: Received): void
  killed(): void
}

export function openRecorder(): Recorder {
  const writes: Write[] = []
  const arrivals: Arrival[] = []
  const kills: number[] = []
  let serial = 0
  return {
    writes,
    arrivals,
    kills,
    serial: () => {
      serial += 1
      return serial
    },
    wrote: (write) => void writes.push(write),
    arrived: (message) => void arrivals.push(arrivalOf(message)),
    killed: () => void kills.push(Date.now()),
  }
}

function arrivalOf({ raw, envelope, at, answered }: Received): Arrival {
  const text = raw.toString().replace(/\r\n[ \t]+/g, ' ')
  const calendar = calendarIn(text)
  return {
    messageId: /^Message-ID:\s+(<[^>]+>)/im.exec(text)?.[1] ?? '',
    to: envelope.to,
    at,
    answered,
    uid: /^UID:(\S+)/m.exec(calendar)?.[1] ?? '',
    sequence: calendar ? Number(/^SEQUENCE:(\d+)/m.exec(calendar)?.[1] ?? 0) : null,
  }
}

// The first part of that type; our composer writes it in base64 or as it is.
function calendarIn(text: string): string {
  const part = /^Content-Type: text\/calendar[\s\S]*?\r\n\r\n([\s\S]*?)\r\n--/im.exec(text)
  if (!part) return ''
  const [head = '', body = ''] = [part[0], part[1]]
  return /^Content-Transfer-Encoding: base64/im.test(head) ? Buffer.from(body, 'base64').toString() : body
}
