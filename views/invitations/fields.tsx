/** Form fields that organisers and focal points share: a person to be named, how an answer came. */

import { RECORDED_CHANNELS } from '../../src/invitations/invitation.ts'
import { DELEGATE_ROLES } from '../../src/invitations/nomination.ts'
import { languageChoices, Radios, Select } from '../parts/choice.tsx'
import { type Draft, TextField } from '../parts/field.tsx'
import { draftOf, type FormState } from '../parts/form.ts'
import type { Reader } from '../reader.ts'
import { choicesOf } from './words.ts'

/** A draft that names all fields of this file. */
export function namingDraft(reader: Reader, form: FormState): Draft {
  const { forms } = reader.t.invitations
  const { role, surname, given, patronymic, position, email, reading, channel, source, reason } = forms
  const labels = { role, surname, given, patronymic, position, email, reading, channel, source, reason }
  return draftOf(reader, form, { labels })
}

/** A person: role, name parts as they write them, where to reach them, in which language they read. */
export function PersonFields({
  draft,
  addressNeeded,
}: {
  readonly draft: Draft
  readonly addressNeeded: boolean
}) {
  const { invitations } = draft.reader.t
  const { forms, roles } = invitations
  const languages = languageChoices(draft.reader)
  return (
    <>
      <Select draft={draft} name="role" choices={choicesOf(DELEGATE_ROLES, roles)} />
      <Radios draft={draft} name="reading" hint={forms.readingHint} choices={languages} />
      <TextField draft={draft} name="surname" autocomplete="off" />
      <TextField draft={draft} name="given" autocomplete="off" optional />
      <TextField draft={draft} name="patronymic" autocomplete="off" optional />
      <TextField draft={draft} name="position" autocomplete="off" optional />
      <TextField
        draft={draft}
        name="email"
        type="email"
        hint={forms.emailHint}
        autocomplete="off"
        optional={!addressNeeded}
      />
    </>
  )
}

/** By which means an answer reached the secretariat, and from whom. */
export function SourceFields({ draft }: { readonly draft: Draft }) {
  const { channels, forms } = draft.reader.t.invitations
  return (
    <>
      <Radios draft={draft} name="channel" choices={choicesOf(RECORDED_CHANNELS, channels)} />
      <TextField draft={draft} name="source" hint={forms.sourceHint} />
    </>
  )
}
