/** Before the plans are asked for: who is written to, in which language, with which exact text. */

import type { Dialogue } from '../../src/dialogues/dialogue.ts'
import { type InstitutionName, shortNameOf } from '../../src/institutions/institution.ts'
import { listName } from '../../src/people/name.ts'
import type { PersonCard } from '../../src/people/person.ts'
import type { Template } from '../../src/plans/template.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { type LetterBody, letterText } from '../letters/letter.tsx'
import { Actions, LinkButton, PostForm, Submit } from '../parts/actions.tsx'
import { Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/notice.tsx'
import { Words } from '../parts/passage.tsx'
import { Table } from '../parts/table.tsx'
import { plansTrail } from './list.tsx'
import { templateTitle } from './words.ts'

/** One letter as it would go out; the personal link is left out of it. */
interface PlanLetterPreview {
  readonly person: PersonCard
  readonly owner: InstitutionName
  readonly letter: LetterBody
}

interface SendingProps extends ShellProps {
  readonly dialogue: Dialogue
  readonly template: Template
  readonly previews: readonly PlanLetterPreview[]
  /** Those where nobody can be written to. */
  readonly unreachable: readonly InstitutionName[]
}

/** The preview with its one "send" for the lot. */
export function PlanSendingPage(props: SendingProps) {
  const { reader, dialogue, template, previews, unreachable } = props
  const { sending: t, template: words } = reader.t.plans
  const own = `/plans/${template.id}`
  const trail = [...plansTrail(reader, dialogue), { href: own, text: templateTitle(reader, template).text }]
  return (
    <SecretariatPage {...props} title={t.title}>
      <Heading reader={reader} trail={trail} title={t.title} lead={t.lead} />
      {unreachable.length > 0 && (
        <Notice reader={reader} tone="warn">
          <p>{t.unreachable}</p>
          <ul>
            {unreachable.map((institution) => (
              <li>
                <Words reader={reader} text={shortNameOf(institution, reader.locale)} />
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <Table
        reader={reader}
        caption={t.title}
        rows={previews}
        empty={t.nothing}
        columns={[
          { head: t.recipient, names: true, cell: ({ person }) => listName(person, reader.locale) },
          { head: words.institution, cell: ({ owner }) => shortNameOf(owner, reader.locale) },
          { head: t.language, cell: ({ person }) => reader.t.shell.languages[person.locale] },
        ]}
      />
      <section aria-label={t.title}>
        {previews.map(({ person, letter }) => (
          <details>
            <summary>{t.exact(listName(person, reader.locale))}</summary>
            <p class="hint">{t.linkLater}</p>
            <div class="sheet passage" lang={person.locale}>
              <p>
                <strong>{letter.subject}</strong>
              </p>
              <p>{letterText(letter)}</p>
            </div>
          </details>
        ))}
      </section>
      <PostForm action={`${own}/sending`}>
        <Actions>
          {previews.length > 0 && <Submit>{t.send(previews.length)}</Submit>}
          <LinkButton href={own}>{reader.t.shell.form.back}</LinkButton>
        </Actions>
      </PostForm>
    </SecretariatPage>
  )
}
