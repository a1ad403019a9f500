/** How the dialogue and its meetings came about: opened, planned, given an agenda, moved from state to state. */

import { addItem, changeItemState, publishAgenda } from '../../agenda/commands.ts'
import { agendaOf } from '../../agenda/queries.ts'
import type { LetterheadDraft } from '../../correspondence/letterhead.ts'
import { setLetterhead } from '../../correspondence/letterhead-commands.ts'
import { grantRole, moveDialogue, openDialogue } from '../../dialogues/commands.ts'
import type { DialogueDraft, DialogueMove } from '../../dialogues/dialogue.ts'
import { flushGathered } from '../../invitations/calendar-mails.ts'
import type { Instant } from '../../kernel/instant.ts'
import { done } from '../../kernel/outcome.ts'
import { createMeeting, editMeeting, moveMeeting } from '../../meetings/commands.ts'
import type { MeetingDraft } from '../../meetings/meeting.ts'
import { findMeeting } from '../../meetings/queries.ts'
import type { MeetingMove } from '../../meetings/state.ts'
import type { DialogueRole } from '../../people/may.ts'
import { named } from '../moment.ts'
import { type Act, idOf, making, type Scene } from '../scene.ts'
import type { ExampleItem } from './agenda.ts'

/** Opens a dialogue. */
export function opens(at: Instant, dialogue: DialogueDraft): Act {
  return making({
    at,
    what: dialogue.code,
    code: dialogue.code,
    run: (store, { actor }) => openDialogue(store, { actor, ...dialogue }),
  })
}

/** Gives a dialogue its letterhead. */
export function heads(at: Instant, code: string, draft: LetterheadDraft): Act {
  return {
    at,
    what: `letterhead of ${code}`,
    run: (store, scene) =>
      setLetterhead(store, { actor: scene.actor, dialogueId: idOf(scene, code), version: 0, draft }),
  }
}

/** Activates or closes a dialogue. */
export function turns(at: Instant, code: string, move: DialogueMove): Act {
  return {
    at,
    what: `${move} of ${code}`,
    run: (store, scene) => moveDialogue(store, { actor: scene.actor, id: idOf(scene, code), move }),
  }
}

/** Gives somebody of the example a role and an account to sign in with. */
export function grants(at: Instant, code: string, person: string, role: DialogueRole): Act {
  return {
    at,
    what: `${role} of ${code}`,
    run: (store, scene) =>
      grantRole(store, {
        actor: scene.actor,
        dialogueId: idOf(scene, code),
        email: `${person}@example.org`,
        role,
      }),
  }
}

export interface Planned {
  readonly code: string
  readonly dialogue: string
  readonly draft: MeetingDraft
  /** Code of the meeting that it continues. */
  readonly previous?: string
}

/** Plans a meeting as a draft. */
export function plans(at: Instant, { code, dialogue, draft, previous }: Planned): Act {
  return making({
    at,
    what: code,
    code,
    run: (store, scene) =>
      createMeeting(store, {
        actor: scene.actor,
        dialogueId: idOf(scene, dialogue),
        ...draft,
        previousMeetingId: previous ? idOf(scene, previous) : null,
      }),
  })
}

/** Writes other facts into a meeting. */
export function edits(at: Instant, { code, draft, previous }: Planned): Act {
  return {
    at,
    what: `new facts of ${code}`,
    run: async (store, scene) => {
      const id = idOf(scene, code)
      const version = (await findMeeting(store, id, 'all'))?.version ?? 0
      const previousMeetingId = previous ? idOf(scene, previous) : null
      return editMeeting(store, { actor: scene.actor, id, version, ...draft, previousMeetingId })
    },
  }
}

/** Moves a meeting on. Whatever that gathers is mailed at once, as if the minutes of gathering had passed. */
export function moves(at: Instant, code: string, move: MeetingMove): Act {
  return {
    at,
    what: `${move} of ${code}`,
    run: (store, scene) => moveMeeting(store, { actor: scene.actor, id: idOf(scene, code), move }),
  }
}

/** Sends what was gathered, as the tick does. */
export function settles(at: Instant): Act {
  return { at, what: 'the gathered changes', run: async (store) => done(await flushGathered(store)) }
}

/** Puts the items of an agenda in their order; each is known as `<meeting>/<key>`. */
export function lists(at: Instant, meeting: string, items: readonly ExampleItem[]): Act[] {
  return items.map((item) =>
    making({
      at,
      what: `${meeting}/${item.key}`,
      code: `${meeting}/${item.key}`,
      run: (store, scene) => addExampleItem(store, scene, { meeting, item }),
    }),
  )
}

async function addExampleItem(
  store: Parameters<Act['run']>[0],
  scene: Scene,
  { meeting, item }: { readonly meeting: string; readonly item: ExampleItem },
) {
  const meetingId = idOf(scene, meeting)
  const days = (await findMeeting(store, meetingId, 'all'))?.days ?? []
  const day = days[item.day - 1]?.date
  if (!day) throw new Error(`${meeting} has no day ${item.day}`)
  const { kind, isBreak, minutes, attribution, visibility, title, presenter } = item
  const presenterInstitutionId = presenter ? named(scene.institutions, presenter) : null
  return addItem(store, {
    actor: scene.actor,
    meetingId,
    item: {
      day,
      kind,
      isBreak,
      minutes,
      attribution,
      visibility,
      title,
      presenterInstitutionId,
      presenterPersonId: null,
    },
  })
}

/** Publishes an agenda. */
export function publishes(at: Instant, meeting: string): Act {
  return {
    at,
    what: `the agenda of ${meeting}`,
    run: (store, scene) => publishAgenda(store, { actor: scene.actor, meetingId: idOf(scene, meeting) }),
  }
}

/** Ticks off all items of a meeting that were taken. */
export function takesAll(at: Instant, meeting: string): Act {
  return {
    at,
    what: `the items of ${meeting}`,
    run: async (store, scene) => {
      const meetingId = idOf(scene, meeting)
      const items = (await agendaOf(store, meetingId)).filter((item) => item.state === 'scheduled')
      for (const { id } of items) {
        const taken = await changeItemState(store, {
          actor: scene.actor,
          meetingId,
          itemId: id,
          move: 'taking',
        })
        if (!taken.ok) return taken
      }
      return done(items.length)
    },
  }
}
