/** An instance with the loaded example and its administrator. */

import { makeFirstOrganiser } from '../../src/auth/commands.ts'
import { loadExample } from '../../src/example/commands.ts'
import { zone } from '../../src/kernel/zone.ts'
import type { Actor } from '../../src/people/may.ts'
import { NOW, openTestStore, type TestStore } from '../fixtures/store.ts'

/** @param file where the database lies; in memory unless a test reads its bytes. */
export async function openExample(file?: string): Promise<{ open: TestStore; actor: Actor }> {
  const open = openTestStore(NOW, file)
  const name = { surname: 'Omarova', given: 'Zarina', patronymic: '', salutation: '', position: '' }
  const made = await makeFirstOrganiser(open.store, {
    names: { en: name },
    email: 'zarina.omarova@example.org',
    locale: 'en',
    zone: zone('Asia/Almaty'),
    holidayCalendar: 'KZ',
    userAgent: '',
  })
  if (!made.ok) throw new Error(made.messageKey)
  const actor: Actor = { personId: made.value.personId, rank: 'administrator', roles: {}, speaksFor: [] }
  await loadExample((instant) => open.at(instant), actor.personId)
  return { open, actor }
}
