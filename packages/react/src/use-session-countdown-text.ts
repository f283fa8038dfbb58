'use client'
import { figureText } from './messages/format.ts'
import type { SessionMessages } from './messages/messages.ts'
import { useMessages } from './messages/use-messages.ts'
import { useSessionCountdown } from './use-session-countdown.ts'

/**
 * The time left until the end that the user will meet as a figure of the language: "1:58", "1:00:00". '' without such an end and
 * on the server. It renders once a second: call it in a component of its own, where the figure stands, and hide it from screen
 * readers, who hear the time from the dialog's live region.
 *
 * @throws StillhereError `provider-missing` outside a `<SessionProvider>`.
 * @example
 * const Figure = () => <time aria-hidden="true">{useSessionCountdownText()}</time>
 */
export function useSessionCountdownText(options?: { readonly messages?: SessionMessages }): string {
  const { locale } = useMessages(options?.messages)
  const leftMs = useSessionCountdown()
  return leftMs === null ? '' : figureText(leftMs, locale)
}
