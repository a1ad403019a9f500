/** What the mail room needs of the outside: something that takes one finished message and says what happened. */

import type { Id } from '../kernel/id.ts'

/** One finished message to one recipient. */
export interface Message {
  readonly outboxId: Id
  readonly envelope: { readonly from: string; readonly to: string }
  readonly raw: Uint8Array | string
}

/**
 * What became of a message. `retry`: surely not accepted, try later; `relayDown` says that the relay itself
 * could not be reached, so that no message is to blame. `rejected`: never try this again. `uncertain`: the
 * whole message was handed over and the answer got lost, so it may or may not arrive. `ofSender`: what the relay refused is
 * us, before it heard of the recipient.
 */
export type SendOutcome =
  | {
      readonly outcome: 'sent' | 'rejected' | 'uncertain'
      readonly code?: number
      readonly reply: string
      readonly ofSender?: true
    }
  | {
      readonly outcome: 'retry'
      readonly code?: number
      readonly reply: string
      readonly relayDown?: boolean
    }

export interface Transport {
  /** True where no relay is configured: mail is kept to be read on the mail page, and `send` is never called. */
  readonly keeps: boolean
  /** Never throws: whatever goes wrong is an outcome. */
  send(message: Message): Promise<SendOutcome>
  close(): Promise<void>
}

/** The transport of an instance without a relay: everything is kept, nothing leaves the machine. */
export function keepingTransport(): Transport {
  return {
    keeps: true,
    send: async () => ({ outcome: 'retry', reply: 'no relay is configured', relayDown: true }),
    close: async () => {},
  }
}
