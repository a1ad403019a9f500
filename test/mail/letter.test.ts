import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Block, type LetterBody, letterHtml, letterText } from '../../views/letters/letter.tsx'

function letter(...blocks: Block[]): LetterBody {
  return { subject: 'Тема', parts: [{ lang: 'ru', blocks }] }
}

/** The elements of a document with their attributes, without any text. */
function skeleton(html: string): string[] {
  return html.match(/<[^>]*>/g) ?? []
}

describe('a letter', () => {
  test('says the same as plain text, every address on a line of its own', () => {
    const body = letter(
      { kind: 'greeting', text: 'Уважаемый Пётр!' },
      { kind: 'text', text: 'Просим сообщить о ходе исполнения. '.repeat(4).trim() },
      { kind: 'heading', text: 'Когда' },
      {
        kind: 'facts',
        rows: [
          ['Дата', '14.10.2025'],
          ['Место', 'Астана\nзал 2'],
        ],
      },
      { kind: 'action', label: 'Ответить', url: 'https://intersession.example.org/p/abc' },
      {
        kind: 'list',
        items: [{ text: 'Первое', url: 'https://example.org/1', note: 'срок 1 мая' }, { text: 'Второе' }],
      },
      { kind: 'quiet', text: 'Это письмо создано автоматически.' },
    )
    expect(letterText(body)).toBe(
      [
        'Уважаемый Пётр!',
        '',
        'Просим сообщить о ходе исполнения. Просим сообщить о ходе исполнения.',
        'Просим сообщить о ходе исполнения. Просим сообщить о ходе исполнения.',
        '',
        'Когда',
        '=====',
        '',
        'Дата: 14.10.2025',
        'Место: Астана',
        '  зал 2',
        '',
        'Ответить:',
        'https://intersession.example.org/p/abc',
        '',
        '- Первое',
        '  срок 1 мая',
        '  https://example.org/1',
        '- Второе',
        '',
        'Это письмо создано автоматически.',
        '',
      ].join('\n'),
    )
  })

  test('in two languages marks each and rules a line between them', () => {
    const body: LetterBody = {
      subject: 'Шақыру',
      parts: [
        { lang: 'kk', blocks: [{ kind: 'text', text: 'Қатысуыңызды сұраймыз.' }] },
        { lang: 'ru', blocks: [{ kind: 'text', text: 'Просим принять участие.' }] },
      ],
    }
    expect(letterText(body)).toBe(`Қатысуыңызды сұраймыз.\n\n${'-'.repeat(40)}\n\nПросим принять участие.\n`)
    const html = letterHtml(body)
    expect(html.startsWith('<!DOCTYPE html>\n<html lang="kk">')).toBe(true)
    expect(skeleton(html).filter((tag) => /^<(div lang|hr)/.test(tag)).length).toBe(3)
  })

  test.each(['javascript:alert(1)', 'data:text/html,x', '//evil.example', 'https:x y', ' '])(
    'an address like %j is text, not a link',
    (url) => {
      const html = letterHtml(letter({ kind: 'action', label: 'Открыть', url }))
      expect(html).not.toContain('<a ')
    },
  )

  test('holds nothing remote, no script, no form, no style sheet', () => {
    const html = letterHtml(letter({ kind: 'text', text: 'x' }))
    expect(html).not.toMatch(/<(img|script|form|style|link|iframe|table)\b|url\(/)
  })

  test('texts never become elements or attributes', () => {
    const plain = skeleton(letterHtml(filled('a', 'a')))
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom(...HOSTILE), (text, hostile) => {
        const typed = `x${text}${hostile}`.replaceAll('\n', ' ')
        expect(skeleton(letterHtml(filled(typed, typed)))).toEqual(plain)
      }),
      { numRuns: 300 },
    )
  })
})

const HOSTILE = [
  '',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' style='x",
  '</title>',
  '&lt;b&gt;',
]

function filled(text: string, subject: string): LetterBody {
  return {
    subject,
    parts: [
      {
        lang: 'en',
        blocks: [
          { kind: 'greeting', text },
          { kind: 'heading', text },
          { kind: 'facts', rows: [[text, text]] },
          { kind: 'action', label: text, url: 'https://example.org/' },
          { kind: 'list', items: [{ text, url: 'https://example.org/', note: text }] },
          { kind: 'quiet', text },
        ],
      },
    ],
  }
}
