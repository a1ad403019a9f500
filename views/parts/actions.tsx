/** What can be done here: links that lead somewhere, buttons that change something. */

import type { Child } from 'hono/jsx'
import type { Reader } from '../reader.ts'
import { localPath } from './ext.tsx'

/** The one main act of a page, an ordinary one, or one that destroys. */
export type Weight = 'main' | 'plain' | 'danger'

/** A row of buttons and links. */
export function Actions({ children }: { readonly children: Child }) {
  return <div class="actions">{children}</div>
}

interface LinkButtonProps {
  readonly href: string
  readonly weight?: Weight
  readonly children: Child
}

/** A link that looks like a button: it leads to a page on this site and changes nothing. */
export function LinkButton({ href, weight = 'plain', children }: LinkButtonProps) {
  return (
    <a class={`button ${weight}`} href={localPath(href) ?? '#'}>
      {children}
    </a>
  )
}

interface SubmitProps {
  readonly weight?: Weight
  /** Sent only if this button is the one pressed. */
  readonly name?: string
  readonly value?: string
  readonly children: Child
}

/** The button that sends a form. */
export function Submit({ weight = 'main', name, value, children }: SubmitProps) {
  return (
    <button type="submit" class={`button ${weight}`} name={name} value={value}>
      {children}
    </button>
  )
}

/** How a form on a page of its own ends: save, or go back to `back` without. */
export function SaveOrCancel({ reader, back }: { readonly reader: Reader; readonly back: string }) {
  const { save, cancel } = reader.t.shell.form
  return (
    <Actions>
      <Submit>{save}</Submit>
      <LinkButton href={back}>{cancel}</LinkButton>
    </Actions>
  )
}

/** Values sent along unseen, such as the version that was read. */
export type Hidden = Readonly<Record<string, string | number>>

interface PostFormProps {
  readonly action: string
  readonly hidden?: Hidden
  /** What the form does, for a page with several. */
  readonly label?: string
  /** Does it send a file? Its address must stand in `web/multipart.ts`. */
  readonly files?: boolean
  readonly children: Child
}

/**
 * A form that changes something. The browser's own checks are off: faults are told by us, all at once
 * and in the reader's language.
 */
export function PostForm({ action, hidden = {}, label, files, children }: PostFormProps) {
  return (
    <form
      method="post"
      action={localPath(action) ?? '#'}
      enctype={files ? 'multipart/form-data' : undefined}
      aria-label={label}
      novalidate
    >
      {Object.entries(hidden).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  )
}

interface PostButtonProps {
  readonly action: string
  readonly hidden?: Hidden
  readonly weight?: Weight
  readonly children: Child
}

/** A form of one button. */
export function PostButton({ action, hidden = {}, weight = 'plain', children }: PostButtonProps) {
  return (
    <PostForm action={action} hidden={hidden}>
      <Submit weight={weight}>{children}</Submit>
    </PostForm>
  )
}
