/**
 * What passes between us and an authenticator (WebAuthn level 3). The only file that knows
 * @simplewebauthn/server, which is loaded when the first answer is to be judged: it is large and a start or a
 * page has no use for it.
 */

import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server'
import type { Id } from '../kernel/id.ts'
import type { Instance } from '../store/store.ts'

/** EdDSA, ES256, RS256; named, because the library's own list asks Node for experimental keys and warns. */
const ALGORITHMS = [-8, -7, -257]

/** The stored half of a passkey. */
export interface StoredKey {
  readonly credentialId: string
  readonly publicKey: string
  readonly counter: number
  readonly transports: readonly string[]
}

/** What every ceremony expects of its answer. */
interface Expected {
  readonly instance: Instance
  readonly challenge: string
}

/** Ours by configuration, never by what a request claims. */
function ownParty({ baseUrl }: Instance): { readonly origin: string; readonly id: string } {
  const { origin, hostname } = new URL(baseUrl)
  return { origin, id: hostname }
}

/** Options for `navigator.credentials.create`: a discoverable key that checks who holds the device. */
export function creationOptions(
  { instance, challenge }: Expected,
  person: {
    readonly id: Id
    readonly email: string
    readonly name: string
    readonly known: readonly StoredKey[]
  },
): PublicKeyCredentialCreationOptionsJSON {
  const { id } = ownParty(instance)
  return {
    rp: { id, name: 'Intersession' },
    user: { id: userHandle(person.id), name: person.email, displayName: person.name },
    challenge,
    pubKeyCredParams: ALGORITHMS.map((alg) => ({ alg, type: 'public-key' })),
    timeout: 300_000,
    attestation: 'none',
    excludeCredentials: person.known.map(descriptor),
    authenticatorSelection: {
      residentKey: 'required',
      requireResidentKey: true,
      userVerification: 'required',
    },
  }
}

/** Options for `navigator.credentials.get`; without keys the browser offers whatever it has for us. */
export function requestOptions(
  { instance, challenge }: Expected,
  keys: readonly StoredKey[] = [],
): PublicKeyCredentialRequestOptionsJSON {
  return {
    rpId: ownParty(instance).id,
    challenge,
    timeout: 300_000,
    userVerification: 'required',
    allowCredentials: keys.map(descriptor),
  }
}

function descriptor(key: StoredKey) {
  return { id: key.credentialId, type: 'public-key' as const, transports: [...key.transports] as never }
}

/** The person's id as the handle that a discoverable key carries: it tells nobody a name or an address. */
export function userHandle(personId: Id): string {
  return btoa(personId).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
}

/** What a browser sent, as far as it looks like a credential; `challenge` is what it claims to answer. */
export interface Answer {
  readonly credentialId: string
  readonly userHandle: string
  readonly challenge: string
  readonly json: unknown
}

/** Reads a credential from a form field; null if it is none. Nothing in it is trusted yet. */
export function readAnswer(text: string): Answer | null {
  try {
    const json = JSON.parse(text)
    const { id, response } = json
    const client = JSON.parse(atob(response.clientDataJSON.replace(/-/g, '+').replace(/_/g, '/')))
    if (typeof id !== 'string' || typeof client.challenge !== 'string') return null
    const handle = typeof response.userHandle === 'string' ? response.userHandle : ''
    return { credentialId: id, userHandle: handle, challenge: client.challenge, json }
  } catch {
    return null
  }
}

/** The new key of an answer made for this challenge on our site with its holder checked, else null. */
export async function verifyNewKey(expected: Expected, answer: Answer): Promise<StoredKey | null> {
  const { verifyRegistrationResponse } = await import('@simplewebauthn/server')
  const { origin, id } = ownParty(expected.instance)
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response: answer.json as RegistrationResponseJSON,
      expectedChallenge: expected.challenge,
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    })
    if (!registrationInfo) return null
    const { credential } = registrationInfo
    return {
      credentialId: credential.id,
      publicKey: toText(credential.publicKey),
      counter: credential.counter,
      transports: (credential.transports ?? []).filter((name) => /^[a-z-]{1,20}$/.test(name)),
    }
  } catch {
    return null
  }
}

/**
 * The key's new counter if the answer was made by this key for this challenge on our site, with its holder
 * checked, else null. A counter that did not grow means that the key was copied (WebAuthn §6.1.1).
 */
export async function verifyUse(
  expected: Expected,
  key: StoredKey,
  answer: Answer,
): Promise<{ readonly counter: number } | null> {
  const { verifyAuthenticationResponse } = await import('@simplewebauthn/server')
  const { origin, id } = ownParty(expected.instance)
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: answer.json as AuthenticationResponseJSON,
      expectedChallenge: expected.challenge,
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: true,
      credential: { id: key.credentialId, publicKey: toBytes(key.publicKey), counter: key.counter },
    })
    return verified ? { counter: authenticationInfo.newCounter } : null
  } catch {
    return null
  }
}

function toText(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
}

function toBytes(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
}
