/**
 * Mail out of a worker: by SMTP over TCP, or by the `send_email` binding of Cloudflare Email Service.
 *
 * SMTP is the better way: the binding replaces Message-ID, Date and the bounce address by its own, so that a
 * repetition is not recognised as one and bounces do not come to us (docs/workers.md).
 */

import { connect as connectPlainly, type Socket } from 'node:net'
import { connect as connectSecurely } from 'node:tls'
import { cleanLine } from '../kernel/text.ts'
import { keepingTransport, type Message, type SendOutcome, type Transport } from '../mail/transport.ts'
import type { SmtpSettings } from './smtp.ts'
import type { SendEmail } from './workers-bindings.ts'
import type { MailWay } from './workers-settings.ts'

/**
 * A transport for one invocation: sockets may not outlive the invocation that opened them.
 * @param millis for one message; what is not answered by then counts as uncertain or not sent.
 */
export function openTransport(way: MailWay, name: string, millis: number): Transport {
  if (way.by === 'keep') return keepingTransport()
  if (way.by === 'send_email') return bindingTransport(way.binding)
  return opened(async () => {
    // Most invocations answer a page and send nothing.
    const { readSmtpUrl, smtpTransport } = await import('./smtp.ts')
    const settings = readSmtpUrl(way.url)
    return smtpTransport({ settings, name, messageTimeout: millis, silenceTimeout: millis, connect })
  })
}

/** A transport that is opened by its first message. */
function opened(open: () => Promise<Transport>): Transport {
  let transport: Promise<Transport> | null = null
  const get = () => {
    transport ??= open()
    return transport
  }
  return {
    keeps: false,
    send: async (message) => {
      try {
        return await (await get()).send(message)
      } catch {
        // The address of the relay makes no sense; it holds a password, so it is not repeated.
        return { outcome: 'retry', reply: 'SMTP_URL cannot be used', relayDown: true }
      }
    },
    close: async () => (await transport)?.close(),
  }
}

// The runtime finds the address of the name itself. nodemailer would connect to an address that it looked up,
// and the runtime would then look for that address in the certificate of an `smtps://` relay.
function connect({ host, port, secure }: SmtpSettings): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = secure ? connectSecurely({ host, port, servername: host }) : connectPlainly({ host, port })
    const fail = (error: Error) => {
      clearTimeout(timer)
      socket.destroy()
      reject(error)
    }
    const timer = setTimeout(() => fail(new Error('the relay cannot be reached')), CONNECT_MS)
    socket.once('error', fail)
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      clearTimeout(timer)
      socket.removeListener('error', fail)
      resolve(socket)
    })
  })
}

const CONNECT_MS = 10_000

function bindingTransport(binding: SendEmail): Transport {
  return { keeps: false, send: (message) => sendBy(binding, message), close: async () => {} }
}

async function sendBy(binding: SendEmail, { envelope, raw }: Message): Promise<SendOutcome> {
  const text = typeof raw === 'string' ? raw : new TextDecoder().decode(raw)
  try {
    // Exists in workerd only, so it must not be looked for when this file is loaded.
    const { EmailMessage } = await import('cloudflare:email')
    // The binding takes no sender but the one in the From header, and makes its own bounce address.
    await binding.send(new EmailMessage(fromAddress(text), envelope.to, text))
    return { outcome: 'sent', code: 250, reply: '' }
  } catch (error) {
    return outcomeOf(error)
  }
}

function fromAddress(text: string): string {
  const [headers = ''] = text.split('\r\n\r\n', 1)
  const from = /^From:[^\r\n]*(\r\n[ \t][^\r\n]*)*/im.exec(headers)?.[0] ?? ''
  return /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from.slice('From:'.length).trim()
}

/**
 * What an error of the binding means (developers.cloudflare.com/email-service/api/send-emails/workers-api). A
 * connection lost in mid-call may have delivered; an unknown error is tried again as the relay would be.
 */
function outcomeOf(error: unknown): SendOutcome {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const reply = cleanLine(`${code} ${error instanceof Error ? error.message : error}`).slice(0, 500)
  if (REFUSED.test(code)) return { outcome: 'rejected', reply }
  if (OURS.test(code)) return { outcome: 'retry', reply, relayDown: true }
  if (/network connection lost/i.test(reply)) return { outcome: 'uncertain', reply }
  return { outcome: 'retry', reply }
}

const REFUSED =
  /^E_(VALIDATION_ERROR|FIELD_MISSING|TOO_MANY_RECIPIENTS|RECIPIENT_NOT_ALLOWED|RECIPIENT_SUPPRESSED|CONTENT_TOO_LARGE|HEADER_\w+)$/
const OURS =
  /^E_(SENDER_NOT_VERIFIED|SENDER_DOMAIN_NOT_AVAILABLE|RATE_LIMIT_EXCEEDED|DAILY_LIMIT_EXCEEDED|INTERNAL_SERVER_ERROR)$/
