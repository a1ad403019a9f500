/** The page of a calendar feed: its address, how to subscribe, and how to end it. */

import { DUE_AS, type FeedKind, type FeedShown } from '../../src/feeds/feed.ts'
import type { Locale } from '../../src/kernel/locale.ts'
import { PersonalPage, type PersonalProps, SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Actions, PostButton, PostForm, Submit } from '../parts/actions.tsx'
import { Radios } from '../parts/choice.tsx'
import { Facts } from '../parts/facts.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { draftOf, type FormState } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import type { Reader } from '../reader.ts'

interface FeedProps {
  readonly kind: FeedKind
  /** Address of this page. */
  readonly own: string
  readonly feed: FeedShown
  /** In which a dialogue's feed can be had. */
  readonly languages: readonly Locale[]
  readonly form: FormState
}

/** For the secretariat: the own feed, or that of a dialogue. */
export function FeedPage(props: FeedProps & ShellProps) {
  const { reader, own, kind, form } = props
  const { feeds: t, auth, dialogues } = reader.t
  const back = own.replace(/\/feed$/, '')
  const trail = [{ href: back, text: kind === 'person' ? auth.account.title : dialogues.title }]
  return (
    <SecretariatPage {...props} title={t.title} faulty={form.faults.length > 0}>
      <FaultSummary draft={draftOf(reader, form, { labels: { due_as: t.dueAs } })} />
      <Heading reader={reader} title={t.title} trail={trail} lead={t.leads[kind]} />
      <Feed {...props} />
    </SecretariatPage>
  )
}

/** The same behind a personal link. */
export function PersonalFeedPage(props: FeedProps & PersonalProps) {
  const { reader, kind, form } = props
  const { feeds: t } = reader.t
  return (
    <PersonalPage {...props} title={t.title} faulty={form.faults.length > 0}>
      <FaultSummary draft={draftOf(reader, form, { labels: { due_as: t.dueAs } })} />
      <Heading reader={reader} title={t.title} lead={t.leads[kind]} />
      <Feed {...props} />
    </PersonalPage>
  )
}

function Feed(props: FeedProps & { readonly reader: Reader }) {
  const { reader, own, feed, kind, form } = props
  const { feeds: t } = reader.t
  const open = feed.address !== null
  const draft = draftOf(reader, form, { labels: { due_as: t.dueAs } })
  return (
    <>
      {feed.address === null ? <p>{t.none}</p> : <Address {...props} address={feed.address} />}
      <PostForm action={own} hidden={kind === 'dialogue' ? { due_as: 'none' } : {}}>
        {kind === 'person' && (
          <Radios
            draft={draft}
            name="due_as"
            choices={DUE_AS.map((as) => ({ value: as, text: t.due[as] }))}
          />
        )}
        <Actions>
          {(!open || kind === 'person') && (
            <Submit name="act" value="save">
              {open ? t.save : t.open}
            </Submit>
          )}
          {open && (
            <Submit name="act" value="renew" weight="plain">
              {t.renew}
            </Submit>
          )}
        </Actions>
      </PostForm>
      {open && (
        <Actions>
          <PostButton action={`${own}/end`} weight="danger">
            {t.end}
          </PostButton>
        </Actions>
      )}
    </>
  )
}

function Address(props: FeedProps & { readonly reader: Reader; readonly address: string }) {
  const { reader, address, kind, languages } = props
  const { feeds: t, shell } = reader.t
  const each =
    kind === 'person'
      ? [{ term: t.address, address }]
      : languages.map((lang) => ({
          term: `${t.address}: ${shell.languages[lang]}`,
          address: `${address}?lang=${lang}`,
        }))
  return (
    <>
      <p>{t.how}</p>
      <Facts
        facts={each.map((one) => ({
          term: one.term,
          value: (
            <>
              <code>{one.address}</code>{' '}
              <a href={subscription(one.address)}>
                {t.subscribe}
                <span class="unseen">: {one.term}</span>
              </a>
            </>
          ),
        }))}
      />
      <p>{t.either}</p>
      <p>{t.secret}</p>
    </>
  )
}

/** What opens the calendar program of most systems; the address is ours. */
function subscription(address: string): string {
  return address.replace(/^https?:/, 'webcal:')
}
