/**
 * The mails in the hands of one run: gives each sender the next that may begin, and claims more when none may, while
 * others are still sending. A mail that takes its time never holds up those that come after it.
 */

import type { OutboxTable } from '../store/followup-schema.ts'
import type { Candidate } from './settlement.ts'
import type { Message, SendOutcome } from './transport.ts'

/** A mail in our hands; `made` once its bytes are being made. */
export interface Claimed {
  readonly row: OutboxTable
  readonly before: Candidate
  made?: Promise<Message | SendOutcome>
}

export interface Queue {
  /** The next mail that may begin; null when there is none and nobody sends any more. */
  next(): Promise<Claimed | null>
  /** It was sent or given back. */
  end(mail: Claimed): void
}

interface QueueOptions {
  /** Claims some more; null when there is nothing more to do now. */
  claim(): Promise<Claimed[] | null>
  /** Takes the place that a mail needs. @returns false when none is free. */
  start(mail: Claimed): boolean
  /** Gives it back. */
  end(mail: Claimed): void
  /** Were mails left unclaimed because they had no place? */
  isCrowded(): boolean
  /** What comes soon: its bytes are made meanwhile, since making takes the processor and sending mostly waits. */
  prepare(soon: readonly Claimed[]): void
}

/** While somebody still sends, the others look for what came meanwhile. */
const LOOK_AGAIN_MS = 1_000

/** An empty queue. */
export function openQueue(options: QueueOptions): Queue {
  let waiting: Claimed[] = []
  let filling: Promise<void> | null = null
  let idle: (() => void)[] = []
  let crowded = false
  let ended = false
  let under = 0

  async function fill(): Promise<void> {
    crowded = options.isCrowded()
    const more = await options.claim()
    waiting = [...waiting, ...(more ?? [])]
    ended = more === null
    if (waiting.length > 0) wake()
  }

  function wake(): void {
    const resting = idle
    idle = []
    for (const go of resting) go()
  }

  function rest(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        ended = false
        resolve()
      }, LOOK_AGAIN_MS)
      idle.push(() => {
        clearTimeout(timer)
        resolve()
      })
    })
  }

  function take(): Claimed | null {
    const at = waiting.findIndex((mail) => options.start(mail))
    const mail = waiting[at]
    if (!mail) return null
    waiting.splice(at, 1)
    under += 1
    options.prepare(waiting)
    return mail
  }

  async function next(): Promise<Claimed | null> {
    for (;;) {
      const mail = take()
      if (mail) return mail
      if (!ended) {
        filling ??= fill().finally(() => {
          filling = null
        })
        await filling
      } else if (under > 0) await rest()
      else {
        wake()
        return null
      }
    }
  }

  return {
    next,
    end(mail) {
      under -= 1
      options.end(mail)
      if (crowded) ended = false
    },
  }
}
