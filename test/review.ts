/**
 * `npm run review`: lists the Kazakh texts that wait for a native reader, with file and line, and their
 * number.
 */

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** One `review(…)` in a source file; `text` is what stands between the brackets, on one line. */
export interface Mark {
  readonly line: number
  readonly text: string
}

/** All marks of a source text, except in comments. */
export function marksIn(source: string): Mark[] {
  return [...source.matchAll(/\breview\(/g)]
    .filter(({ index }) => !isComment(source, index))
    .map(({ index }) => ({
      line: source.slice(0, index).split('\n').length,
      text: argumentAt(source, index + 'review('.length),
    }))
}

function isComment(source: string, index: number): boolean {
  const before = source.slice(source.lastIndexOf('\n', index) + 1, index)
  return /^\s*(\/\/|\/?\*)/.test(before)
}

/** The source from `start` to the bracket that closes the call; brackets inside quotes do not count. */
function argumentAt(source: string, start: number): string {
  const tokens = /'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`(?:\\.|[^`\\])*`|[()]/gs
  tokens.lastIndex = start
  let depth = 1
  for (let token = tokens.exec(source); token; token = tokens.exec(source)) {
    if (token[0] === '(') depth++
    if (token[0] === ')') depth--
    if (depth === 0) return tidy(source.slice(start, token.index))
  }
  return tidy(source.slice(start))
}

/** One line, without the comma that the formatter leaves and the quotes around a plain text. */
function tidy(argument: string): string {
  const line = argument.replace(/\s+/g, ' ').trim().replace(/,$/, '')
  return /^'[^']*'$|^`[^`]*`$|^"[^"]*"$/.test(line) ? line.slice(1, -1) : line
}

/** Every file that may hold marks: the Kazakh catalogue, and the tables of dates and cities beside it. */
function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && name !== 'review.ts')
    .sort()
    .map((name) => join(folder, name))
}

function listMarks(): void {
  const lines = sourcesIn('src/i18n').flatMap((file) =>
    marksIn(readFileSync(file, 'utf8')).map(({ line, text }) => `${file}:${line}  ${text}`),
  )
  for (const line of lines) console.log(line)
  console.log(`\n${lines.length} Kazakh texts to review`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) listMarks()
