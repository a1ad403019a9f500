/** The catalogues: every refusal that the code can make has a text in three languages, and no text is left over. */

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { faultText, messagesIn } from '../../src/i18n/messages.ts'
import { LOCALES } from '../../src/kernel/locale.ts'

const sources = readdirSync('src', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.parentPath.includes('i18n'))
  .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
  .join('\n')

type Tree = { readonly [key: string]: unknown }
const catalogues = Object.keys(messagesIn('en'))
const schema = ['schema', 'followup-schema', 'feed-schema', 'document-schema']
  .map((name) => readFileSync(`src/store/${name}.ts`, 'utf8'))
  .join('\n')
const columns = new Set([...schema.matchAll(/^ {2}(\w+):/gm)].map(([, column = '']) => column))

/** Keys of refusals look like columns of a table (`meetings.state`) and like kinds of facts (`mail.repeated`). */
const FACTS = new Set([...sources.matchAll(/kind: '([a-z_.]+)'/g)].map(([, kind = '']) => kind))
const used = [
  ...new Set(
    [...sources.matchAll(new RegExp(`'((?:${catalogues.join('|')})\\.[a-z_]+)'`, 'g'))]
      .map(([, key = '']) => key)
      .filter((key) => !FACTS.has(key) && !columns.has(key.split('.')[1] ?? '')),
  ),
]
const defined = catalogues.flatMap((name) => {
  const { refusals = {} } = (messagesIn('en') as unknown as Record<string, { refusals?: Tree }>)[name] ?? {}
  return Object.keys(refusals).map((key) => `${name}.${key}`)
})

const refusalOf = (locale: (typeof LOCALES)[number], key: string): unknown => {
  const [name = '', entry = ''] = key.split('.')
  return (messagesIn(locale) as unknown as Record<string, { refusals?: Tree }>)[name]?.refusals?.[entry]
}

describe('refusals', () => {
  test.each(used)('%s has a text in every language', (key) => {
    for (const locale of LOCALES) expect(refusalOf(locale, key), locale).toBeDefined()
  })

  test('none is left that nothing can say', () => {
    expect(defined.filter((key) => !used.includes(key))).toEqual([])
  })

  test('an unknown key falls back to a sentence instead of an empty page', () => {
    expect(faultText(messagesIn('en'), { messageKey: 'nothing.here' })).toBe(
      messagesIn('en').forms.refusals.invalid,
    )
  })
})

/** All texts with their paths; functions are called with numbers and words in turn. */
function texts(tree: unknown, path = ''): [string, string][] {
  if (typeof tree === 'string') return [[path, tree]]
  if (typeof tree !== 'object' || tree === null) return []
  return Object.entries(tree).flatMap(([key, value]) => texts(value, path ? `${path}.${key}` : key))
}

describe('texts', () => {
  test.each(LOCALES)('%s has no empty text and no placeholder that was forgotten', (locale) => {
    const bad = texts(messagesIn(locale)).filter(
      ([, text]) => text.trim() === '' || /\$\{|\{\w+\}(?!.*\{all\})|TODO|undefined/.test(text),
    )
    // The gaps of letters are names of facts: test/correspondence/template.test.ts.
    expect(bad.filter(([path]) => !/^(shell\.filter|correspondence\.)/.test(path))).toEqual([])
  })

  test.each(['ru', 'kk'] as const)('%s is written in Cyrillic, but for names', (locale) => {
    const english = new Map(texts(messagesIn('en')))
    const same = texts(messagesIn(locale)).filter(
      ([path, text]) => english.get(path) === text && /[a-z]{4}/i.test(text),
    )
    expect(same.filter(([, text]) => !/^Intersession|^https?:|^English$|^Message-ID$/.test(text))).toEqual([])
  })

  test('Kazakh uses its own letters and no Latin look-alikes', () => {
    const mixed = texts(messagesIn('kk')).filter(([, text]) =>
      /[а-яәғқңөұүһі][a-z]|[a-z][а-яәғқңөұүһі]/i.test(text),
    )
    expect(mixed).toEqual([])
  })
})
