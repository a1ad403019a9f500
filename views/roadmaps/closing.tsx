/** The closing words of a roadmap: one paragraph on every objective. */

import { LOCALES } from '../../src/kernel/locale.ts'
import type { Objective } from '../../src/roadmaps/objective.ts'
import { SecretariatPage } from '../layout/shell.tsx'
import { PostForm, SaveOrCancel } from '../parts/actions.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { TextInLanguages } from '../parts/field.tsx'
import { draftOf, fieldValue } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import type { BelowProps } from './form.tsx'
import { roadmapTrail } from './list.tsx'
import { objectiveWords } from './objective-choice.tsx'

interface ClosingProps extends Omit<BelowProps, 'institutions'> {
  readonly objectives: readonly Objective[]
}

/** The form; an objective takes words in the languages in which it has a title. */
export function ClosingFormPage(props: ClosingProps) {
  const { reader, dialogue, roadmap, objectives, form } = props
  const { closing: t } = reader.t.roadmaps
  const labels = Object.fromEntries(
    objectives.flatMap((one) => {
      const words = objectiveWords(reader, one)
      return [[one.id, words], ...LOCALES.map((lang) => [`${one.id}_${lang}`, words])]
    }),
  )
  const draft = draftOf(reader, form, { labels })
  const back = `/roadmaps/${roadmap.id}`
  return (
    <SecretariatPage {...props} title={t.title} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading
        reader={reader}
        trail={roadmapTrail(reader, dialogue, roadmap)}
        title={t.title}
        lead={t.lead}
      />
      <PostForm action={`${back}/closing`} hidden={{ version: fieldValue(form, 'version') }}>
        {objectives.map((one) => (
          <TextInLanguages
            draft={draft}
            name={one.id}
            locales={LOCALES.filter((lang) => one.title.texts[lang])}
            multiline
            optional="unsaid"
          />
        ))}
        <SaveOrCancel reader={reader} back={back} />
      </PostForm>
    </SecretariatPage>
  )
}
