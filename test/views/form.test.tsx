/** Forms: labels, hints, faults and values stay with their fields. */

import { describe, expect, test } from 'vitest'
import { refuse, refuseFaults } from '../../src/kernel/outcome.ts'
import { PostForm } from '../../views/parts/actions.tsx'
import { Checkboxes, Radios, Select } from '../../views/parts/choice.tsx'
import { FaultSummary, fieldId } from '../../views/parts/faults.tsx'
import { DateField, TextArea, TextField, TextInLanguages, TimeField } from '../../views/parts/field.tsx'
import { draftOf, refusedForm } from '../../views/parts/form.ts'
import { attributes, draftWith, english, readers, render } from './pages.tsx'

const choices = [
  { value: 'a', text: 'A' },
  { value: 'b', text: 'B', hint: 'the second' },
]

describe('a field', () => {
  test('is tied to its label, hint, fault and echo', () => {
    const draft = draftWith({ faults: [{ field: 'day', text: 'No such day.' }] })
    const html = render(<DateField draft={draft} name="day" label="Day" hint="First day" echo="Tuesday" />)
    expect(attributes(html, 'for')).toEqual(['day'])
    expect(attributes(html, 'id')).toEqual(['day-hint', 'day-fault', 'day', 'day-echo'])
    expect(attributes(html, 'aria-describedby')).toEqual(['day-hint day-fault day-echo'])
    expect(attributes(html, 'aria-invalid')).toEqual(['true'])
  })

  test('without hint and fault is not described', () => {
    const html = render(<TextField draft={draftWith()} name="name" label="Name" />)
    expect(attributes(html, 'aria-describedby')).toEqual([])
    expect(attributes(html, 'aria-invalid')).toEqual([])
  })

  test('keeps what was typed, also what is no date, time or number', () => {
    const draft = draftWith({
      values: { day: '31.02.2025', time: '25:99', seats: 'twelve', note: '\n two\nlines ' },
    })
    expect(render(<DateField draft={draft} name="day" label="Day" />)).toContain(
      'type="text" value="31.02.2025"',
    )
    expect(render(<TimeField draft={draft} name="time" label="Time" />)).toContain(
      'type="text" value="25:99"',
    )
    expect(render(<TextField draft={draft} name="seats" label="Seats" type="number" />)).toContain(
      'value="twelve"',
    )
    expect(render(<TextArea draft={draft} name="note" label="Note" />)).toContain(
      '>\n\n two\nlines </textarea>',
    )
  })

  test('offers a picker for a date and a time that are right or not there yet', () => {
    const draft = draftWith({ values: { day: '2025-10-14', time: '09:00' } })
    expect(render(<DateField draft={draft} name="day" label="Day" />)).toContain(
      'type="date" value="2025-10-14"',
    )
    expect(render(<DateField draft={draftWith()} name="day" label="Day" />)).toContain('type="date" value=""')
    expect(render(<TimeField draft={draft} name="time" label="Time" />)).toContain(
      'type="time" value="09:00"',
    )
  })

  test.each(readers)('says when it may stay empty: %s', (_, reader) => {
    const draft = draftWith({ reader })
    const asked = (optional: boolean | 'unsaid') =>
      render(<TextField draft={draft} name="name" label="Name" optional={optional} />)
    const said = `(${reader.t.shell.form.optional})`
    expect([asked(true).includes(said), asked(true).includes(' required')]).toEqual([true, false])
    expect([asked('unsaid').includes(said), asked('unsaid').includes(' required')]).toEqual([false, false])
    expect([asked(false).includes(said), asked(false).includes(' required')]).toEqual([false, true])
  })

  test('takes its label from the draft unless it brings one', () => {
    const draft = draftWith({ labels: { name: 'Surname' } })
    expect(render(<TextField draft={draft} name="name" />)).toContain('<label for="name">Surname</label>')
    expect(render(<TextField draft={draft} name="name" label="Name" />)).toContain(
      '<label for="name">Name</label>',
    )
  })

  test('in a second form of a page has its own ids and the same names', () => {
    const html = render(<TextField draft={draftWith({ form: 'move' })} name="note" label="Note" />)
    expect(attributes(html, 'id')).toEqual(['move-note'])
    expect(attributes(html, 'name')).toEqual(['note'])
  })
})

test('a text in three languages has a field for each, marked with its language', () => {
  const draft = draftWith({ values: { title_ru: 'Диалог' } })
  const html = render(<TextInLanguages draft={draft} name="title" label="Title" />)
  expect(attributes(html, 'name')).toEqual(['title_kk', 'title_ru', 'title_en'])
  expect(html.match(/<input[^>]*lang="[a-z]+"/g)?.map((tag) => tag.slice(-3, -1))).toEqual(['kk', 'ru', 'en'])
  expect(attributes(html, 'value')).toEqual(['', 'Диалог', ''])
  expect(html).toContain('<legend>Title</legend>')
})

describe('a choice', () => {
  test('among radio buttons keeps what was chosen, and the first has the id of the field', () => {
    const html = render(
      <Radios draft={draftWith({ values: { one: 'b' } })} name="one" label="One" choices={choices} />,
    )
    expect(attributes(html, 'for')).toEqual(['one', 'one-2'])
    expect(html.match(/<input[^>]*checked[^>]*>/g)?.map((tag) => attributes(tag, 'value')[0])).toEqual(['b'])
  })

  test('of several boxes keeps all of them', () => {
    const draft = draftWith({ values: { some: ['a', 'b'] } })
    const html = render(<Checkboxes draft={draft} name="some" label="Some" choices={choices} />)
    expect(html.match(/ checked/g)).toHaveLength(2)
  })

  test('in a list is asked for, left open, or kept', () => {
    const list = (value: string, optional: boolean) =>
      render(
        <Select
          draft={draftWith({ values: { one: value } })}
          name="one"
          label="One"
          optional={optional}
          choices={choices}
        />,
      )
    expect(list('', false)).toContain('<option value="">Choose</option>')
    expect(list('', true)).toContain('<option value="">—</option>')
    expect(list('b', false)).not.toContain('value=""')
    expect(list('b', false)).toContain('<option value="b" selected="">B</option>')
  })
})

describe('the summary of faults', () => {
  const refusal = refuseFaults([
    { field: 'title_kk', messageKey: 'forms.required' },
    { field: 'seats', messageKey: 'forms.out_of_range', params: { min: 1, max: 40 } },
  ])

  test('leads to each field and names it', () => {
    const draft = {
      ...draftOf(english, refusedForm({}, refusal)),
      labels: { title: 'Title', seats: 'Seats' },
    }
    const html = render(<FaultSummary draft={draft} />)
    expect([...html.matchAll(/<a href="(.*?)">(.*?)<\/a>/g)].map(([, href, text]) => [href, text])).toEqual([
      ['#title-kk', 'Title (Қазақша): Fill this in.'],
      ['#seats', 'Seats: Write a number from 1 to 40.'],
    ])
  })

  test.each(readers)('leads to ids that the fields really have: %s', (_, reader) => {
    const faults = ['name', 'title_kk', 'one', 'some', 'pick', 'day', 'title'].map((field) => ({
      field,
      text: 'x',
    }))
    const draft = draftWith({ reader, faults, form: 'f' })
    const html = render(
      <PostForm action="/a">
        <FaultSummary draft={draft} />
        <TextField draft={draft} name="name" label="x" />
        <TextInLanguages draft={draft} name="title" label="x" />
        <Radios draft={draft} name="one" label="x" choices={choices} />
        <Checkboxes draft={draft} name="some" label="x" choices={choices} />
        <Select draft={draft} name="pick" label="x" choices={choices} />
        <DateField draft={draft} name="day" label="x" />
      </PostForm>,
    )
    const ids = attributes(html, 'id')
    const targets = attributes(html, 'href').map((href) => href.slice(1))
    expect(targets).toHaveLength(7)
    expect(targets.filter((id) => !ids.includes(id))).toEqual([])
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('can take the focus and takes it', () => {
    const html = render(<FaultSummary draft={draftWith({ faults: [{ field: 'a', text: 'x' }] })} />)
    expect(html).toContain('role="alert" aria-labelledby="faults" tabindex="-1" autofocus=""')
  })

  test('says a fault of the whole form without a link', () => {
    const draft = draftOf(english, refusedForm({}, refuse('conflict', 'forms.changed_meanwhile')))
    const html = render(<FaultSummary draft={draft} />)
    expect(html).toContain(`<li>${english.t.forms.refusals.changed_meanwhile}</li>`)
  })

  test('is nothing when nothing is wrong', () => {
    expect(render(<FaultSummary draft={draftWith()} />)).toBe('')
  })
})

test('a form posts, leaves checking to us, and sends hidden values along', () => {
  expect(render(<PostForm action="/a" hidden={{ version: 3 }} children="x" />)).toBe(
    '<form method="post" action="/a" novalidate=""><input type="hidden" name="version" value="3"/>x</form>',
  )
})

test('an id has no signs that would end an address or a list of ids', () => {
  expect(fieldId('member[0].name')).toBe('member-0-name')
  expect(fieldId('note', 'move')).toBe('move-note')
})
