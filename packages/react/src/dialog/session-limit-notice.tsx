'use client'
import type { Session } from '@stillhere/core'
import { type ComponentPropsWithoutRef, type ReactElement, useMemo, useSyncExternalStore } from 'react'
import { aboutText } from '../messages/format.ts'
import type { LimitParts, SessionMessages } from '../messages/messages.ts'
import { useMessages } from '../messages/use-messages.ts'
import { useProvided } from '../session-context.ts'
import { keepWhileEqual } from '../shallow.ts'
import { joinClasses } from './join-classes.ts'
import { limitsInForce, limitsOfPolicy, type UserLimits } from './user-limits.ts'

export interface SessionLimitNoticeProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  /** Every word. Default: the provider's, else English. */
  readonly messages?: SessionMessages
  /** What becomes of unsaved work. Default: nothing is said. */
  readonly unsavedWork?: 'saved' | 'lost' | 'none'
}

/**
 * The limits, told before work starts (WCAG 2.2.6, G105): after how long without a sign of life, and after how long in any
 * case, the user is signed out. Shows what the policy says, on a sign-in page and on a server too, and once somebody is signed
 * in what is in force. Nothing without a limit.
 *
 * @throws StillhereError `provider-missing` outside a `<SessionProvider>`.
 * @example
 * <SignInPage><SessionLimitNotice unsavedWork="lost" /></SignInPage>
 */
export function SessionLimitNotice({ messages, className, unsavedWork = 'none', ...rest }: SessionLimitNoticeProps): ReactElement | null {
  const words = useMessages(messages)
  const { inactivity, maxLifetime, unsavedWork: work } = words.limits
  const { inactivityMs, inactivityLeadMs, maxLifetimeMs, maxLifetimeLeadMs } = useLimits(useProvided().session)
  if (inactivityMs === null && maxLifetimeMs === null) return null
  return (
    <div {...rest} className={joinClasses('stillhere-limits', className)} lang={words.locale}>
      {inactivityMs !== null && <p>{inactivity(parts(inactivityMs, inactivityLeadMs, words))}</p>}
      {maxLifetimeMs !== null && <p>{maxLifetime(parts(maxLifetimeMs, maxLifetimeLeadMs, words))}</p>}
      {unsavedWork !== 'none' && <p>{work[unsavedWork]}</p>}
    </div>
  )
}

function useLimits(session: Session<unknown>): UserLimits {
  const store = useMemo(() => {
    const keep = keepWhileEqual<UserLimits>()
    return { inForce: () => keep(limitsInForce(session)), ofPolicy: limitsOfPolicy(session) }
  }, [session])
  return useSyncExternalStore(session.subscribe, store.inForce, () => store.ofPolicy)
}

function parts(limitMs: number, leadMs: number, words: SessionMessages): LimitParts {
  return { duration: aboutText(limitMs, words), lead: leadMs > 0 ? aboutText(leadMs, words) : '' }
}
