import { type Session, createSession } from '@stillhere/core'
import { browserPorts, cookieBackend, cookieEvents } from '@stillhere/core/browser'
import type { Settings } from './settings/settings.ts'

/** A date reaches 275,000 years, and what is counted from 1970 at such a rate is beyond. */
const FASTEST_FROM_1970 = 1000
const RECENTLY_AT = Date.UTC(2026, 0, 1)

/**
 * The session of this tab, inert until it is started. An app in real time writes `createBrowserSession({ backend, policy })`; the ports
 * are named here only because the demo can run its clock faster.
 *
 * @throws StillhereError when the policy in the address cannot work
 */
export function createDemoSession({ rate, sessionName, sessionUrl, policy, events }: Settings): Session {
  return createSession({
    backend: cookieBackend(sessionUrl, { rate, ...(events && { events: cookieEvents }) }),
    policy,
    name: sessionName,
    ports: browserPorts({ name: sessionName, rate, scaledSinceAt: rate > FASTEST_FROM_1970 ? RECENTLY_AT : 0 }),
  })
}
