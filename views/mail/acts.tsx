/** What can be done about one mail: the same letter again, a new mail, or telling its reader by other means. */

import type { MailRecord } from '../../src/mail/record.ts'
import { Actions, LinkButton, PostButton } from '../parts/actions.tsx'
import type { Reader } from '../reader.ts'

/** Each act with when it is right; nothing when none is. */
export function MailActs({ reader, mail }: { readonly reader: Reader; readonly mail: MailRecord }) {
  const { again } = reader.t.mail
  const { repeat, renew, settle, hindrance } = mail.may
  if (!repeat && !renew && !settle && !hindrance) return null
  return (
    <section aria-labelledby="again">
      <h2 id="again">{again.title}</h2>
      {hindrance && <p>{reader.t.mail.room.undelivered.hindrances[hindrance]}</p>}
      {repeat && (
        <>
          <Actions>
            <PostButton action={`/mail/${mail.id}/retry`}>{again.same}</PostButton>
          </Actions>
          <p class="hint">{again.sameWhen}</p>
        </>
      )}
      {renew && (
        <>
          <Actions>
            <PostButton action={`/mail/${mail.id}/renewal`}>{again.anew}</PostButton>
          </Actions>
          <p class="hint">{again.anewWhen}</p>
        </>
      )}
      {settle && (
        <>
          <Actions>
            <LinkButton href={`/mail/${mail.id}/settlement`}>{again.other}</LinkButton>
          </Actions>
          <p class="hint">{again.otherWhen}</p>
        </>
      )}
    </section>
  )
}
