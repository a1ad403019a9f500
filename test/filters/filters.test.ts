/** Kept views: what can be kept, whose they are, and that they are counted without a query for each. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { changeFilter, removeFilter, saveFilter } from '../../src/filters/commands.ts'
import { savedFilters } from '../../src/filters/queries.ts'
import { decideRenaming, decideSaving, MOST_SAVED, type SavedFilter } from '../../src/filters/saved.ts'
import { accepted, openWorld, recorded, type World } from '../commitments/world.ts'
import { openTestApp, type TestApp } from '../fixtures/app.ts'

const kept = (name: string, query: string, position = 1): SavedFilter => ({
  id: query,
  name,
  query,
  position,
  isDefault: false,
  version: 1,
})

describe('keeping a view', () => {
  const late = kept('Late', 'show=late', 3)

  test('puts it behind the others', () => {
    expect(decideSaving({ name: 'Mine', query: 'q=a' }, [late])).toEqual({ ok: true, value: 4 })
    expect(decideSaving({ name: 'Mine', query: 'q=a' }, [])).toEqual({ ok: true, value: 1 })
  })

  test.each([
    ['nothing_chosen', { name: 'Mine', query: '' }],
    ['kept_already', { name: 'Mine', query: 'show=late' }],
    ['name_taken', { name: 'LATE', query: 'q=a' }],
  ])('refuses %s', (key, asked) => {
    expect(decideSaving(asked, [late])).toMatchObject({ ok: false, messageKey: `filters.${key}` })
  })

  test('refuses more tabs than one can see', () => {
    const many = Array.from({ length: MOST_SAVED }, (_, at) => kept(`v${at}`, `q=${at}`, at))
    expect(decideSaving({ name: 'Mine', query: 'show=late' }, many)).toMatchObject({
      messageKey: 'filters.too_many',
    })
  })

  test('a name is one view’s', () => {
    expect(decideRenaming('late', [late])).toMatchObject({ messageKey: 'filters.name_taken' })
    expect(decideRenaming('Later', [late])).toEqual({ ok: true, value: 'Later' })
  })
})

describe('kept views', () => {
  let app: TestApp
  let world: World
  beforeEach(async () => {
    app = openTestApp()
    world = await openWorld(app)
  })
  afterEach(() => app.close())

  const signedIn = () => app.signedIn({ rank: 'member', roles: { [world.dialogueId]: 'coordinator' } })

  test('are brought into one form, shown as tabs with their counts, and lead back', async () => {
    await recorded(world)
    const browser = await signedIn()
    const saved = await browser.post('/filters', {
      name: 'Ours',
      query: `?page=3&lead=${world.dist}&show=open&q=`,
    })
    expect([saved.status, saved.location]).toEqual([303, `/commitments?lead=${world.dist}&said=saved`])
    const { body } = await browser.get(`/commitments?lead=${world.dist}`)
    expect(body).toContain(`<a href="/commitments?lead=${world.dist}" aria-current="page">Ours (1)</a>`)
    expect(body).not.toContain('Keep this view')
  })

  test('are their owner’s alone', async () => {
    const { store } = world
    const [mine, other] = [await signedIn(), await signedIn()]
    const id = accepted(
      await saveFilter(store, { personId: mine.personId, name: 'Ours', query: 'show=late' }),
    )
    expect((await other.get('/filters')).body).not.toContain('Ours')
    const change = { name: 'Theirs', version: '1' }
    expect((await other.post(`/filters/${id}`, change)).status).toBe(404)
    expect((await other.post(`/filters/${id}/removal`, { version: '1' })).status).toBe(404)
    expect((await mine.post(`/filters/${id}`, change)).status).toBe(303)
    expect((await savedFilters(store, mine.personId)).map(({ name }) => name)).toEqual(['Theirs'])
  })

  test('never are more than the most, nor two of a name, however many tabs keep one at once', async () => {
    const { store } = world
    const { personId } = await signedIn()
    for (let at = 1; at < MOST_SAVED; at++)
      accepted(await saveFilter(store, { personId, name: `v${at}`, query: `q=${at}` }))
    const race = ['a', 'b', 'c', 'd'].map((name) => saveFilter(store, { personId, name, query: `q=${name}` }))
    const outcomes = await Promise.all(race)
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    expect(outcomes.find(({ ok }) => !ok)).toMatchObject({ messageKey: 'forms.changed_meanwhile' })
    const kept = await savedFilters(store, personId)
    expect(kept).toHaveLength(MOST_SAVED)
    const two = kept.slice(0, 2).map(({ id }) => {
      return changeFilter(store, { personId, id, version: 1, name: 'Same', isDefault: true })
    })
    expect((await Promise.all(two)).filter(({ ok }) => ok)).toHaveLength(1)
  })

  test('one of them may come first, and then only where nothing is asked', async () => {
    const { store } = world
    const browser = await signedIn()
    const { personId } = browser
    const [late, mine] = [
      accepted(await saveFilter(store, { personId, name: 'Late', query: 'show=late' })),
      accepted(await saveFilter(store, { personId, name: 'A', query: 'q=a' })),
    ]
    for (const id of [late, mine])
      accepted(await changeFilter(store, { personId, id, version: 1, name: id, isDefault: true }))
    expect((await savedFilters(store, personId)).map(({ isDefault }) => isDefault)).toEqual([false, true])
    const first = await browser.get('/commitments')
    expect([first.status, first.location]).toEqual([302, '/commitments?q=a'])
    expect((await browser.get('/commitments?show=open')).status).toBe(200)
  })

  test('a change from an older page is refused, a refused name kept in its form', async () => {
    const { store } = world
    const browser = await signedIn()
    const { personId } = browser
    const id = accepted(await saveFilter(store, { personId, name: 'Late', query: 'show=late' }))
    accepted(await saveFilter(store, { personId, name: 'Open', query: 'q=a' }))
    expect(await removeFilter(store, { personId, id, version: 2 })).toMatchObject({ code: 'conflict' })
    const taken = await browser.post(`/filters/${id}`, { name: 'open', version: '1' })
    expect(taken.status).toBe(400)
    expect(taken.body).toContain('Another of your views has this name.')
    expect(taken.body).toContain('value="open"')
  })

  test('a change that came too late can be saved once it was seen', async () => {
    const browser = await signedIn()
    const { personId } = browser
    const id = accepted(await saveFilter(world.store, { personId, name: 'Late', query: 'show=late' }))
    expect((await browser.post(`/filters/${id}`, { name: 'Here', version: '1' })).status).toBe(303)
    const late = await browser.post(`/filters/${id}`, { name: 'There', version: '1' })
    expect(late.status).toBe(409)
    expect(late.body).toContain('value="There"')
    const form = late.body.slice(late.body.indexOf(`action="/filters/${id}"`))
    const [, version = ''] = /name="version" value="(\d+)"/.exec(form) ?? []
    expect((await browser.post(`/filters/${id}`, { name: 'There', version })).status).toBe(303)
  })

  test('cost the list one query for three of them', async () => {
    const { store } = world
    const browser = await signedIn()
    const { personId } = browser
    const queries = async () => (await app.queriesOf(() => browser.get('/commitments?show=all'))).length
    accepted(await saveFilter(store, { personId, name: 'a', query: 'q=a' }))
    const one = await queries()
    accepted(await saveFilter(store, { personId, name: 'b', query: 'q=b' }))
    accepted(await saveFilter(store, { personId, name: 'c', query: 'show=blocked' }))
    expect(await queries()).toBe(one)
  })
})
