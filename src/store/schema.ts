/**
 * The tables as Kysely sees them; `migrations/` is the truth and `test/store/schema.test.ts` compares the two.
 * Booleans are 0 or 1, instants and dates are text, ids are random text.
 */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { LocalDate, LocalTime } from '../kernel/local-date.ts'
import type { Locale } from '../kernel/locale.ts'
import type { Zone } from '../kernel/zone.ts'

export type Flag = 0 | 1

export interface FactsTable {
  subject_id: string
  subject_version: number
  kind: string
  actor_id: string
  at: Instant
  details: string
  /** The number of the seal that covers it; null until the next sealing. */
  seal: number | null
}

export interface SettingsTable {
  name: string
  value: string
  version: number
}

export type SectorClass =
  | 'state_health'
  | 'state_justice'
  | 'state_other'
  | 'multilateral'
  | 'funder'
  | 'civil_society'
  | 'affected_community'
  | 'academia'
  | 'supplier'

export interface SectorsTable {
  id: Id
  code: string
  class: SectorClass
  position: number
  version: number
}

export interface SectorNamesTable {
  sector_id: Id
  lang: Locale
  name: string
}

export interface InstitutionsTable {
  id: Id
  sector_id: Id
  country: string
  precedence: number
  listable: 'public' | 'members' | 'never'
  letter_languages: string
  zone: Zone
  holiday_calendar: string
  official_mail: string
  search: string
  created_at: Instant
  version: number
}

export interface InstitutionNamesTable {
  institution_id: Id
  lang: Locale
  official: string
  short: string
  valid_from: LocalDate
  valid_to: LocalDate | null
}

export interface PersonsTable {
  id: Id
  reading_lang: Locale
  zone: Zone
  holiday_calendar: string
  email: string
  phone: string
  protected: Flag
  digest: 'weekly' | 'off'
  reminders: 'on' | 'off'
  search: string
  created_at: Instant
  version: number
  erased_at: Instant | null
  /** Null: weekly. Means something while `digest` is not `off`. */
  digest_rhythm: 'weekly' | 'meetings' | null
  /** The first local day on which digests and reminders go out again; a day that has come is no pause any more. */
  paused_until: LocalDate | null
}

export interface PersonNamesTable {
  person_id: Id
  lang: Locale
  surname: string
  given: string
  patronymic: string
  salutation: string
  position: string
}

export interface PersonOrderTable {
  person_id: Id
  lang: Locale
  sort_key: string
}

export interface AffiliationsTable {
  id: Id
  person_id: Id
  institution_id: Id
  role: 'head' | 'focal_point' | 'member' | 'assistant'
  valid_from: LocalDate
  valid_to: LocalDate | null
  version: number
}

export interface HolidaysTable {
  calendar: string
  day: LocalDate
  kind: 'off' | 'working'
  name_en: string
  name_ru: string
  name_kk: string
  moved_from: LocalDate | null
  source: string
  version: number
}

export type AttributionRule = 'attributed' | 'institution_only' | 'chatham_house'

export interface DialoguesTable {
  id: Id
  code: string
  state: 'draft' | 'active' | 'closed' | 'archived'
  project: string
  funder: string
  zone: Zone
  holiday_calendar: string
  languages: string
  authoritative_lang: Locale
  attribution: AttributionRule
  participant_list: 'names' | 'institutions' | 'counts' | 'nobody'
  quorum_basis: 'institutions' | 'seats' | 'none'
  quorum_percent: number
  decision_rule: 'consensus' | 'simple_majority' | 'two_thirds'
  silence_length: number
  silence_unit: 'hours' | 'working_days'
  created_at: Instant
  version: number
}

export interface DialogueTextsTable {
  dialogue_id: Id
  lang: Locale
  title: string
  mandate: string
}

export interface DialogueRolesTable {
  id: Id
  dialogue_id: Id
  person_id: Id
  role: 'organiser' | 'coordinator' | 'rapporteur' | 'viewer'
  granted_at: Instant
  ended_at: Instant | null
  version: number
}

export interface MeetingsTable {
  id: Id
  dialogue_id: Id
  ordinal: number
  kind: 'dialogue' | 'session' | 'workshop' | 'technical' | 'oversight'
  format: 'in_person' | 'online' | 'hybrid'
  state:
    | 'draft'
    | 'announced'
    | 'confirmed'
    | 'postponed'
    | 'in_session'
    | 'held'
    | 'minuted'
    | 'closed'
    | 'cancelled'
  state_since: Instant
  zone: Zone
  starts_at: Instant
  ends_at: Instant
  link: string
  languages: string
  interpretation: string
  attribution: AttributionRule
  /** Null, as the dialogue's, in what a process made that did not know the column yet. */
  participant_list: 'names' | 'institutions' | 'counts' | 'nobody' | null
  previous_meeting_id: Id | null
  calendar_uid: string
  calendar_sequence: number
  calendar_stamp: Instant | null
  mailed_facts: string | null
  gather_until: Instant | null
  date_version: number
  agenda_published_at: Instant | null
  agenda_version: number
  created_at: Instant
  version: number
  /** Grows with what a calendar shows, and since when it shows this. */
  revision: number
  revised_at: Instant | null
  /** 1: subjects of mails and titles of calendar entries name only the dialogue. */
  neutral_subject: Flag
}

export interface MeetingTextsTable {
  meeting_id: Id
  lang: Locale
  title: string
  venue: string
}

export interface MeetingDaysTable {
  meeting_id: Id
  day: LocalDate
  starts: LocalTime
  ends: LocalTime
}

export interface AgendaItemsTable {
  id: Id
  meeting_id: Id
  day: LocalDate
  position: number
  kind: 'procedural' | 'information' | 'discussion' | 'decision' | 'follow_up'
  is_break: Flag
  minutes: number
  presenter_institution_id: Id | null
  presenter_person_id: Id | null
  attribution: AttributionRule | null
  visibility: 'public' | 'members' | 'closed'
  carried_from_id: Id | null
  /** 1: returns to every agenda. */
  recurs: number
  /** 1: follow-up was asked for; it returns once more. */
  follow_up: number
  state: 'draft' | 'scheduled' | 'taken' | 'deferred' | 'withdrawn'
  version: number
}

export interface AgendaItemTextsTable {
  item_id: Id
  lang: Locale
  title: string
}
