/** Before a joint commitment is verified: which parts nobody has reported done, and what is known of them. */

import { formatDate } from '../../src/i18n/dates.ts'
import { nameOf } from '../../src/institutions/institution.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import type { Zone } from '../../src/kernel/zone.ts'
import { dateOf } from '../../src/kernel/zone.ts'
import type { Share } from '../../src/recurring/share.ts'
import { Notice } from '../parts/notice.tsx'
import { Words } from '../parts/passage.tsx'
import type { Reader } from '../reader.ts'
import type { Institutions } from './words.ts'

interface WarningProps {
  readonly reader: Reader
  /** The open ones. */
  readonly parts: readonly Share[]
  readonly institutions: Institutions
  readonly zone: Zone
}

/** The warning; nothing where no part is open. It holds nobody up. */
export function OpenPartsWarning({ reader, parts, institutions, zone }: WarningProps) {
  const { warning, dueOn } = reader.t.recurring
  const { lastReport } = reader.t.commitments.fields
  if (parts.length === 0) return null
  return (
    <Notice reader={reader} tone="warn" title={warning.title}>
      <p>{warning.text}</p>
      <ul>
        {parts.map((part) => {
          const institution = institutions.get(part.institutionId)
          const since = part.lastReportAt
            ? `${lastReport}: ${formatDate(reader.locale, dateOf(part.lastReportAt, zone))}`
            : warning.noReport
          return (
            <li>
              {institution ? (
                <Words reader={reader} text={nameOf(institution, reader.locale)} />
              ) : (
                reader.t.commitments.unlisted
              )}
              : {part.text && <Words reader={reader} text={chooseText(part.text, reader.locale)} />} (
              {[part.dueOn ? dueOn(formatDate(reader.locale, part.dueOn)) : '', since]
                .filter(Boolean)
                .join(', ')}
              )
            </li>
          )
        })}
      </ul>
    </Notice>
  )
}
