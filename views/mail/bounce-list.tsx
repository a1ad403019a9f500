/** Reports that mail came back, by class, the open ones first, with what can be done about each. */

import { formatInstant } from '../../src/i18n/dates.ts'
import { formatNumber } from '../../src/i18n/numbers.ts'
import type { Zone } from '../../src/kernel/zone.ts'
import { BOUNCE_CLASSES, type BounceClass, bouncesPath, saysItWorks } from '../../src/mail/bounce.ts'
import type { BounceFilter, BounceLine } from '../../src/mail/bounces.ts'
import { PAGE_SIZE } from '../../src/mail/filter.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { PostButton } from '../parts/actions.tsx'
import type { Cell } from '../parts/cell.ts'
import { Heading } from '../parts/heading.tsx'
import { Pager } from '../parts/pager.tsx'
import { type Column, Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { bounceColumns } from './bounces.tsx'
import { MailTabs } from './tabs.tsx'

interface BounceListProps extends ShellProps {
  readonly lines: readonly BounceLine[]
  readonly more: boolean
  readonly filter: BounceFilter
  readonly open: ReadonlyMap<BounceClass, number>
  readonly pageNumber: number
  readonly zone: Zone
  /** May the viewer change people and institutions? */
  readonly mayEdit: boolean
}

/** One page of the list, newest first. */
export function BounceListPage(props: BounceListProps) {
  const { reader, lines, more, filter, pageNumber, zone } = props
  const { bounces: t, tabs } = reader.t.mail.room
  const from = (pageNumber - 1) * PAGE_SIZE + 1
  return (
    <SecretariatPage {...props} title={tabs.bounces}>
      <Heading
        reader={reader}
        trail={[{ href: '/mail', text: reader.t.mail.title }]}
        title={tabs.bounces}
        lead={t.lead}
      />
      <MailTabs reader={reader} path={props.path} />
      <Choices {...props} />
      <Table
        reader={reader}
        caption={tabs.bounces}
        columns={bounceLineColumns(reader, zone, props.mayEdit)}
        rows={lines}
        empty={t.none}
      />
      <Pager
        reader={reader}
        from={from}
        to={from + lines.length - 1}
        previous={pageNumber > 1 ? bouncesPath(filter, pageNumber - 1) : undefined}
        next={more ? bouncesPath(filter, pageNumber + 1) : undefined}
      />
    </SecretariatPage>
  )
}

function Choices({ reader, filter, open }: BounceListProps) {
  const { bounces: t, undelivered } = reader.t.mail.room
  const { classes } = reader.t.inbound.returned
  const current = (is: boolean) => (is ? ('true' as const) : undefined)
  const number = (one: BounceClass) => formatNumber(reader.locale, open.get(one) ?? 0)
  return (
    <nav class="tabs minor" aria-label={t.show}>
      <ul>
        {(['open', 'settled'] as const).map((show) => (
          <li>
            <a href={bouncesPath({ ...filter, show })} aria-current={current(show === filter.show)}>
              {t.shows[show]}
            </a>
          </li>
        ))}
      </ul>
      <ul>
        <li>
          <a href={bouncesPath({ ...filter, class: null })} aria-current={current(filter.class === null)}>
            {undelivered.all}
          </a>
        </li>
        {BOUNCE_CLASSES.map((one) => (
          <li>
            <a href={bouncesPath({ ...filter, class: one })} aria-current={current(filter.class === one)}>
              {filter.show === 'open' ? undelivered.count(classes[one], number(one)) : classes[one]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** To whom, which mail, what was said of it, and the acts. */
export function bounceLineColumns(reader: Reader, zone: Zone, mayEdit: boolean): Column<BounceLine>[] {
  const { returned: t } = reader.t.inbound
  const { kinds, room } = reader.t.mail
  return [
    { head: t.to, names: true, cell: ({ mail }) => ({ lines: [whoCell(mail), { quiet: mail.address }] }) },
    { head: t.mail, cell: ({ mail }) => ({ href: `/mail/${mail.id}`, text: kinds[mail.kind] }) },
    ...bounceColumns(reader, zone).map(({ names: _, ...column }): Column<BounceLine> => column),
    { head: room.undelivered.act, cell: (line) => actCell(reader, line, { zone, mayEdit }) },
  ]
}

function whoCell({ personId, name }: BounceLine['mail']): Cell {
  return personId ? { href: `/people/${personId}/mail`, text: name } : name
}

function actCell(
  reader: Reader,
  line: BounceLine,
  { zone, mayEdit }: { zone: Zone; mayEdit: boolean },
): Cell {
  const { bounces: t } = reader.t.mail.room
  if (line.liftedAt) return t.settledOn(formatInstant(reader.locale, line.liftedAt, zone))
  const { personId, id } = line.mail
  const lines: Cell[] = []
  if (mayEdit && personId && line.bounce === 'hard')
    lines.push({ href: `/people/${personId}/edit`, text: t.correct })
  if (line.bounce !== 'complaint' && line.bounce !== 'delayed')
    lines.push({ href: `/mail/${id}#again`, text: reader.t.mail.again.title })
  const works = saysItWorks(line.bounce)
  if (mayEdit || !works) {
    const word = works ? t.works : t.seen
    lines.push({ view: <PostButton action={`/mail/bounces/${line.id}/settlement`}>{word}</PostButton> })
  }
  return { lines }
}
