/** English texts of the room `dialogues`. */

import type { Params } from '../../kernel/outcome.ts'
import { plural } from '../plurals.ts'

const states = { draft: 'Draft', active: 'Active', closed: 'Closed', archived: 'Archived' }
const moves = { activation: 'Activate', closure: 'Close', archiving: 'Archive' }
const roleNames = {
  organiser: 'Organiser',
  coordinator: 'Coordinator',
  rapporteur: 'Rapporteur',
  viewer: 'Reader',
}

export const dialogues = {
  title: 'Dialogues',
  none: 'There is no dialogue yet.',
  recordedNow: 'Recorded now',
  open: 'Open a dialogue',
  editTitle: 'Change the dialogue',
  name: 'Title',
  code: 'Code',
  codeHint: 'Short, in Latin capitals, such as OAT-KZ. It stands in front of commitments.',
  state: 'State',
  states,
  moves,
  nextMeeting: 'Next meeting',
  openCommitments: 'Open commitments',
  mandate: 'Mandate',
  mandateHint: 'What the dialogue is for and who gave it its task.',
  noMandate: 'No mandate has been written down yet.',
  project: 'Project',
  funder: 'Funder',
  languages: 'Languages',
  authoritative: 'Authoritative language',
  authoritativeHint: 'Where versions differ, this one binds.',
  holidayCalendar: 'Holiday calendar',
  holidayCalendarHint: 'KZ, or empty if only weekends are days off.',
  rules: 'Rules of procedure',
  attribution: 'Attribution',
  attributionHint: 'What new meetings begin with. Each meeting and each agenda item may set its own.',
  attributions: {
    attributed: 'Attributed: institution and person are named',
    institution_only: 'Institution only: no person is named',
    chatham_house: 'Chatham House: no speaker is recorded',
  },
  participantList: 'Participants see of each other',
  participantLists: {
    names: 'names, as far as each person agrees',
    institutions: 'institutions',
    counts: 'numbers only',
    nobody: 'nothing',
  },
  quorumBasis: 'Quorum counts',
  quorumBases: { institutions: 'institutions', seats: 'seats', none: 'nothing: there is no quorum' },
  quorumPercent: 'Quorum, per cent',
  quorumHint: 'More than this share must be present.',
  quorum: (basis: string, percent: number) => `more than ${percent}% of ${basis}`,
  decisionRule: 'Decisions are taken by',
  decisionRules: {
    consensus: 'consensus',
    simple_majority: 'simple majority',
    two_thirds: 'two thirds',
  },
  silence: 'Silence procedure',
  silenceHint: 'A text is adopted unless somebody objects within this time.',
  silenceLength: 'Length of the silence procedure',
  silenceUnit: 'Counted in',
  silenceUnits: { hours: 'hours', working_days: 'working days' },
  silenceOf: (length: number, unit: 'hours' | 'working_days') => {
    const words =
      unit === 'hours' ? { one: 'hour', other: 'hours' } : { one: 'working day', other: 'working days' }
    return `${length} ${plural('en', length, words)}`
  },
  meetings: 'Meetings',
  noMeetings: 'No meeting is planned yet.',
  plan: 'Plan a meeting',
  sectors: 'Who is invited to the next meeting',
  sector: 'Sector',
  invited: 'Institutions',
  nobodyYet: 'nobody yet',
  people: 'Roles',
  person: 'Person',
  role: 'Role',
  roleNames,
  since: 'Since',
  actions: 'Actions',
  endRole: 'End',
  grant: 'Give somebody a role',
  email: 'E-mail address',
  emailHint: 'The address under which the person stands in the directory. They can then sign in with it.',
  grantSubmit: 'Give the role',
  closureTitle: 'Close the dialogue?',
  closureLead:
    'After closing no meeting can be planned. Commitments go on and are reported as before. Nothing is mailed.',
  closureSubmit: 'Close the dialogue',
  history: {
    opened: 'Dialogue opened',
    edited: 'Facts or rules changed',
    active: 'Activated',
    closed: 'Closed',
    archived: 'Archived',
    meeting_added: (p: Params) => `Meeting ${p.ordinal} planned`,
    role_granted: (p: Params) => `Role given: ${roleNames[p.role as keyof typeof roleNames]}, ${p.person}`,
    role_ended: (p: Params) => `Role ended: ${roleNames[p.role as keyof typeof roleNames]}, ${p.person}`,
  },
  refusals: {
    code_form: 'Use 2 to 20 Latin capitals, digits and hyphens, such as OAT-KZ.',
    code_taken: 'Another dialogue has this code already.',
    no_language: 'Choose at least one language.',
    authoritative_not_offered: 'The authoritative language must be one of the languages of the dialogue.',
    title_missing: 'Write the title in the authoritative language.',
    mandate_without_title: 'There is a mandate in this language: write the title in it, too.',
    archived: 'The dialogue is archived and can only be read.',
    cannot_move: (p: Params) => {
      const possible = listed(moves, p.possible)
      const what = `“${moves[p.move as keyof typeof moves]}” is not possible now. State of the dialogue: ${states[p.state as keyof typeof states].toLowerCase()}.`
      return possible ? `${what} Possible: ${possible}.` : what
    },
    meetings_ahead: (p: Params) =>
      `Delegates still expect meetings of this dialogue: ${p.count}. Hold or cancel them first.`,
    nobody_with_address: 'Nobody in the directory has this address. Add the person to the directory first.',
    account_disabled: 'The account of this person is disabled. An administrator can open it again.',
    has_role_already: 'The person has this role already.',
    role_unknown: 'This role is not in force any more.',
    last_organiser: 'This is the last organiser. Give somebody else the role first.',
  },
}

function listed(table: Readonly<Record<string, string>>, keys: string | number | undefined): string {
  return String(keys ?? '')
    .split(',')
    .flatMap((key) => table[key] ?? [])
    .join(', ')
}
