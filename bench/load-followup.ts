/** Load data of what came between the meetings: steps, periods, status requests, calls, asked-for dates. */

import type { Id } from '../src/kernel/id.ts'
import { plus } from '../src/kernel/instant.ts'
import { addDays, type LocalDate } from '../src/kernel/local-date.ts'
import { LOCALES } from '../src/kernel/locale.ts'
import { dateOf } from '../src/kernel/zone.ts'
import { sharesIn } from '../src/recurring/rhythm.ts'
import type { Database } from '../src/store/database.ts'
import type { Store } from '../src/store/store.ts'
import { type Directory, ZONE } from './load-directory.ts'
import type { Insert } from './rows.ts'
