/**
 * The access policy as data: which right every address needs, and what anybody else gets.
 *
 * A reviewer reads this file as the policy; nothing in it is computed from the code. A new route: add its line
 * below (right, and the thing of `things.ts` on which it is tried), and if it is a POST its form in `forms.ts`.
 * `npm run matrix` shows what comes of it; a route without a line fails `test/access/routes.test.ts`.
 */

import { PURPOSES, RANKS, rows, STANDINGS, table } from './policy.ts'

/**
 * Rights within a dialogue. What lies in a dialogue in which one has no role does not exist (404); what one may
 * see but not do is refused (403). `draft`: what is proposed only, or closed, exists for those who record.
 */
export const IN_DIALOGUE = table(
  STANDINGS,
  `
  right         | administrator | organiser | coordinator | rapporteur | viewer | outsider
  read          | yes           | yes       | yes         | yes        | yes    | 404
  record        | yes           | yes       | yes         | yes        | 403    | 404
  read draft    | yes           | yes       | yes         | yes        | 404    | 404
  record draft  | yes           | yes       | yes         | yes        | 404    | 404
  coordinate    | yes           | yes       | yes         | 403        | 403    | 404
  organise      | yes           | yes       | 403         | 403        | 403    | 404
  organise draft| yes           | yes       | 403         | 403        | 404    | 404
  coordinate draft | yes        | yes       | yes         | 404        | 404    | 404
  read mail     | yes           | yes       | yes         | 404        | 404    | 404
  `,
)

/** Rights in the whole instance; `organiser` to `viewer` hold that role in some dialogue. */
export const IN_INSTANCE = table(
  RANKS,
  `
  right          | administrator | organiser | coordinator | rapporteur | viewer | opener | nobody
  sign in        | yes           | yes       | yes         | yes        | yes    | yes    | yes
  read directory | yes           | yes       | yes         | 403        | 403    | yes    | 403
  edit directory | yes           | yes       | 403         | 403        | 403    | yes    | 403
  open dialogue  | yes           | 403       | 403         | 403        | 403    | yes    | 403
  administer     | yes           | 403       | 403         | 403        | 403    | 403    | 403
  `,
)

/** Rights that need no account at all; everybody gets the same answer. */
export const OPEN_TO_ALL = 'anybody'

/** What belongs to one account: its owner gets in, to everybody else, administrators too, it does not exist. */
export const OWNED = 'own'
export const OWNER = { own: 'opener', foreign: 'otherOrganiser' } as const

/**
 * Every address with an account or without. `stale: prove`: what cannot be taken back asks first for a fresh proof
 * of who one is (T41). `opener` and `otherOrganiser` have a passkey, so that a mailed code proves too little.
 */
export const ROWS = rows(`
  GET  /healthz                                                  | anybody        |
  GET  /readyz                                                   | anybody        |
  GET  /                                                         | sign in        |

  GET  /setup/:token                                             | anybody        | setupToken | yes: 410
  POST /setup/:token                                             | anybody        | setupToken | yes: 410 | writes: nothing
  GET  /sign-in                                                  | anybody        |
  POST /sign-in                                                  | anybody        |
  GET  /sign-in/code                                             | anybody        |
  POST /sign-in/code                                             | anybody        |
  GET  /sign-in/passkey                                          | anybody        |
  POST /sign-in/passkey                                          | anybody        | | yes: 400 | writes: nothing
  GET  /sign-in/:token                                           | anybody        | signInToken | missing: 410
  POST /sign-in/:token                                           | anybody        | signInToken | missing: 410
  POST /sign-out                                                 | anybody        | | yes: sign in

  GET  /account                                                  | sign in        |
  POST /account/sessions/end                                     | sign in        |
  GET  /account/passkeys                                         | sign in        | | stale: prove
  POST /account/passkeys                                         | sign in        | | yes: 400 | writes: nothing | stale: prove
  GET  /account/passkeys/new                                     | sign in        | | stale: prove
  GET  /account/passkeys/:id                                     | own            | passkey
  POST /account/passkeys/:id                                     | own            | passkey
  POST /account/passkeys/:id/removal                             | own            | passkey | stale: prove
  GET  /account/proof                                            | sign in        | | yes: 303 | stale: 200
  GET  /account/proof/passkey                                    | sign in        |
  POST /account/proof/passkey                                    | sign in        | | yes: 303 | writes: nothing | stale: 400
  POST /account/proof/mail                                       | sign in        | | yes: 200 | opener: prove | otherOrganiser: prove
  POST /account/proof/code                                       | sign in        | | yes: 303 | writes: nothing | stale: 410
  GET  /account/feed                                             | sign in        |
  POST /account/feed                                             | sign in        |
  POST /account/feed/end                                         | sign in        | | writes: nothing
  GET  /feeds/:token/calendar.ics                                | anybody        | feedToken
  GET  /u/:token                                                 | anybody        | unsubscribeToken | missing: yes
  POST /u/:token                                                 | anybody        | unsubscribeToken | missing: 200 | yes: 200
  GET  /u/:token/undo                                            | anybody        | unsubscribeToken | missing: 303 | yes: 303
  POST /u/:token/undo                                            | anybody        | unsubscribeToken | missing: 200 | yes: 200

  GET  /settings                                                 | administer     |
  POST /settings/holidays                                        | administer     |
  POST /settings/holidays/removal                                | administer     |
  POST /settings/accounts                                        | administer     | | stale: prove
  GET  /settings/passkeys                                        | administer     |
  POST /settings/passkeys                                        | administer     | | stale: prove
  POST /settings/passkeys/removal                                | administer     | | stale: prove
  GET  /settings/personal-data                                   | administer     |

  GET  /sectors                                                  | read directory |
  POST /sectors                                                  | edit directory |
  GET  /institutions                                             | read directory |
  POST /institutions                                             | edit directory |
  GET  /institutions/new                                         | edit directory |
  GET  /institutions/:id                                         | read directory | lead
  POST /institutions/:id                                         | edit directory | lead
  GET  /institutions/:id/edit                                    | edit directory | lead
  GET  /institutions/:id/names                                   | edit directory | lead
  POST /institutions/:id/names                                   | edit directory | lead
  GET  /people                                                   | read directory |
  POST /people                                                   | edit directory |
  GET  /people/new                                               | edit directory |
  GET  /people/:id                                               | read directory | leadPoint
  POST /people/:id                                               | edit directory | leadPoint
  GET  /people/:id/mail                                          | read directory | leadPoint
  GET  /people/:id/edit                                          | edit directory | leadPoint
  GET  /people/:id/erasure                                       | administer     | leadPoint
  POST /people/:id/erasure                                       | administer     | leadPoint | stale: prove
  POST /people/:id/copy                                          | administer     | leadPoint | yes: 200 | stale: prove
  POST /people/:id/affiliations                                  | edit directory | leadPoint
  POST /people/:id/affiliations/:affiliation/end                 | edit directory | leadPoint affiliation

  GET  /dialogues                                                | sign in        |
  POST /dialogues                                                | open dialogue  |
  GET  /dialogues/new                                            | open dialogue  |
  GET  /dialogues/:id                                            | read           | dialogue
  POST /dialogues/:id                                            | organise       | dialogue
  GET  /dialogues/:id/edit                                       | organise       | dialogue
  GET  /dialogues/:id/closure                                    | organise       | idleDialogue
  POST /dialogues/:id/activation                                 | organise       | draftDialogue
  POST /dialogues/:id/closure                                    | organise       | idleDialogue
  POST /dialogues/:id/archiving                                  | organise       | closedDialogue
  POST /dialogues/:id/roles                                      | organise       | dialogue | stale: prove
  POST /dialogues/:id/roles/:role/end                            | organise       | dialogue role | stale: prove
  GET  /dialogues/:id/letters                                    | record         | dialogue
  POST /dialogues/:id/letters                                    | organise       | dialogue
  GET  /dialogues/:id/letters/new                                | organise       | dialogue
  GET  /dialogues/:id/letters/head                               | organise       | dialogue
  POST /dialogues/:id/letters/head                               | organise       | dialogue
  GET  /dialogues/:id/letters/texts                              | organise       | dialogue
  GET  /dialogues/:id/letters/texts/invitation                   | organise       | dialogue
  POST /dialogues/:id/letters/texts/invitation                   | organise       | dialogue
  GET  /dialogues/:id/letters/texts/note                         | organise       | dialogue
  POST /dialogues/:id/letters/texts/note                         | organise       | dialogue
  GET  /dialogues/:id/letters/texts/request                      | organise       | dialogue
  POST /dialogues/:id/letters/texts/request                      | organise       | dialogue
  GET  /dialogues/:id/letters/texts/thanks                       | organise       | dialogue
  POST /dialogues/:id/letters/texts/thanks                       | organise       | dialogue
  GET  /dialogues/:id/letters/incoming/new                       | organise       | dialogue
  POST /dialogues/:id/letters/incoming                           | organise       | dialogue
  GET  /dialogues/:id/letters/:letter/letter.pdf                 | record         | dialogue sentLetter
  GET  /dialogues/:id/letters/:letter/letter.docx                | record         | dialogue sentLetter
  GET  /dialogues/:id/reach                                      | coordinate     | dialogue
  GET  /dialogues/:id/feed                                       | organise       | dialogue
  POST /dialogues/:id/feed                                       | organise       | dialogue
  POST /dialogues/:id/feed/end                                   | organise       | dialogue
  GET  /dialogues/:id/secretariat.vcf                            | read           | dialogue
  GET  /dialogues/:id/meetings/new                               | organise       | dialogue
  POST /dialogues/:id/meetings                                   | organise       | dialogue

  GET  /dialogues/:id/roadmaps                                   | read           | dialogue
  POST /dialogues/:id/roadmaps                                   | coordinate     | dialogue
  GET  /dialogues/:id/roadmaps/new                               | coordinate     | dialogue
  GET  /roadmaps/:id                                             | read           | roadmap
  POST /roadmaps/:id                                             | coordinate     | roadmap
  GET  /roadmaps/:id/edit                                        | coordinate     | roadmap
  GET  /roadmaps/:id/roadmap.pdf                                 | read           | roadmap
  GET  /roadmaps/:id/roadmap.docx                                | read           | roadmap
  GET  /roadmaps/:id/roadmap.xlsx                                | read           | roadmap
  GET  /roadmaps/:id/roadmap.csv                                 | read           | roadmap
  POST /roadmaps/:id/approval                                    | coordinate draft | draftRoadmap
  POST /roadmaps/:id/start                                       | coordinate     | approvedRoadmap
  POST /roadmaps/:id/evaluation                                  | coordinate     | roadmap
  POST /roadmaps/:id/return                                      | coordinate     | roadmap
  GET  /roadmaps/:id/closing                                     | coordinate     | roadmap
  POST /roadmaps/:id/closing                                     | coordinate     | roadmap
  GET  /roadmaps/:id/objectives/new                              | coordinate     | roadmap
  POST /roadmaps/:id/objectives                                  | coordinate     | roadmap
  GET  /roadmaps/:id/objectives/:objective/edit                  | coordinate     | roadmap objective
  POST /roadmaps/:id/objectives/:objective                       | coordinate     | roadmap objective
  POST /roadmaps/:id/objectives/:objective/removal               | coordinate     | roadmap subObjective
  GET  /roadmaps/:id/objectives/:objective/indicators/new        | coordinate     | roadmap objective
  POST /roadmaps/:id/objectives/:objective/indicators            | coordinate     | roadmap objective
  GET  /roadmaps/:id/indicators/:indicator                       | read           | roadmap indicator
  POST /roadmaps/:id/indicators/:indicator                       | coordinate     | roadmap indicator
  GET  /roadmaps/:id/indicators/:indicator/edit                  | coordinate     | roadmap indicator
  POST /roadmaps/:id/indicators/:indicator/removal               | coordinate     | roadmap indicator
  POST /roadmaps/:id/indicators/:indicator/values                | coordinate     | roadmap indicator

  GET  /dialogues/:id/plans                                      | read           | dialogue
  POST /dialogues/:id/plans                                      | coordinate     | dialogue
  GET  /dialogues/:id/plans/new                                  | coordinate     | dialogue
  GET  /plans/:id                                                | read           | planTemplate
  POST /plans/:id                                                | coordinate     | planTemplate
  GET  /plans/:id/edit                                           | coordinate     | planTemplate
  GET  /plans/:id/owners                                         | coordinate     | planTemplate
  POST /plans/:id/owners                                         | coordinate     | planTemplate
  GET  /plans/:id/sending                                        | coordinate     | askingTemplate
  POST /plans/:id/sending                                        | coordinate     | askingTemplate
  GET  /plans/:id/matrix                                         | read           | planTemplate
  GET  /plans/:id/matrix.xlsx                                    | read           | planTemplate
  GET  /plans/:id/matrix.csv                                     | read           | planTemplate
  GET  /plans/:id/commitments                                    | coordinate     | planTemplate
  POST /plans/:id/commitments                                    | coordinate     | planTemplate
  GET  /plans/:id/requests/new                                   | coordinate     | planTemplate
  POST /plans/:id/requests                                       | coordinate     | planTemplate
  GET  /plans/:id/requests/:request                              | read           | planTemplate asked
  GET  /plans/:id/requests/:request/answers.pdf                  | read           | planTemplate asked
  GET  /plans/:id/requests/:request/answers.xlsx                 | read           | planTemplate asked
  GET  /plans/:id/requests/:request/answers.csv                  | read           | planTemplate asked
  POST /plans/:id/requests/:request/closure                      | coordinate     | planTemplate asked
  GET  /plans/:id/of/:plan                                       | read           | planTemplate plan
  GET  /plans/:id/of/:plan/plan.pdf                              | read           | planTemplate plan
  GET  /plans/:id/of/:plan/plan.docx                             | read           | planTemplate plan
  GET  /plans/:id/of/:plan/terms                                 | coordinate     | planTemplate plan
  POST /plans/:id/of/:plan/terms                                 | coordinate     | planTemplate plan
  POST /plans/:id/of/:plan/answer                                | coordinate     | planTemplate presentedPlan
  POST /plans/:id/of/:plan/commitments                           | coordinate     | planTemplate plan
  POST /plans/:id/of/:plan/verification                          | coordinate     | planTemplate plan
  POST /plans/:id/of/:plan/closure                               | coordinate     | planTemplate plan

  GET  /dialogues/:id/supply                                     | read           | dialogue
  POST /dialogues/:id/supply                                     | coordinate     | dialogue
  GET  /dialogues/:id/supply/new                                 | coordinate     | dialogue
  GET  /supply/:id                                               | read           | medicine
  POST /supply/:id                                               | coordinate     | medicine
  GET  /supply/:id/edit                                          | coordinate     | medicine
  GET  /supply/:id/places                                        | coordinate     | medicine
  POST /supply/:id/places                                        | coordinate     | medicine
  POST /supply/:id/places/:place/removal                         | coordinate     | medicine stockPlace
  GET  /supply/:id/places/:place/report                          | coordinate     | medicine stockPlace
  POST /supply/:id/places/:place/report                          | coordinate     | medicine stockPlace
  GET  /supply/:id/estimates                                     | coordinate     | medicine
  POST /supply/:id/estimates                                     | coordinate     | medicine
  GET  /supply/:id/asking                                        | coordinate     | medicine
  POST /supply/:id/asking                                        | coordinate     | medicine
  GET  /supply/:id/asking/now                                    | coordinate     | medicine
  POST /supply/:id/asking/now                                    | coordinate     | medicine
  GET  /supply/:id/regions                                       | read           | medicine
  GET  /supply/:id/regions.xlsx                                  | read           | medicine
  GET  /supply/:id/regions.csv                                   | read           | medicine
  GET  /supply/:id/import                                        | coordinate     | medicine
  POST /supply/:id/import                                        | coordinate     | medicine
  GET  /supply/:id/import/template.xlsx                          | coordinate     | medicine
  GET  /supply/:id/what-if                                       | coordinate     | medicine
  POST /supply/:id/what-if                                       | coordinate     | medicine
  POST /supply/:id/scenarios                                     | coordinate     | medicine
  GET  /supply/:id/scenarios/:scenario                           | coordinate     | medicine scenario
  POST /supply/:id/scenarios/:scenario/removal                   | coordinate     | medicine scenario
  GET  /supply/:id/lines/new                                     | coordinate     | medicine
  POST /supply/:id/lines                                         | coordinate     | medicine
  GET  /supply/:id/lines/:line                                   | coordinate     | medicine pipelineLine
  POST /supply/:id/lines/:line                                   | coordinate     | medicine pipelineLine
  POST /supply/:id/lines/:line/move                              | coordinate     | medicine pipelineLine
  POST /supply/:id/lines/:line/steps                             | coordinate     | medicine pipelineLine
  POST /supply/:id/lines/:line/permits                           | coordinate     | medicine pipelineLine

  GET  /meetings/zones                                           | sign in        |
  POST /meetings/:id/clock                                       | organise       | announced | writes: nothing
  GET  /meetings/:id                                             | read           | announced
  POST /meetings/:id                                             | organise       | announced
  GET  /meetings/:id/mail                                        | read mail      | announced
  GET  /meetings/:id/edit                                        | organise       | announced
  GET  /meetings/:id/meeting.ics                                 | read           | announced
  GET  /meetings/:id/agenda.pdf                                  | read           | announced
  GET  /meetings/:id/agenda.docx                                 | read           | announced
  GET  /meetings/:id/participants.pdf                            | record         | announced
  GET  /meetings/:id/participants.docx                           | record         | announced
  GET  /meetings/:id/participants.xlsx                           | record         | announced
  GET  /meetings/:id/minutes.pdf                                 | read           | held
  GET  /meetings/:id/minutes.docx                                | read           | held
  GET  /meetings/:id/announcement                                | organise       | draftMeeting
  POST /meetings/:id/announcement                                | organise       | draftMeeting
  POST /meetings/:id/confirmation                                | organise       | announced
  POST /meetings/:id/opening                                     | record         | confirmed
  POST /meetings/:id/holding                                     | record         | session
  POST /meetings/:id/minuting                                    | record         | held
  POST /meetings/:id/closing                                     | organise       | minuted
  GET  /meetings/:id/postponement                                | organise       | announced
  POST /meetings/:id/postponement                                | organise       | announced
  GET  /meetings/:id/cancellation                                | organise       | announced
  POST /meetings/:id/cancellation                                | organise       | announced

  GET  /meetings/:id/agenda                                      | read           | announced
  POST /meetings/:id/agenda/items                                | organise       | announced
  GET  /meetings/:id/agenda/items/:item                          | organise draft | announced draftItem
  POST /meetings/:id/agenda/items/:item                          | organise draft | announced draftItem
  POST /meetings/:id/agenda/items/:item/position                 | organise       | announced draftItem
  POST /meetings/:id/agenda/items/:item/taking                   | record         | session scheduledItem
  POST /meetings/:id/agenda/items/:item/deferral                 | record         | session scheduledItem
  POST /meetings/:id/agenda/items/:item/scheduling               | record         | session deferredItem
  POST /meetings/:id/agenda/items/:item/removal                  | organise       | announced draftItem
  POST /meetings/:id/agenda/publication                          | organise       | announced
  GET  /meetings/:id/agenda/carry-over                           | organise       | draftMeeting
  POST /meetings/:id/agenda/carry-over                           | organise       | draftMeeting

  GET  /meetings/:id/invitations                                 | record         | announced
  POST /meetings/:id/invitations                                 | organise       | confirmed
  GET  /meetings/:id/invitations/new                             | organise       | announced
  GET  /meetings/:id/invitations/letters                         | organise       | announced
  POST /meetings/:id/invitations/letters                         | organise       | confirmed
  POST /meetings/:id/invitations/numbers                         | organise       | announced
  GET  /meetings/:id/invitations/reminders                       | organise       | session
  POST /meetings/:id/invitations/reminders                       | organise       | session
  GET  /meetings/:id/updates                                     | organise       | confirmed
  POST /meetings/:id/updates                                     | organise       | confirmed
  GET  /meetings/:id/sending                                     | coordinate     | announced
  GET  /meetings/:id/invitations/:invitation                     | record         | announced invitation
  POST /meetings/:id/invitations/:invitation                     | organise       | announced draftInvitation
  GET  /meetings/:id/invitations/:invitation/letter.pdf          | organise       | announced draftInvitation
  GET  /meetings/:id/invitations/:invitation/nominations         | organise       | announced invitation
  POST /meetings/:id/invitations/:invitation/nominations         | organise       | announced invitation
  GET  /meetings/:id/invitations/:invitation/regrets             | organise       | announced invitation
  POST /meetings/:id/invitations/:invitation/regrets             | organise       | announced invitation
  GET  /meetings/:id/invitations/:invitation/withdrawal          | organise       | announced invitation
  POST /meetings/:id/invitations/:invitation/withdrawal          | organise       | announced invitation
  GET  /meetings/:id/delegates/:delegate/replacement             | organise       | announced delegate
  POST /meetings/:id/delegates/:delegate/replacement             | organise       | announced delegate
  GET  /meetings/:id/delegates/:delegate/withdrawal              | organise       | announced delegate
  POST /meetings/:id/delegates/:delegate/withdrawal              | organise       | announced delegate
  GET  /meetings/:id/delegates/:delegate/answers                 | organise       | announced delegate
  POST /meetings/:id/delegates/:delegate/answers                 | organise       | announced delegate
  POST /meetings/:id/delegates/:delegate/calendar                | organise       | announced delegate

  GET  /meetings/:id/papers/new                                  | organise       | announced
  POST /meetings/:id/papers                                      | organise       | announced
  POST /meetings/:id/supply                                      | coordinate     | announced
  GET  /documents/:id                                            | read           | paper
  GET  /documents/:id                                            | read draft     | draftPaper
  GET  /documents/:id                                            | read           | evidence
  GET  /documents/:id                                            | read           | stepProof
  GET  /documents/:id/removal                                    | organise       | paper
  GET  /documents/:id/removal                                    | organise draft | draftPaper
  GET  /documents/:id/removal                                    | coordinate     | evidence
  GET  /documents/:id/removal                                    | coordinate     | stepProof
  POST /documents/:id/removal                                    | organise       | paper
  POST /documents/:id/removal                                    | organise draft | draftPaper
  POST /documents/:id/removal                                    | coordinate     | evidence
  POST /documents/:id/removal                                    | coordinate     | stepProof

  GET  /meetings/:id/decisions/new                               | record         | held
  POST /meetings/:id/decisions                                   | record         | held
  GET  /decisions/:id                                            | read draft     | decision
  GET  /decisions/:id                                            | read           | adoptedDecision
  POST /decisions/:id                                            | record draft   | decision
  GET  /decisions/:id/edit                                       | record draft   | decision
  POST /decisions/:id/adoption                                   | record draft   | decision
  POST /decisions/:id/rejection                                  | record draft   | decision
  POST /decisions/:id/withdrawal                                 | record draft   | decision
  POST /decisions/:id/supersession                               | record         | adoptedDecision

  GET  /commitments                                              | sign in        |
  GET  /commitments/timeline                                     | sign in        |
  GET  /commitments.xlsx                                         | sign in        |
  GET  /commitments.csv                                          | sign in        |
  GET  /filters                                                  | sign in        |
  POST /filters                                                  | sign in        |
  POST /filters/:id                                              | own            | savedFilter
  POST /filters/:id/removal                                      | own            | savedFilter
  POST /dialogues/:id/promises                                   | coordinate     | dialogue
  GET  /dialogues/:id/commitments/import                         | coordinate     | dialogue
  POST /dialogues/:id/commitments/import                         | coordinate     | dialogue
  GET  /dialogues/:id/commitments/import/template.xlsx           | coordinate     | dialogue
  GET  /meetings/:id/commitments/new                             | record         | held
  POST /meetings/:id/commitments                                 | record         | held
  GET  /meetings/:id/promises                                    | organise       | held
  POST /meetings/:id/promises                                    | organise       | held
  GET  /commitments/:id                                          | read           | commitment
  GET  /commitments/:id                                          | read draft     | closedCommitment
  POST /commitments/:id                                          | record         | commitment
  POST /commitments/:id                                          | record draft   | closedCommitment
  GET  /commitments/:id/edit                                     | record         | commitment
  GET  /commitments/:id/person                                   | record         | commitment
  POST /commitments/:id/person                                   | record         | commitment
  GET  /commitments/:id/report                                   | record         | commitment
  POST /commitments/:id/report                                   | record         | commitment
  GET  /commitments/:id/due-change                               | coordinate     | commitment
  POST /commitments/:id/due-change                               | coordinate     | commitment
  GET  /commitments/:id/verification                             | coordinate     | reportedCommitment
  POST /commitments/:id/verification                             | coordinate     | reportedCommitment
  GET  /calls                                                    | sign in        |
  GET  /commitments/unattended                                   | sign in        |
  GET  /commitments/:id/call                                     | coordinate     | commitment
  POST /commitments/:id/call                                     | coordinate     | commitment
  GET  /commitments/:id/pause                                    | coordinate     | commitment
  POST /commitments/:id/pause                                    | coordinate     | commitment
  GET  /commitments/:id/closing                                  | coordinate     | commitment
  POST /commitments/:id/closing                                  | coordinate     | commitment
  GET  /commitments/:id/reports/:report/return                   | coordinate     | reportedCommitment report
  POST /commitments/:id/reports/:report/return                   | coordinate     | reportedCommitment report
  POST /commitments/:id/reports/:report/acceptance               | coordinate     | reportedCommitment report
  POST /commitments/:id/agreement                                | record draft   | proposedCommitment
  GET  /commitments/:id/periods                                  | read           | jointCommitment
  GET  /commitments/:id/recurrence                               | coordinate     | commitment
  POST /commitments/:id/recurrence                               | coordinate     | commitment
  POST /commitments/:id/recurrence/ending                        | coordinate     | jointCommitment
  GET  /commitments/:id/parts/:institution                       | record         | jointCommitment verifier
  POST /commitments/:id/parts/:institution                       | record         | jointCommitment verifier
  GET  /commitments/:id/shares/:share                            | record         | commitment share
  POST /commitments/:id/shares/:share/report                     | record         | commitment share
  POST /commitments/:id/shares/:share/closing                    | coordinate     | commitment share
  POST /commitments/:id/shares/:share/return                     | coordinate     | jointCommitment reportedShare
  POST /commitments/:id/shares/:share/acceptance                 | coordinate     | jointCommitment reportedShare
  GET  /commitments/:id/steps/new                                | coordinate     | commitment
  POST /commitments/:id/steps                                    | coordinate     | commitment
  GET  /commitments/:id/steps/template                           | coordinate     | commitment
  POST /commitments/:id/steps/template                           | coordinate     | commitment
  GET  /commitments/:id/step-template                            | coordinate     | commitment
  POST /commitments/:id/step-template                            | coordinate     | commitment
  GET  /commitments/:id/steps/:step                              | coordinate     | commitment step
  POST /commitments/:id/steps/:step                              | coordinate     | commitment step
  GET  /commitments/:id/steps/:step/edit                         | coordinate     | commitment step
  GET  /commitments/:id/steps/:step/start                        | coordinate     | commitment step
  POST /commitments/:id/steps/:step/start                        | coordinate     | commitment step
  GET  /commitments/:id/steps/:step/completion                   | coordinate     | commitment step
  POST /commitments/:id/steps/:step/completion                   | coordinate     | commitment step
  GET  /commitments/:id/steps/:step/forecast                     | coordinate     | commitment step
  POST /commitments/:id/steps/:step/forecast                     | coordinate     | commitment step
  GET  /commitments/:id/steps/:step/obstacle                     | coordinate     | commitment step
  POST /commitments/:id/steps/:step/obstacle                     | coordinate     | commitment step
  GET  /commitments/:id/steps/:step/skip                         | coordinate     | commitment step
  POST /commitments/:id/steps/:step/skip                         | coordinate     | commitment step
  GET  /commitments/:id/steps/:step/reopening                    | coordinate     | commitment doneStep
  POST /commitments/:id/steps/:step/reopening                    | coordinate     | commitment doneStep
  GET  /commitments/:id/steps/:step/removal                      | coordinate     | commitment step
  POST /commitments/:id/steps/:step/removal                      | coordinate     | commitment step
  POST /commitments/:id/steps/:step/release                      | coordinate     | commitment blockedStep
  POST /commitments/:id/steps/:step/place                        | coordinate     | commitment step
  GET  /commitments/:id/due-requests/:asking/grant              | coordinate     | commitment dueRequest
  POST /commitments/:id/due-requests/:asking/grant              | coordinate     | commitment dueRequest
  GET  /commitments/:id/due-requests/:asking/refusal            | coordinate     | commitment dueRequest
  POST /commitments/:id/due-requests/:asking/refusal            | coordinate     | commitment dueRequest
  GET  /dialogues/:id/commitments/new                            | record         | dialogue
  POST /dialogues/:id/commitments                                | record         | dialogue
  GET  /dialogues/:id/step-templates                             | coordinate     | dialogue
  GET  /dialogues/:id/step-templates/:template                   | coordinate     | dialogue stepTemplate
  POST /dialogues/:id/step-templates/:template                   | coordinate     | dialogue stepTemplate
  GET  /dialogues/:id/step-templates/:template/removal           | coordinate     | dialogue stepTemplate
  POST /dialogues/:id/step-templates/:template/removal           | coordinate     | dialogue stepTemplate

  GET  /dialogues/:id/status                                     | read           | dialogue
  GET  /dialogues/:id/status/new                                 | coordinate     | dialogue
  POST /dialogues/:id/status                                     | coordinate     | dialogue
  GET  /status/:id                                               | read           | statusOpen
  GET  /status/:id                                               | coordinate     | statusDraft
  POST /status/:id                                               | coordinate     | statusDraft
  GET  /status/:id/edit                                          | coordinate     | statusDraft
  GET  /status/:id/sending                                       | coordinate     | statusOpen
  POST /status/:id/sending                                       | coordinate     | statusDraft
  POST /status/:id/reminder                                      | coordinate     | statusOpen
  POST /status/:id/due                                           | coordinate     | statusOpen
  POST /status/:id/closing                                       | coordinate     | statusOpen
  POST /status/:id/removal                                       | coordinate     | statusDraft
  POST /status/:id/agenda                                        | organise       | statusClosed
  GET  /status/:id/paper.pdf                                     | read           | statusClosed
  GET  /status/:id/paper.docx                                    | read           | statusClosed
  GET  /status/:id/paper.xlsx                                    | read           | statusClosed
  GET  /status/:id/paper.csv                                     | read           | statusClosed

  POST /inbound/mail                                             | anybody        | | yes: 401 | writes: nothing

  GET  /mail                                                     | sign in        |
  GET  /mail/review                                              | sign in        |
  POST /mail/review/:id/decision                                 | organise       | openAnswer
  GET  /mail/:id                                                 | read mail      | mail
  GET  /mail/:id/body                                            | read mail      | mail
  GET  /mail/:id/message.eml                                     | read mail      | mail
  POST /mail/bounces/:id/settlement                               | read mail      | bounce
  GET  /mail/bounces                                             | sign in        |
  GET  /mail/undelivered                                         | sign in        |
  GET  /mail/undelivered/repetition                              | sign in        |
  POST /mail/undelivered/repetition                              | sign in        | | yes: 400 | writes: nothing
  GET  /mail/suppressions                                        | read directory |
  POST /mail/suppressions/ground                                 | edit directory | | yes: 200 | writes: nothing
  POST /mail/suppressions/lifting                                | edit directory |
  GET  /mail/:id/settlement                                      | read mail      | mail
  POST /mail/:id/settlement                                      | read mail      | mail
  POST /mail/:id/renewal                                         | read mail      | mail
  POST /mail/:id/retry                                           | read mail      | mail
`)

/**
 * Personal links. No purpose opens another one's pages (404), a session adds nothing to a link, and below every
 * address a link that was revoked or has lapsed gives 410, one that we never gave out 404.
 */
// A plan link: its holder drafts; who is asked for reports and who watches over it is tried in test/plans/pages.test.ts.
export const LINKS = table(
  PURPOSES,
  `
  route                                         | nominate | attend | report | verify | preferences | status | stock  | plan   | promises | left
  GET /p/:token                                 | yes      | yes    | yes    | yes    | yes         | yes    | yes    | yes    | yes      | 410
  POST /p/:token/acknowledgement                | yes      | 404    | 404    | 404    | 404         | 404    | 404    | 404    | 404      | 410
  POST /p/:token/delegates                      | yes      | 404    | 404    | 404    | 404         | 404    | 404    | 404    | 404      | 410
  GET /p/:token/delegates/:delegate/replacement | yes      | 404    | 404    | 404    | 404         | 404    | 404    | 404    | 404      | 410
  POST /p/:token/delegates/:delegate/replacement| yes      | 404    | 404    | 404    | 404         | 404    | 404    | 404    | 404      | 410
  GET /p/:token/delegates/:delegate/withdrawal  | yes      | 404    | 404    | 404    | 404         | 404    | 404    | 404    | 404      | 410
  POST /p/:token/delegates/:delegate/withdrawal | yes      | 404    | 404    | 404    | 404         | 404    | 404    | 404    | 404      | 410
  GET /p/:token/regrets                         | yes      | 404    | 404    | 404    | 404         | 404    | 404    | 404    | 404      | 410
  POST /p/:token/regrets                        | yes      | 404    | 404    | 404    | 404         | 404    | 404    | 404    | 404      | 410
  POST /p/:token/answers                        | 404      | yes    | 404    | 404    | 404         | 404    | 404    | 404    | 404      | 404
  POST /p/:token/report                         | 404      | 404    | yes    | 404    | 404         | 404    | 404    | 404    | 404      | 404
  GET /p/:token/due-request                     | 404      | 404    | yes    | 404    | 404         | 404    | 404    | 404    | 404      | 404
  POST /p/:token/due-request                    | 404      | 404    | yes    | 404    | 404         | 404    | 404    | 404    | 404      | 404
  GET /p/:token/steps/:step                     | 404      | 404    | yes    | 404    | 404         | 404    | 404    | 404    | yes      | 404
  POST /p/:token/steps/:step                    | 404      | 404    | yes    | 404    | 404         | 404    | 404    | 404    | yes      | 404
  GET /p/:token/shares/:share                   | 404      | 404    | yes    | 404    | 404         | 404    | 404    | 404    | yes      | 404
  POST /p/:token/shares/:share                  | 404      | 404    | yes    | 404    | 404         | 404    | 404    | 404    | yes      | 404
  POST /p/:token/verification                   | 404      | 404    | 404    | yes    | 404         | 404    | 404    | 404    | 404      | 404
  POST /p/:token/status                         | 404      | 404    | 404    | 404    | 404         | yes    | 404    | 404    | 404      | 404
  POST /p/:token/stock                          | 404      | 404    | 404    | 404    | 404         | 404    | yes    | 404    | 404      | 404
  POST /p/:token/preferences                    | 404      | 404    | 404    | 404    | yes         | 404    | 404    | 404    | 404      | 404
  GET /p/:token/feed                            | 404      | 404    | 404    | 404    | yes         | 404    | 404    | 404    | 404      | 404
  POST /p/:token/feed                           | 404      | 404    | 404    | 404    | yes         | 404    | 404    | 404    | 404      | 404
  POST /p/:token/feed/end                       | 404      | 404    | 404    | 404    | yes         | 404    | 404    | 404    | 404      | 404
  GET /p/:token/promises/:commitment            | 404      | 404    | 404    | 404    | 404         | 404    | 404    | 404    | yes      | 404
  POST /p/:token/promises/:commitment/report    | 404      | 404    | 404    | 404    | 404         | 404    | 404    | 404    | yes      | 404
  GET /p/:token/promises/:commitment/person     | 404      | 404    | 404    | 404    | 404         | 404    | 404    | 404    | yes      | 404
  POST /p/:token/promises/:commitment/person    | 404      | 404    | 404    | 404    | 404         | 404    | 404    | 404    | yes      | 404
  GET /p/:token/plan/texts/audience             | 404      | 404    | 404    | 404    | 404         | 404    | 404    | yes    | 404      | 404
  POST /p/:token/plan/texts/audience            | 404      | 404    | 404    | 404    | 404         | 404    | 404    | yes    | 404      | 404
  GET /p/:token/plan/texts/message              | 404      | 404    | 404    | 404    | 404         | 404    | 404    | yes    | 404      | 404
  POST /p/:token/plan/texts/message             | 404      | 404    | 404    | 404    | 404         | 404    | 404    | yes    | 404      | 404
  GET /p/:token/plan/texts/channel              | 404      | 404    | 404    | 404    | 404         | 404    | 404    | yes    | 404      | 404
  POST /p/:token/plan/texts/channel             | 404      | 404    | 404    | 404    | 404         | 404    | 404    | yes    | 404      | 404
  GET /p/:token/plan/activities/new             | 404      | 404    | 404    | 404    | 404         | 404    | 404    | yes    | 404      | 404
  POST /p/:token/plan/activities                | 404      | 404    | 404    | 404    | 404         | 404    | 404    | yes    | 404      | 404
  GET /p/:token/plan/activities/:activity       | 404      | 404    | 404    | 404    | 404         | 404    | 404    | yes    | 404      | 404
  POST /p/:token/plan/activities/:activity      | 404      | 404    | 404    | 404    | 404         | 404    | 404    | yes    | 404      | 404
  POST /p/:token/plan/activities/:activity/removal| 404      | 404    | 404    | 404    | 404         | 404    | 404    | yes    | 404      | 404
  POST /p/:token/plan/activities/:activity/move | 404      | 404    | 404    | 404    | 404         | 404    | 404    | yes    | 404      | 404
  POST /p/:token/plan/presentation              | 404      | 404    | 404    | 404    | 404         | 404    | 404    | yes    | 404      | 404
  GET /p/:token/plan/reports/:asked             | 404      | 404    | 404    | 404    | 404         | 404    | 404    | 404    | 404      | 404
  POST /p/:token/plan/reports/:asked            | 404      | 404    | 404    | 404    | 404         | 404    | 404    | 404    | 404      | 404
  GET /p/:token/plan/matrix                     | 404      | 404    | 404    | 404    | 404         | 404    | 404    | 404    | 404      | 404
  GET /p/:token/plan/of/:plan                   | 404      | 404    | 404    | 404    | 404         | 404    | 404    | 404    | 404      | 404
  POST /p/:token/plan/of/:plan/answer           | 404      | 404    | 404    | 404    | 404         | 404    | 404    | 404    | 404      | 404
  POST /p/:token/plan/of/:plan/verification     | 404      | 404    | 404    | 404    | 404         | 404    | 404    | 404    | 404      | 404
  GET /p/:token/meeting.ics                     | yes      | yes    | 404    | 404    | 404         | 404    | 404    | 404    | 404      | 410
  GET /p/:token/secretariat.vcf                 | yes      | yes    | 404    | 404    | 404         | 404    | 404    | 404    | 404      | 410
  GET /p/:token/documents/:paper                | 404      | yes    | 404    | 404    | 404         | 404    | 404    | 404    | 404      | 404
  `,
)

/** Middleware: what stands before these addresses is no way in, but a new one is to be looked at. */
export const MIDDLEWARE: readonly string[] = [
  '/*',
  '/p/:token/*',
  '/account/*',
  '/dialogues/*',
  '/plans/*',
  '/supply/*',
  '/roadmaps/*',
  '/dialogues/:id/roadmaps/*',
  '/dialogues/:id/meetings/*',
  '/institutions/*',
  '/mail/*',
  '/meetings/*',
  '/meetings/:id/agenda/*',
  '/people/*',
  '/sectors',
  '/settings/*',
  '/settings/passkeys/*',
]
