/** Mail settings of one person: which convenience mail, whether it rests for a while, and in which language. */

import { LOCALES } from '../../src/kernel/locale.ts'
import { PersonalPage, type PersonalProps } from '../layout/shell.tsx'
import { Actions, LinkButton, PostForm, Submit } from '../parts/actions.tsx'
import { Radios } from '../parts/choice.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { DateField } from '../parts/field.tsx'
import { draftOf, type FormState } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'

interface PreferencesPageProps extends PersonalProps {
  readonly action: string
  /** The page of the own calendar feed. */
  readonly feed: string
  readonly form: FormState
}

/** One form: three questions with their answers in sight, and a day. What always comes is said first. */
export function PreferencesPage({ action, feed, form, ...shell }: PreferencesPageProps) {
  const { reader } = shell
  const words = reader.t.digests.preferences
  const labels = {
    digest: words.digest,
    reminders: words.reminders,
    pausedUntil: words.pause,
    locale: words.language,
  }
  const draft = { ...draftOf(reader, form), labels }
  const { languages } = reader.t.shell
  return (
    <PersonalPage {...shell} title={words.title} faulty={form.faults.length > 0}>
      <Heading reader={reader} title={words.title} lead={words.intro} />
      <FaultSummary draft={draft} />
      <PostForm action={action}>
        <Radios draft={draft} name="digest" hint={words.digestHint} choices={choicesOf(words.digests)} />
        <Radios
          draft={draft}
          name="reminders"
          hint={words.remindersHint}
          choices={choicesOf(words.reminderChoices)}
        />
        <DateField draft={draft} name="pausedUntil" hint={words.pauseHint} optional />
        <Radios
          draft={draft}
          name="locale"
          choices={LOCALES.map((lang) => ({ value: lang, text: languages[lang], lang }))}
        />
        <Actions>
          <Submit>{words.save}</Submit>
        </Actions>
      </PostForm>
      <h2>{reader.t.feeds.title}</h2>
      <p>{reader.t.feeds.leads.person}</p>
      <Actions>
        <LinkButton href={feed}>{reader.t.feeds.title}</LinkButton>
      </Actions>
    </PersonalPage>
  )
}

function choicesOf(texts: Readonly<Record<string, string>>) {
  return Object.entries(texts).map(([value, text]) => ({ value, text }))
}
