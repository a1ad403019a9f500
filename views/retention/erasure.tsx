/** Asks before a person is erased: what goes, what stays, where the name still stands. */

import { listName } from '../../src/people/name.ts'
import type { Erasable, Mention } from '../../src/retention/erasure.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Actions, LinkButton, PostButton, PostForm, Submit } from '../parts/actions.tsx'
import { Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/notice.tsx'

interface ErasureProps extends ShellProps {
  readonly person: Erasable
  readonly mentions: readonly Mention[]
  /** What the record calls them afterwards. */
  readonly phrase: string
}

/** The page; its title carries no name. */
export function ErasurePage(props: ErasureProps) {
  const { reader, person, mentions, phrase } = props
  const { retention: t, people, shell } = reader.t
  const own = `/people/${person.id}`
  const trail = [
    { href: '/people', text: people.title },
    { href: own, text: listName(person, reader.locale) },
  ]
  return (
    <SecretariatPage {...props} title={t.eraseTitle}>
      <Heading reader={reader} title={t.eraseTitle} trail={trail} lead={t.eraseLead(phrase)} />
      <Notice reader={reader} tone="warn">
        <p>{t.eraseHint}</p>
      </Notice>
      <p>{mentions.length > 0 ? t.mentions : t.noMentions}</p>
      {mentions.length > 0 && (
        <ul>
          {mentions.map((mention, at) => (
            <li>
              <a href={pathOf(mention)}>
                {t.places[mention.place]} {at + 1}
              </a>
            </li>
          ))}
        </ul>
      )}
      <Actions>
        <PostButton action={`${own}/copy`}>{t.copy}</PostButton>
      </Actions>
      <PostForm action={`${own}/erasure`}>
        <Actions>
          <Submit weight="danger">{t.eraseSubmit}</Submit>
          <LinkButton href={own}>{shell.form.back}</LinkButton>
        </Actions>
      </PostForm>
    </SecretariatPage>
  )
}

function pathOf({ place, id }: Mention): string {
  if (place === 'supply') return `/supply/${id}`
  return `/${place}s/${id}${place === 'document' ? '/removal' : ''}`
}
