/** Asking DNS for the doctor: short questions, and no answer is not "there is none". */

import { Resolver } from 'node:dns/promises'

export type RecordKind = 'A' | 'AAAA' | 'MX' | 'TXT' | 'PTR'

/**
 * Records as text, none when there surely are none; or why nobody could tell. TXT strings are joined, an MX is
 * "10 mail.example.org", names are lower-case without the last dot.
 */
export type Found = { readonly values: readonly string[] } | { readonly silent: string }

export interface Names {
  look(name: string, kind: RecordKind): Promise<Found>
}

/** The name servers of this machine, or others. Each question takes some six seconds at most. */
export function askDns(servers?: readonly string[]): Names {
  const resolver = new Resolver({ timeout: 2000, tries: 2 })
  if (servers) resolver.setServers(servers)
  let worldly: Promise<boolean> | null = null
  return {
    async look(name, kind) {
      try {
        return { values: await ask(resolver, name, kind) }
      } catch (error) {
        const code = (error as NodeJS.ErrnoException).code ?? 'no answer'
        if (code !== 'ENOTFOUND' && code !== 'ENODATA') return { silent: code }
        worldly ??= knowsTheWorld(resolver)
        return (await worldly) ? { values: [] } : { silent: 'this name server sees only its own network' }
      }
    },
  }
}

// In closed networks name servers deny every name of the outside.
function knowsTheWorld(resolver: Resolver): Promise<boolean> {
  return resolver.resolveNs('org').then(
    () => true,
    () => false,
  )
}

async function ask(resolver: Resolver, name: string, kind: RecordKind): Promise<string[]> {
  if (kind === 'A') return resolver.resolve4(name)
  if (kind === 'AAAA') return resolver.resolve6(name)
  if (kind === 'TXT') return (await resolver.resolveTxt(name)).map((strings) => strings.join(''))
  if (kind === 'PTR') return (await resolver.resolvePtr(name)).map(plainName)
  return (await resolver.resolveMx(name)).map((mx) => `${mx.priority} ${plainName(mx.exchange)}`)
}

/** A name in lower case without the last dot. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/\.$/, '')
}

/** IPv4 and IPv6 addresses of a name; silent when either question found no answer and nothing is known. */
export async function addressesOf(names: Names, name: string): Promise<Found> {
  const [four, six] = await Promise.all([names.look(name, 'A'), names.look(name, 'AAAA')])
  const values = [four, six].flatMap((found) => ('values' in found ? found.values : []))
  const silent = [four, six].find((found) => 'silent' in found)
  return values.length === 0 && silent ? silent : { values }
}
