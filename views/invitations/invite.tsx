/** Choosing institutions to invite, many at once, on the same terms. */

import { type Institution, nameOf, type Sector } from '../../src/institutions/institution.ts'
import { CAPACITIES } from '../../src/invitations/invitation.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import { SecretariatPage } from '../layout/shell.tsx'
import { Actions, LinkButton, PostForm, Submit } from '../parts/actions.tsx'
import { Select } from '../parts/choice.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { DateField, type Draft, TextField, textsIn } from '../parts/field.tsx'
import { Filter } from '../parts/filter.tsx'
import { draftOf, type FormState } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { type Column, Table } from '../parts/table.tsx'
import { type MeetingPageProps, trailOf } from './board.tsx'
import { choicesOf } from './words.ts'

interface InviteProps extends MeetingPageProps {
  /** Those not invited yet, in protocol order. */
  readonly institutions: readonly Institution[]
  readonly search: string
  readonly sectors: readonly Sector[]
  readonly form: FormState
}

/** The page. */
export function InvitePage(props: InviteProps) {
  const { reader, meeting, form } = props
  const { invitations: t, shell } = reader.t
  const own = `/meetings/${meeting.id}/invitations`
  const draft = draftOf(reader, form, { labels: { institutions: t.invite.choose, ...termLabels(reader.t) } })
  return (
    <SecretariatPage {...props} title={t.invite.title} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading
        reader={reader}
        trail={trailOf(reader, meeting, true)}
        title={t.invite.title}
        lead={t.invite.lead}
      />
      <Filter
        reader={reader}
        action={`${own}/new`}
        q={props.search}
        narrowed={props.search !== ''}
        table="institutions"
      />
      <PostForm action={own}>
        <Chooser {...props} draft={draft} />
        <section aria-labelledby="terms">
          <h2 id="terms">{t.invite.terms}</h2>
          <TermFields draft={draft} />
        </section>
        <Actions>
          <Submit>{t.invite.submit}</Submit>
          <LinkButton href={own}>{shell.form.cancel}</LinkButton>
        </Actions>
      </PostForm>
    </SecretariatPage>
  )
}

/** The words for the terms, for the summary of faults. */
export function termLabels({ invitations: t }: InviteProps['reader']['t']): Record<string, string> {
  return { capacity: t.capacity, seats: t.seats, reply_by: t.replyBy }
}

/** Capacity, seats and reply-by. */
export function TermFields({ draft }: { readonly draft: Draft }) {
  const { invitations: t } = draft.reader.t
  return (
    <>
      <Select draft={draft} name="capacity" choices={choicesOf(CAPACITIES, t.capacities)} />
      <TextField draft={draft} name="seats" type="number" size={4} />
      <DateField draft={draft} name="reply_by" hint={t.replyByHint} optional />
    </>
  )
}

function Chooser({ reader, institutions, sectors, draft }: InviteProps & { readonly draft: Draft }) {
  const { invitations: t, shell } = reader.t
  const chosen = new Set(textsIn(draft, 'institutions'))
  const names = new Map(sectors.map((sector) => [sector.id, chooseText(sector.names, reader.locale).text]))
  const columns: Column<Institution>[] = [
    {
      head: t.institution,
      names: true,
      cell: (row) => {
        const name = nameOf(row, reader.locale)
        return {
          view: (
            <div class="tick">
              <input
                type="checkbox"
                id={row.id}
                name="institutions"
                value={row.id}
                checked={chosen.has(row.id)}
              />
              <label for={row.id} lang={name.lang}>
                {name.text}
              </label>
            </div>
          ),
        }
      },
    },
    { head: t.sector, cell: (row) => names.get(row.sectorId) ?? '' },
    {
      head: t.languages,
      cell: (row) => row.letterLanguages.map((lang) => shell.languages[lang]).join(', '),
    },
  ]
  const fault = draft.faults.find((line) => line.field === 'institutions')
  return (
    <>
      {fault && <p class="fault">{fault.text}</p>}
      <Table
        reader={reader}
        caption={t.invite.choose}
        columns={columns}
        rows={institutions}
        empty={t.invite.none}
        id="institutions"
      />
    </>
  )
}
