/** The first page of a new instance: who you are, and how to begin. */

import { PlainPage } from '../layout/shell.tsx'
import { PostForm, Submit } from '../parts/actions.tsx'
import { Radios, Select } from '../parts/choice.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { TextField } from '../parts/field.tsx'
import { draftOf, type FormState } from '../parts/form.ts'
import type { Reader } from '../reader.ts'

interface SetupProps {
  readonly reader: Reader
  readonly path: string
  readonly form: FormState
  readonly offersExample: boolean
}

/** Makes the first organiser; offers an empty instance or the example. */
export function SetupPage(props: SetupProps) {
  const { reader, form } = props
  const { auth, shell } = reader.t
  const draft = draftOf(reader, form, {
    labels: {
      surname: auth.surname,
      given: auth.given,
      email: auth.email,
      language: auth.language,
      zone: auth.zone,
      start: auth.start,
    },
  })
  const languages = (['kk', 'ru', 'en'] as const).map((lang) => ({
    value: lang,
    text: shell.languages[lang],
    lang,
  }))
  return (
    <PlainPage reader={reader} path={props.path} title={auth.setupTitle} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <h1>{auth.setupTitle}</h1>
      <p>{auth.setupIntro}</p>
      <PostForm action={props.path}>
        <TextField draft={draft} name="given" label={auth.given} optional autocomplete="given-name" />
        <TextField draft={draft} name="surname" label={auth.surname} autocomplete="family-name" />
        <TextField draft={draft} name="email" label={auth.email} type="email" autocomplete="email" />
        <Select draft={draft} name="language" label={auth.language} choices={languages} />
        <TextField draft={draft} name="zone" label={auth.zone} size={24} />
        <TextField
          draft={draft}
          name="holiday_calendar"
          label={reader.t.institutions.holidayCalendar}
          hint={reader.t.institutions.holidayCalendarHint}
          size={6}
          optional
        />
        {props.offersExample ? (
          <Radios
            draft={draft}
            name="start"
            label={auth.start}
            choices={[
              { value: 'empty', text: auth.startEmpty, hint: auth.startEmptyHint },
              { value: 'example', text: auth.startExample, hint: auth.startExampleHint },
            ]}
          />
        ) : (
          <input type="hidden" name="start" value="empty" />
        )}
        <Submit>{auth.setupButton}</Submit>
      </PostForm>
    </PlainPage>
  )
}
