/**
 * Answers as the mail programs write them. Reconstructed after calendar-mail.md §2, RFC 5546 and what is publicly
 * known of each program; none of them was copied from anybody's mailbox.
 */

const CRLF = '\r\n'

/** What an answer is about. */
export interface Answered {
  readonly uid: string
  readonly from: string
  readonly name?: string
  readonly partstat?: string
  readonly sequence?: number
  /** `20260116T050000Z`. */
  readonly stamp?: string | null
  readonly comment?: string
  readonly attendee?: string
  readonly inReplyTo?: string
  readonly method?: string
  /** Further header lines. */
  readonly headers?: readonly string[]
  /** Further lines of the event. */
  readonly lines?: readonly string[]
  readonly organizer?: string | null
  readonly authentication?: string
  readonly to?: string
}

const OURS = 'rsvp@intersession.example.org'

/** The calendar of an answer. */
export function replyCalendar(answered: Answered): string {
  const {
    uid,
    from,
    partstat = 'ACCEPTED',
    sequence = 0,
    stamp = '20260116T050000Z',
    method = 'REPLY',
  } = answered
  const organizer = answered.organizer === undefined ? `ORGANIZER:mailto:${OURS}` : answered.organizer
  return [
    'BEGIN:VCALENDAR',
    'PRODID:-//Reconstructed//Answer//EN',
    'VERSION:2.0',
    ...(method ? [`METHOD:${method}`] : []),
    'BEGIN:VEVENT',
    `UID:${uid}`,
    ...(stamp ? [`DTSTAMP:${stamp}`] : []),
    `SEQUENCE:${sequence}`,
    'DTSTART:20260414T040000Z',
    'DTEND:20260414T123000Z',
    ...(organizer ? [organizer] : []),
    `ATTENDEE;PARTSTAT=${partstat};CN=${answered.name ?? 'Somebody'}:mailto:${answered.attendee ?? from}`,
    ...(answered.comment ? [`COMMENT:${answered.comment}`] : []),
    ...(answered.lines ?? []),
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join(CRLF)
}

function headersOf(answered: Answered, more: readonly string[]): string[] {
  const { from, name = 'Somebody', inReplyTo, authentication } = answered
  return [
    ...(authentication ? [`Authentication-Results: ${authentication}`] : []),
    `From: ${name} <${from}>`,
    `To: ${answered.to ?? OURS}`,
    'Date: Fri, 16 Jan 2026 05:00:01 +0000',
    'Subject: Accepted: Second dialogue',
    ...(inReplyTo ? [`In-Reply-To: ${inReplyTo}`] : []),
    'MIME-Version: 1.0',
    ...(answered.headers ?? []),
    ...more,
  ]
}

/** Text and calendar beside each other, as most programs send them. */
export function alternative(answered: Answered, type = 'text/calendar; charset=UTF-8; method=REPLY'): string {
  return [
    ...headersOf(answered, ['Content-Type: multipart/alternative; boundary="=_b1"']),
    '',
    '--=_b1',
    'Content-Type: text/plain; charset=UTF-8',
    '',
    'Accepted.',
    '--=_b1',
    `Content-Type: ${type}`,
    'Content-Transfer-Encoding: base64',
    '',
    ...(base64(replyCalendar(answered)).match(/.{1,76}/g) ?? []),
    '--=_b1--',
    '',
  ].join(CRLF)
}

/** Outlook at a desk: one part, the calendar itself, long lines folded. */
function outlook(answered: Answered): string {
  const calendar = replyCalendar({
    ...answered,
    lines: ['X-MICROSOFT-CDO-BUSYSTATUS:BUSY', 'X-ALT-DESC;FMTTYPE=text/html:<html></html>', 'PRIORITY:5'],
  })
  return [
    ...headersOf(answered, [
      'X-Mailer: Microsoft Outlook 16.0',
      'Content-Type: text/calendar; method=REPLY;',
      '\tcharset="utf-8"',
      'Content-Transfer-Encoding: 7bit',
    ]),
    '',
    calendar.replace('ATTENDEE;', `ATTENDEE;${CRLF} `),
  ].join(CRLF)
}

/** Exchange and outlook.com: no ORGANIZER, a zone of their own with rules, the UID in capitals. */
function exchange(answered: Answered): string {
  const calendar = replyCalendar({ ...answered, uid: answered.uid.toUpperCase(), organizer: null })
  const zoned = calendar.replace(
    'BEGIN:VEVENT',
    [
      'BEGIN:VTIMEZONE',
      'TZID:West Asia Standard Time',
      'BEGIN:STANDARD',
      'DTSTART:16010101T000000',
      'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10',
      'TZOFFSETFROM:+0500',
      'TZOFFSETTO:+0500',
      'END:STANDARD',
      'END:VTIMEZONE',
      'BEGIN:VEVENT',
    ].join(CRLF),
  )
  return [
    ...headersOf(answered, [
      'Content-Type: multipart/alternative; boundary="_000_x_"',
      'X-MS-Has-Attach: no',
    ]),
    '',
    '--_000_x_',
    'Content-Type: text/html; charset="us-ascii"',
    '',
    '<html><body></body></html>',
    '--_000_x_',
    'Content-Type: text/calendar; charset="utf-8"; method=REPLY',
    'Content-Transfer-Encoding: base64',
    '',
    ...(base64(zoned).match(/.{1,76}/g) ?? []),
    '--_000_x_--',
    '',
  ].join(CRLF)
}

/** Google: an automatic mail, the calendar once inside and once as a file. */
function gmail(answered: Answered): string {
  const calendar = (base64(replyCalendar(answered)).match(/.{1,76}/g) ?? []).join(CRLF)
  return [
    ...headersOf(answered, [
      'Sender: Google Calendar <calendar-notification@google.com>',
      'Auto-Submitted: auto-generated',
      'Content-Type: multipart/mixed; boundary="000000000000a1"',
    ]),
    '',
    '--000000000000a1',
    'Content-Type: multipart/alternative; boundary="000000000000a2"',
    '',
    '--000000000000a2',
    'Content-Type: text/plain; charset="UTF-8"; format=flowed; delsp=yes',
    'Content-Transfer-Encoding: base64',
    '',
    base64('Somebody has accepted this invitation.'),
    '--000000000000a2',
    'Content-Type: text/calendar; charset="UTF-8"; method=REPLY',
    'Content-Transfer-Encoding: base64',
    '',
    calendar,
    '--000000000000a2--',
    '--000000000000a1',
    'Content-Type: application/ics; name="invite.ics"',
    'Content-Disposition: attachment; filename="invite.ics"',
    'Content-Transfer-Encoding: base64',
    '',
    calendar,
    '--000000000000a1--',
    '',
  ].join(CRLF)
}

/** A calendar only as a file: Proton Bridge drops `method=`, some gateways drop the alternative. */
function asFile(answered: Answered): string {
  return [
    ...headersOf(answered, ['Content-Type: multipart/mixed; boundary="---f"']),
    '',
    '-----f',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'See the attached file.',
    '-----f',
    'Content-Type: application/ics; name="invite.ics"',
    'Content-Disposition: attachment; filename="invite.ics"',
    'Content-Transfer-Encoding: base64',
    '',
    ...(base64(replyCalendar(answered)).match(/.{1,76}/g) ?? []),
    '-----f--',
    '',
  ].join(CRLF)
}

/** How bytes beyond ASCII travel. */
export type Encoding = '8bit' | 'quoted-printable' | 'base64'

/** Windows-1251 or KOI8-R as a server of the 1990s still sends them, with their name or without. */
export function inCharset(
  charset: 'windows-1251' | 'koi8-r',
  answered: Answered,
  { named = true, encoding = '8bit' }: { named?: boolean; encoding?: Encoding } = {},
): Uint8Array {
  const type = named ? `text/calendar; charset=${charset}; method=REPLY` : 'application/ics; name=a.ics'
  const headers = [`Content-Type: ${type}`, `Content-Transfer-Encoding: ${encoding}`]
  const head = bytes([...headersOf(answered, headers), '', ''].join(CRLF))
  return Buffer.concat([head, encoded(bytesIn(charset, replyCalendar(answered)), encoding)])
}

function encoded(body: Uint8Array, encoding: Encoding): Uint8Array {
  if (encoding === '8bit') return body
  if (encoding === 'base64')
    return bytes(
      (
        Buffer.from(body)
          .toString('base64')
          .match(/.{1,76}/g) ?? []
      ).join(CRLF) + CRLF,
    )
  const sign = (byte: number) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`
  const lines = Buffer.from(body).toString('latin1').split(CRLF)
  const plain = lines.map((line) =>
    line.replace(/[^!-<>-~ \t]|[ \t]$/g, (letter) => sign(letter.charCodeAt(0))),
  )
  return bytes(plain.map((line) => line.replace(/(.{60}[^=]{0,2})(?=.)/g, `$1=${CRLF}`)).join(CRLF))
}

/** One part in UTF-8, as programs send it that keep mail readable: lines cut with `=`. */
function quotedPrintable(answered: Answered): string {
  const headers = [
    'Content-Type: text/calendar; method=REPLY; charset=utf-8',
    'Content-Transfer-Encoding: quoted-printable',
  ]
  const body = encoded(bytes(replyCalendar(answered)), 'quoted-printable')
  return [...headersOf(answered, headers), '', Buffer.from(body).toString('latin1')].join(CRLF)
}

/** Every program by its name; all say the same. */
export const PROGRAMS: Readonly<Record<string, (answered: Answered) => string>> = {
  'Outlook at a desk': outlook,
  Exchange: exchange,
  'outlook.com without ORGANIZER': exchange,
  Gmail: gmail,
  Apple: (answered) =>
    alternative(
      { ...answered, headers: ['X-Mailer: iPhone Mail (23A1)'] },
      'text/calendar; method=REPLY; charset=UTF-8; name=reply.ics',
    ),
  Thunderbird: (answered) => alternative(answered, 'text/calendar; method=REPLY; charset=UTF-8'),
  Yandex: (answered) =>
    alternative(
      { ...answered, headers: ['X-Yandex-Fwd: 1'] },
      'text/calendar; charset=utf-8; method=REPLY; component=VEVENT',
    ),
  'mail.ru': (answered) => alternative({ ...answered, organizer: `ORGANIZER;CN=Secretariat:MAILTO:${OURS}` }),
  Nextcloud: (answered) =>
    alternative(
      { ...answered, lines: ['REQUEST-STATUS:2.0;Success'] },
      'text/calendar; method="REPLY"; charset="UTF-8"',
    ),
  'Proton without method=': (answered) => alternative(answered, 'text/calendar; charset=utf-8'),
  'a file alone': asFile,
  'quoted-printable': quotedPrintable,
}

/** A person's own words. */
export function words(from: string, text: string, more: Partial<Answered> = {}): string {
  return [
    ...headersOf({ uid: '', from, ...more }, ['Content-Type: text/plain; charset=utf-8']),
    '',
    text,
    '',
  ].join(CRLF)
}

/** A delivery report by RFC 3464. */
export function deliveryReport(
  to: string,
  asked: { action?: string; status?: string; words?: string; about?: string },
): string {
  const {
    action = 'failed',
    status = '5.1.1',
    words: said = 'smtp; 550 5.1.1 User unknown',
    about = '',
  } = asked
  return [
    'Return-Path: <>',
    'From: Mail Delivery System <MAILER-DAEMON@mx.example.net>',
    `To: ${to}`,
    'Subject: Undelivered Mail Returned to Sender',
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="r1"',
    '',
    '--r1',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    'I am sorry to have to inform you that your message could not be delivered.',
    '--r1',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example.net',
    '',
    'Final-Recipient: rfc822; somebody@example.net',
    `Action: ${action}`,
    `Status: ${status}`,
    `Diagnostic-Code: ${said}`,
    '--r1',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: ${about}`,
    'Subject: Invitation',
    '--r1--',
    '',
  ].join(CRLF)
}

/** A complaint by RFC 5965. */
export function complaint(to: string, about: string): string {
  return [
    'From: Feedback <fbl@mailbox.example.net>',
    `To: ${to}`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=feedback-report; boundary="c1"',
    '',
    '--c1',
    'Content-Type: text/plain',
    '',
    'This is an email abuse report.',
    '--c1',
    'Content-Type: message/feedback-report',
    '',
    'Feedback-Type: abuse',
    'Version: 1',
    '--c1',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: ${about}`,
    '--c1--',
    '',
  ].join(CRLF)
}

/** Text as the bytes that travel. */
export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

export function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64')
}

function bytesIn(charset: string, text: string): Uint8Array {
  const decoder = new TextDecoder(charset)
  const table = new Map(Array.from({ length: 256 }, (_, code) => [decoder.decode(Uint8Array.of(code)), code]))
  return Uint8Array.from(text, (letter) => table.get(letter) ?? 63)
}
