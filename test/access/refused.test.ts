/** T7 of safety.md, beyond rights: what is refused for its form, its age or where it came from changes nothing. */

import { describe, expect, test } from 'vitest'
import { actsOf } from './acts.ts'
import type { Form } from './forms.ts'
import { ask, tracesOf } from './requests.ts'
import { openAccessWorld } from './world.ts'

const world = await openAccessWorld()
const acts = actsOf(world).map((act) => [act.route, act] as const)

/** Unsubscribing by mail program (RFC 8058) comes from anywhere; so does mail coming in, which a key must have signed. */
const FROM_ANYWHERE: readonly string[] = ['POST /u/:token', 'POST /inbound/mail']
/** Asks nothing about what was typed, so that it cannot be wrong. */
const isEmpty = (form: Form) => Object.keys(form).length === 0

describe('nothing changes when an act is refused:', () => {
  test.for(acts.filter(([route]) => !FROM_ANYWHERE.includes(route)))(
    '%s from another site',
    async ([, act]) => {
      for (const headers of [
        { origin: 'https://elsewhere.example' },
        { 'sec-fetch-site': 'cross-site' },
        { origin: 'null' },
      ]) {
        const { status, changes } = await ask(act.app, { ...act, headers })
        expect({ status, changes }).toEqual({ status: 403, changes: [] })
      }
    },
  )

  test.for(acts)('%s to another host', async ([, act]) => {
    const { status, changes } = await ask(act.app, { ...act, host: 'https://elsewhere.example' })
    expect({ status, changes }).toEqual({ status: 421, changes: [] })
  })

  test.for(acts.filter(([route, act]) => !FROM_ANYWHERE.includes(route) && !isEmpty(act.form)))(
    '%s without its fields, with a body of another kind or too much of it',
    async ([, act]) => {
      const empty = await ask(act.app, { ...act, form: {} })
      const json = await ask(act.app, { ...act, headers: { 'content-type': 'application/json' } })
      const large = await ask(act.app, { ...act, form: `a=${'x'.repeat(1_000_001)}` })
      expect([json.status, large.status]).toEqual([400, 413])
      expect([json.changes, large.changes]).toEqual([[], []])
      // An empty date, such as the end of a pause, is something to say.
      if (empty.status >= 400) expect(tracesOf(act.path, empty)).toEqual([])
    },
  )

  test.for(acts.filter(([, { form }]) => 'version' in form || 'date_version' in form))(
    '%s from a page that is out of date',
    async ([, act]) => {
      const field = 'version' in act.form ? 'version' : 'date_version'
      const { status, changes } = await ask(act.app, { ...act, form: { ...act.form, [field]: '999' } })
      expect({ status, changes }).toEqual({ status: 409, changes: [] })
    },
  )
})
