/** Whatever is typed stays text, in every place where a page shows it. */

import { describe, expect, test } from 'vitest'
import { PersonalPage, PlainPage, SecretariatPage } from '../../views/layout/shell.tsx'
import { Actions, LinkButton, PostButton, PostForm, Submit } from '../../views/parts/actions.tsx'
import { escapeHtml } from '../../views/parts/cell.ts'
import { Checkboxes, Radios, Select } from '../../views/parts/choice.tsx'
import { Ext } from '../../views/parts/ext.tsx'
import { Facts } from '../../views/parts/facts.tsx'
import { FaultSummary } from '../../views/parts/faults.tsx'
import { DateField, TextArea, TextField, TextInLanguages, TimeField } from '../../views/parts/field.tsx'
import { Filter } from '../../views/parts/filter.tsx'
import { Heading } from '../../views/parts/heading.tsx'
import { History } from '../../views/parts/history.tsx'
import { Notice } from '../../views/parts/notice.tsx'
import { Passage, Words } from '../../views/parts/passage.tsx'
import { Status } from '../../views/parts/status.tsx'
import { Table } from '../../views/parts/table.tsx'
import { draftWith, english, NAUGHTY, render, skeleton } from './pages.tsx'

/** Every part, with `x` wherever a text of people or of the database can stand. */
function everything(x: string) {
  const draft = draftWith({
    values: { text: x, long: x, date: x, time: x, pick: x, title_kk: x },
    faults: [{ field: 'text', text: x }],
    labels: { text: x },
  })
  const choices = [{ value: x, text: x, hint: x }]
  return (
    <SecretariatPage
      reader={english}
      title={x}
      path={`/a?q=${x}`}
      said={x}
      navigation={[{ href: '/a', text: x }]}
      account={{ name: x, signOut: '/out' }}
    >
      <Heading
        reader={english}
        title={x}
        lead={x}
        trail={[{ href: '/a', text: x }]}
        status={<Status tone="bad">{x}</Status>}
      />
      <Notice reader={english} tone="warn" title={x}>
        {x}
      </Notice>
      <FaultSummary draft={draft} />
      <PostForm action="/a" hidden={{ version: x }} label={x}>
        <TextField draft={draft} name="text" label={x} hint={x} autocomplete={x} />
        <TextArea draft={draft} name="long" label={x} />
        <DateField draft={draft} name="date" label={x} echo={x} />
        <TimeField draft={draft} name="time" label={x} />
        <TextInLanguages draft={draft} name="title" label={x} />
        <Select draft={draft} name="pick" label={x} choices={choices} />
        <Radios draft={draft} name="one" label={x} choices={choices} />
        <Checkboxes draft={draft} name="some" label={x} choices={choices} />
        <Submit name="act" value={x}>
          {x}
        </Submit>
      </PostForm>
      <Actions>
        <LinkButton href="/a">{x}</LinkButton>
        <PostButton action="/a">{x}</PostButton>
      </Actions>
      <Filter
        reader={english}
        action="/a"
        q={x}
        choices={[{ name: 'status', label: x, value: x, options: [{ value: x, text: x }] }]}
      />
      <Facts facts={[{ term: x, value: x }]} />
      <Passage reader={english} text={{ text: x, lang: 'kk' }} />
      <Words reader={english} text={{ text: x, lang: 'ru' }} />
      <Ext href="https://example.org">{x}</Ext>
      <History reader={english} entries={[{ at: x, when: x, who: x, what: x }]} />
      <Table
        reader={english}
        caption={x}
        narrow="scroll"
        id={x}
        rows={[x]}
        columns={[
          { head: x, names: true, cell: (row) => row },
          { head: x, cell: (row) => ({ href: '/a', text: row, lang: 'ru' }) },
          { head: x, cell: (row) => ({ href: '/a', text: row, tone: 'good' }) },
          { head: x, cell: (row) => ({ tone: 'good', text: row }) },
          { head: x, cell: (row) => ({ quiet: row }) },
          { head: x, cell: (row) => ({ lang: 'kk', text: row }) },
          { head: x, cell: (row) => ({ time: row, text: row }) },
          { head: x, cell: (row) => ({ lines: [row, { quiet: row }] }) },
          { head: x, cell: (row) => ({ view: <b title={row}>{row}</b> }) },
        ]}
      />
    </SecretariatPage>
  )
}

describe('a text from outside', () => {
  const harmless = skeleton(render(everything('harmless')))

  test.each(NAUGHTY)('adds nothing to the structure of a page: %s', (x) => {
    expect(skeleton(render(everything(x)))).toEqual(harmless)
  })

  test.each(NAUGHTY)('adds nothing to the title and the language switch of the other pages: %s', (x) => {
    for (const Page of [PersonalPage, PlainPage]) {
      const page = (text: string) => (
        <Page reader={english} title={text} path={`/p?x=${text}`} said={text}>
          {text}
        </Page>
      )
      expect(skeleton(render(page(x)))).toEqual(skeleton(render(page('harmless'))))
    }
  })

  test('is escaped once, not twice', () => {
    expect(escapeHtml(`<a b="c" d='e'>&amp;`)).toBe('&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;amp;')
    expect(escapeHtml('Қазақстан')).toBe('Қазақстан')
  })
})

test('no page carries a style attribute, a style element, an event handler or a script of its own', () => {
  const html = render(everything('harmless'))
  expect(
    html.match(/ style=|<style| on[a-z]+=|<script(?! type="module" src="\/intersession\.js")/g),
  ).toBeNull()
})
