/**
 * What we install (T60): nothing older than the versions in which known holes were closed (`floors.json`), every
 * package pinned and with a checksum, no install script but those we know not to need.
 */

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

interface Locked {
  readonly version?: string
  readonly integrity?: string
  readonly resolved?: string
  readonly link?: boolean
  readonly hasInstallScript?: boolean
  readonly inBundle?: boolean
}

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8'))
const floors: Readonly<Record<string, string>> = read('test/supply/floors.json')
const manifest = read('package.json')
const packages: Readonly<Record<string, Locked>> = read('package-lock.json').packages
const installed = Object.entries(packages).filter(([path]) => path !== '')
const nameOf = (path: string) => path.split('node_modules/').at(-1) ?? ''

/** Is `version` older than `floor`? Both are `major.minor.patch`; a pre-release is older than its release. */
function isOlder(version: string, floor: string): boolean {
  const [have, want] = [version, floor].map((text) => text.split('-')[0]?.split('.').map(Number) ?? [])
  for (let at = 0; at < 3; at++) {
    const difference = (have?.[at] ?? 0) - (want?.[at] ?? 0)
    if (difference !== 0) return difference < 0
  }
  return version.includes('-') && !floor.includes('-')
}

describe('the lockfile', () => {
  test('has no copy of a package below its floor, wherever it lies', () => {
    const low = installed.filter(([path, { version = '' }]) => {
      const floor = floors[nameOf(path)]
      return floor !== undefined && isOlder(version, floor)
    })
    expect(low.map(([path, { version }]) => `${path} ${version}`)).toEqual([])
  })

  test('has every package that the floors name', () => {
    const names = new Set(installed.map(([path]) => nameOf(path)))
    expect(Object.keys(floors).filter((name) => !names.has(name))).toEqual([])
  })

  test('holds a checksum for every package and fetches none past the registry', () => {
    const bare = installed.filter(
      ([, one]) => !one.link && !one.inBundle && !/^sha512-/.test(one.integrity ?? ''),
    )
    expect(bare.map(([path]) => path)).toEqual([])
    const strange = installed.filter(([, { resolved }]) => resolved && !/^https:/.test(resolved))
    expect(strange.map(([path]) => path)).toEqual([])
  })

  test('runs no install script but those that are switched off', () => {
    const scripts = installed.filter(([, one]) => one.hasInstallScript).map(([path]) => nameOf(path))
    const allowed: Readonly<Record<string, boolean>> = manifest.allowScripts
    expect([...new Set(scripts)].filter((name) => allowed[name] !== false)).toEqual([])
  })
})

describe('the manifest', () => {
  const wanted = Object.entries({
    ...manifest.dependencies,
    ...manifest.devDependencies,
    ...manifest.optionalDependencies,
  })

  test('pins every version exactly', () => {
    expect(wanted.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(String(version)))).toEqual([])
  })
})

test.each([
  ['4.13.18', '4.13.19', true],
  ['4.13.19', '4.13.19', false],
  ['4.14.0', '4.13.19', false],
  ['4.9.99', '4.13.19', true],
  ['5.0.0-beta.1', '5.0.0', true],
  ['10.0.0', '9.9.9', false],
])('%s older than %s: %s', (version, floor, older) => {
  expect(isOlder(version, floor)).toBe(older)
})
