import type { Ports } from '../ports/ports.ts'
import { browserActivity } from './activity.ts'
import { browserCancellation } from './cancellation.ts'
import { browserClock, type TimeScale } from './clock.ts'
import { browserCurrentPath } from './current-path.ts'
import { browserLock } from './exclusive-lock.ts'
import { browserFacts } from './facts-storage.ts'
import { browserLifecycle } from './lifecycle.ts'
import { browserLog } from './log.ts'
import { browserNavigate } from './navigate.ts'
import { browserRandom } from './random.ts'
import { browserTabsChannel } from './tabs-channel.ts'
import { browserTimer } from './timer.ts'

const FORMAT = 1

/** Options of {@link browserPorts}. */
export interface BrowserPortsOptions extends TimeScale {
  /** The session's name: ports of one name on one origin belong to one session. Default `'session'`. */
  readonly name?: string
}

/**
 * The browser as a session sees it. Made without touching anything, so it works on a server and at import time; every part
 * that the platform lacks or forbids has its fallback, and the port's `kind` says so. Lock, channel and database are called
 * `stillhere/1/<name>`.
 *
 * @throws RangeError when the rate is not a positive finite number.
 * @example
 * const session = createSession({ backend, policy, ports: browserPorts({ rate: 30 }) }) // half an hour in a minute
 */
export function browserPorts(options: BrowserPortsOptions = {}): Ports {
  const shared = `stillhere/${FORMAT}/${options.name ?? 'session'}`
  const lifecycle = browserLifecycle()
  const departure = browserNavigate()
  return {
    clock: browserClock(options),
    timer: browserTimer(options),
    random: browserRandom(),
    cancellation: browserCancellation,
    activity: browserActivity(),
    lifecycle: {
      ...lifecycle,
      subscribe(listener) {
        const undos = [lifecycle.subscribe(listener), departure.attach()]
        return () => {
          for (const undo of undos) undo()
        }
      },
    },
    channel: browserTabsChannel(shared),
    lock: browserLock(shared),
    facts: browserFacts(shared),
    log: browserLog(),
    currentPath: browserCurrentPath(),
    navigate: departure.navigate,
  }
}
