import type { User } from '../engine/words.ts'
import type { Session, SessionOptions } from '../runtime/session-types.ts'
import { createSession } from '../runtime/session.ts'
import { browserPorts } from './ports.ts'

/**
 * A session on the browser's own clocks, tabs and storage. Inert until `start()`, so it may be made at import time and on a server.
 *
 * @throws StillhereError `policy-…` when the policy cannot work.
 * @example
 * const session = createBrowserSession({ backend: cookieBackend('/session'), policy: { inactivity: '15m' } })
 */
export function createBrowserSession<U = User>(options: SessionOptions<U>): Session<U> {
  return createSession({ ...options, ports: browserPorts(options.name === undefined ? {} : { name: options.name }) })
}
