/** A headless Chromium for the browser tests: Debian's, or the one that CHROMIUM names, or Playwright's own. */

import { existsSync } from 'node:fs'
import { type Browser, chromium } from '@playwright/test'

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const path =
  process.env.CHROMIUM || (existsSync('/usr/bin/chromium') ? '/usr/bin/chromium' : chromium.executablePath())

/** False where there is no browser; the tests then say so and are skipped. */
export const hasChromium = existsSync(path)

if (!hasChromium) {
  process.stderr.write(
    'Browser tests are skipped: no Chromium. Install it (apt-get install chromium, or npx playwright install chromium) or set CHROMIUM to its path.\n',
  )
}

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: path, args: FLAGS })
}
