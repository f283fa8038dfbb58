'use client'
import type { ReturnTo } from '@stillhere/core'
import { type ComponentPropsWithoutRef, forwardRef, type MouseEvent, useContext } from 'react'
import { cover } from './messages/cover.ts'
import { MessagesContext } from './messages/messages-context.ts'
import { useProvided } from './session-context.ts'

export interface SignOutButtonProps extends ComponentPropsWithoutRef<'button'> {
  /** Where to go afterwards: a path of this origin. */
  readonly returnTo?: ReturnTo
}

/**
 * Signs out here and in every tab. A plain button: style it as your own. `onClick` runs first; `preventDefault()` in it
 * keeps the user signed in.
 *
 * @example
 * <SignOutButton returnTo="/goodbye">Sign out</SignOutButton>
 */
export const SignOutButton = forwardRef<HTMLButtonElement, SignOutButtonProps>(function SignOutButton(
  { returnTo, onClick, children, ...rest },
  ref,
) {
  const { session } = useProvided()
  const messages = useContext(MessagesContext)
  function leave(event: MouseEvent<HTMLButtonElement>) {
    onClick?.(event)
    if (!event.defaultPrevented) void session.signOut(returnTo === undefined ? {} : { returnTo })
  }
  return (
    <button type="button" {...rest} ref={ref} onClick={leave}>
      {children ?? messages?.signOut ?? cover.signOut}
    </button>
  )
})
