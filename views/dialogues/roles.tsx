/** Who has which role in a dialogue, and the form that gives one. */

import type { Dialogue } from '../../src/dialogues/dialogue.ts'
import { DIALOGUE_ROLES, type DialogueRole } from '../../src/dialogues/role.ts'
import type { Id } from '../../src/kernel/id.ts'
import { PostButton, PostForm, Submit } from '../parts/actions.tsx'
import { Select } from '../parts/choice.tsx'
import { TextField } from '../parts/field.tsx'
import { draftOf, type FormState } from '../parts/form.ts'
import { type Column, Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'

/** A role in force with the name of who has it. */
export interface NamedRole {
  readonly id: Id
  readonly personName: string
  readonly role: DialogueRole
  /** A date in the reader's words. */
  readonly since: string
}

interface RoleProps {
  readonly reader: Reader
  readonly dialogue: Dialogue
  readonly roles: readonly NamedRole[]
  readonly mayOrganise: boolean
  readonly form: FormState
}

/** The section `roles`. */
export function RoleSection(props: RoleProps) {
  const { reader, roles, mayOrganise } = props
  const { dialogues: t } = reader.t
  return (
    <section aria-labelledby="roles">
      <h2 id="roles">{t.people}</h2>
      <Table reader={reader} caption={t.people} columns={columnsOf(props)} rows={roles} />
      {mayOrganise && <GrantForm {...props} />}
    </section>
  )
}

function columnsOf({ reader, dialogue, mayOrganise }: RoleProps): Column<NamedRole>[] {
  const { dialogues: t } = reader.t
  const columns: Column<NamedRole>[] = [
    { head: t.person, names: true, cell: (row) => row.personName },
    { head: t.role, cell: (row) => t.roleNames[row.role] },
    { head: t.since, cell: (row) => row.since },
  ]
  if (!mayOrganise) return columns
  const end = (row: NamedRole) => ({
    view: (
      <PostButton action={`/dialogues/${dialogue.id}/roles/${row.id}/end`}>
        {t.endRole}
        <span class="unseen">
          : {t.roleNames[row.role]}, {row.personName}
        </span>
      </PostButton>
    ),
  })
  return [...columns, { head: t.actions, cell: end }]
}

function GrantForm({ reader, dialogue, form }: RoleProps) {
  const { dialogues: t } = reader.t
  const draft = { ...draftOf(reader, form), labels: { email: t.email, role: t.role } }
  return (
    <PostForm action={`/dialogues/${dialogue.id}/roles`}>
      <h3>{t.grant}</h3>
      <TextField draft={draft} name="email" type="email" hint={t.emailHint} autocomplete="off" />
      <Select
        draft={draft}
        name="role"
        choices={DIALOGUE_ROLES.map((role) => ({ value: role, text: t.roleNames[role] }))}
      />
      <Submit weight="plain">{t.grantSubmit}</Submit>
    </PostForm>
  )
}
