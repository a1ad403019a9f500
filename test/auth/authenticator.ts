/** An authenticator without a device: makes keys and answers as WebAuthn level 3 says, or wrongly if told to. */

import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

/** What may be wrong with an answer. */
export interface Twist {
  readonly origin?: string
  readonly rpId?: string
  readonly type?: string
  readonly challenge?: string
  readonly userHandle?: string
  /** Without it the holder was not checked. */
  readonly verified?: boolean
  readonly counter?: number
}

export interface Credential {
  readonly id: string
  /** The form field of a new key for these options. */
  created(options: Options, twist?: Twist): string
  /** The form field of an answer to these options. */
  answer(options: Options, twist?: Twist): string
}

interface Options {
  readonly challenge: string
  readonly user?: { readonly id: string }
}

const ORIGIN = 'https://intersession.example.org'
const RP_ID = 'intersession.example.org'

/** A new key on a device that counts its uses. */
export function newCredential(): Credential {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const rawId = randomBytes(16)
  const id = rawId.toString('base64url')
  let handle = ''
  let counter = 0
  return {
    id,
    created: (options, twist = {}) => {
      handle = options.user?.id ?? ''
      const attested = Buffer.concat([
        Buffer.alloc(16),
        Buffer.from([0, rawId.length]),
        rawId,
        cose(publicKey),
      ])
      const data = authData({ flags: 0x40, counter, ...twist }, attested)
      const attestation = Buffer.concat([
        Buffer.from([0xa3]),
        text('fmt'),
        text('none'),
        text('attStmt'),
        Buffer.from([0xa0]),
        text('authData'),
        bytes(data),
      ])
      return field(id, {
        clientDataJSON: client(options, { type: 'webauthn.create', ...twist }).toString('base64url'),
        attestationObject: attestation.toString('base64url'),
        transports: ['internal'],
      })
    },
    answer: (options, twist = {}) => {
      counter = twist.counter ?? counter + 1
      const data = authData({ flags: 0, ...twist, counter })
      const json = client(options, { type: 'webauthn.get', ...twist })
      return field(id, {
        clientDataJSON: json.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: signed(privateKey, data, json).toString('base64url'),
        userHandle: twist.userHandle ?? handle,
      })
    },
  }
}

function field(id: string, response: object): string {
  return JSON.stringify({ id, rawId: id, type: 'public-key', response, clientExtensionResults: {} })
}

function client(options: Options, twist: Twist): Buffer {
  const { type, challenge = options.challenge, origin = ORIGIN } = twist
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
}

function authData(told: Twist & { flags: number }, attested: Uint8Array = Buffer.alloc(0)): Buffer {
  const { rpId = RP_ID, verified = true, counter = 0, flags } = told
  const count = Buffer.alloc(4)
  count.writeUInt32BE(counter)
  const hash = createHash('sha256').update(rpId).digest()
  return Buffer.concat([hash, Buffer.from([flags | (verified ? 0x05 : 0x01)]), count, attested])
}

function signed(key: KeyObject, data: Buffer, json: Buffer): Buffer {
  const hash = createHash('sha256').update(json).digest()
  return sign('sha256', Buffer.concat([data, hash]), key)
}

/** The public key as COSE (RFC 9053): EC2, ES256, P-256, x, y. */
function cose(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  const coordinate = (label: number, value: string) =>
    Buffer.concat([Buffer.from([label]), bytes(Buffer.from(value, 'base64url'))])
  return Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01]),
    coordinate(0x21, x),
    coordinate(0x22, y),
  ])
}

function text(value: string): Buffer {
  return Buffer.concat([Buffer.from([0x60 + value.length]), Buffer.from(value)])
}

function bytes(value: Uint8Array): Buffer {
  const { length } = value
  const head =
    length < 24 ? [0x40 + length] : length < 256 ? [0x58, length] : [0x59, length >> 8, length & 255]
  return Buffer.concat([Buffer.from(head), value])
}
