/** What a dialogue is and by which rules it works, as a list of facts. */

import type { Dialogue } from '../../src/dialogues/dialogue.ts'
import { LOCALES, type Versions } from '../../src/kernel/locale.ts'
import { Facts } from '../parts/facts.tsx'
import { Notice } from '../parts/notice.tsx'
import type { Reader } from '../reader.ts'
import { quorumWords } from './words.ts'

interface DialogueFactsProps {
  readonly reader: Reader
  readonly dialogue: Dialogue
}

/** Project, languages, zone. */
export function DialogueFacts({ reader, dialogue }: DialogueFactsProps) {
  const { dialogues: t, shell } = reader.t
  return (
    <Facts
      facts={[
        { term: t.code, value: dialogue.code },
        { term: t.project, value: dialogue.project },
        { term: t.funder, value: dialogue.funder },
        { term: t.languages, value: dialogue.languages.map((lang) => shell.languages[lang]).join(', ') },
        { term: t.authoritative, value: shell.languages[dialogue.authoritative] },
        { term: shell.time.zone, value: dialogue.zone },
        { term: t.holidayCalendar, value: dialogue.holidayCalendar },
      ]}
    />
  )
}

/** The rules of procedure. */
export function DialogueRules({ reader, dialogue }: DialogueFactsProps) {
  const { dialogues: t } = reader.t
  return (
    <Facts
      facts={[
        { term: t.attribution, value: t.attributions[dialogue.attribution] },
        { term: t.participantList, value: t.participantLists[dialogue.participantList] },
        { term: t.quorumBasis, value: quorumWords(reader, dialogue) },
        { term: t.decisionRule, value: t.decisionRules[dialogue.decisionRule] },
        { term: t.silence, value: t.silenceOf(dialogue.silenceLength, dialogue.silenceUnit) },
      ]}
    />
  )
}

/** Everything as it is recorded, in all languages: to compare with what somebody else has typed. */
export function RecordedNow({ reader, dialogue }: DialogueFactsProps) {
  const { dialogues: t, shell } = reader.t
  const inAll = (term: string, { texts }: Versions) =>
    LOCALES.map((lang) => ({
      term: `${term} (${shell.languages[lang]})`,
      value: texts[lang] ? <span lang={lang}>{texts[lang]}</span> : null,
    }))
  return (
    <Notice reader={reader} tone="warn" title={t.recordedNow}>
      <Facts facts={[...inAll(t.name, dialogue.title), ...inAll(t.mandate, dialogue.mandate)]} />
      <DialogueFacts reader={reader} dialogue={dialogue} />
      <DialogueRules reader={reader} dialogue={dialogue} />
    </Notice>
  )
}
