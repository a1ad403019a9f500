/** Kazakh texts of the start page and of error pages. */

import type { Messages } from '../messages.ts'

export const home: Messages['home'] = {
  error: {
    title: 'Орындалмады',
    toStart: 'Басты бетке',
    ours: 'Біздің жақта қате болды. Бұған дейін жазылғанның бәрі сақталған.',
    reference: (reference: string) => `Қате қайталанса, әкімшіге мына нөмірді айтыңыз: ${reference}`,
  },
  refusals: {},
}
