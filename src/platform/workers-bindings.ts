/** What the Workers runtime hands us, as far as we use it (wrangler.toml names the bindings). */

import type { D1Binding } from './d1.ts'

/** Variables and secrets are texts; the bindings are objects of the runtime. */
export interface WorkerEnv {
  readonly DB?: D1Binding
  readonly EMAIL?: SendEmail
  readonly ASSETS?: AssetsBinding
  readonly BASE_URL?: string
  readonly INSTANCE_SECRET?: string
  readonly SETUP_TOKEN?: string
  readonly MAIL_DOMAIN?: string
  readonly MAIL_TRANSPORT?: string
  readonly SMTP_URL?: string
  readonly DKIM_KEY_FILE?: string
  readonly FORWARD_TO?: string
  readonly AUTHSERV_ID?: string
}

/** The static files, by the path of an address on any host. */
export interface AssetsBinding {
  readonly fetch: (address: string) => Promise<Response>
}

export interface WorkerContext {
  /** Keeps the invocation alive for up to thirty seconds after the answer. */
  waitUntil(promise: Promise<unknown>): void
}

/** The `send_email` binding; the message is an `EmailMessage` of `cloudflare:email`. */
export interface SendEmail {
  send(message: object): Promise<unknown>
}

/** A mail that came in for one of the addresses routed to the worker. */
export interface InboundEmail {
  readonly from: string
  readonly to: string
  readonly raw: ReadableStream<Uint8Array>
  readonly rawSize: number
  /** Refuses it within the SMTP conversation: the sender's own server tells the sender. */
  setReject(reason: string): void
  forward(to: string): Promise<unknown>
}
