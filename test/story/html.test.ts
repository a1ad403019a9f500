/** The story's reader of pages: what it must see as a browser does. */

import { describe, expect, test } from 'vitest'
import { filledIn, formsIn } from '../../src/story/form.ts'
import { allOf, attribute, parseHtml, textOf } from '../../src/story/html.ts'

describe('reading a page', () => {
  test('elements, attributes and text with entities are read', () => {
    const page = parseHtml(
      '<!doctype html><p class="a b" hidden>Tom &amp; <b>Ә&#39;s</b><br/> &lt;end&gt;</p>',
    )
    const [paragraph] = allOf(page, 'p')
    expect(paragraph && textOf(paragraph)).toBe("Tom & Ә's <end>")
    expect(paragraph && attribute(paragraph, 'class')).toBe('a b')
    expect(paragraph?.attributes.has('hidden')).toBe(true)
  })

  test('a void element needs no end', () => {
    expect(
      allOf(parseHtml('<div><input name="a"><hr><img src="x"/></div>'), 'input', 'hr', 'img'),
    ).toHaveLength(3)
  })

  test('the lines of a drawing end as they are written, with a tag of their own or without', () => {
    expect(allOf(parseHtml('<svg><path d="M0 0"></path><path d="M1 1"/></svg>'), 'path')).toHaveLength(2)
  })

  test('elements that are not nested properly are an error', () => {
    expect(() => parseHtml('<div><p></div>')).toThrow('</div> closes <p>')
    expect(() => parseHtml('<div>')).toThrow('<div> is never closed')
  })

  test('what stands in a script is no markup', () => {
    expect(allOf(parseHtml('<script>if (a<b) "<p>"</script><p>x</p>'), 'p')).toHaveLength(1)
  })
})

const PAGE = `
  <form action="/save" method="post" id="f">
    <input type="hidden" name="version" value="3">
    <input name="title" value="a &quot;b&quot;">
    <textarea name="text">
one
two</textarea>
    <input type="checkbox" name="lang" value="kk" checked><input type="checkbox" name="lang" value="ru">
    <input type="radio" name="kind" value="x"><input type="radio" name="kind" value="y" checked>
    <select name="role"><option value="head">Head</option><option value="member" selected>Member</option></select>
    <input name="off" value="1" disabled>
    <button name="act" value="go">Go</button><button type="button">No</button>
  </form>
  <input name="far" value="9" form="f">`

function form() {
  const [first] = formsIn(parseHtml(PAGE))
  if (!first) throw new Error('no form')
  return first
}

describe('a form', () => {
  test('sends what stands in it when nothing is touched', () => {
    expect(filledIn(form(), {})).toEqual([
      ['version', '3'],
      ['title', 'a "b"'],
      ['text', 'one\ntwo'],
      ['lang', 'kk'],
      ['kind', 'y'],
      ['role', 'member'],
      ['far', '9'],
      ['act', 'go'],
    ])
  })

  test('sends what was entered, and nothing for boxes that were unticked', () => {
    expect(filledIn(form(), { title: 'new', lang: [], role: 'head' })).toEqual([
      ['version', '3'],
      ['text', 'one\ntwo'],
      ['kind', 'y'],
      ['far', '9'],
      ['title', 'new'],
      ['role', 'head'],
      ['act', 'go'],
    ])
  })

  test.each([
    [{ nothing: 'x' }, 'the form /save has no field nothing'],
    [{ role: 'chair' }, 'the form /save does not offer chair as role'],
    [{ lang: ['kk', 'en'] }, 'the form /save does not offer en as lang'],
    [{ off: '2' }, 'the form /save has no field off'],
  ])('takes only what the page offers: %j', (entered, message) => {
    expect(() => filledIn(form(), entered)).toThrow(message)
  })

  test('is sent with a button that it has', () => {
    expect(() => filledIn(form(), {}, 'Delete')).toThrow('the form /save has no button Delete')
  })
})
