import type { Activity } from './activity.ts'
import type { ReturnTo } from './backend.ts'
import type { Cancellation } from './cancel-signal.ts'
import type { Clock } from './clock.ts'
import type { ExclusiveLock } from './exclusive-lock.ts'
import type { FactsStorage } from './facts-storage.ts'
import type { Lifecycle } from './lifecycle.ts'
import type { Log } from './log.ts'
import type { Random } from './random.ts'
import type { TabsChannel } from './tabs-channel.ts'
import type { Timer } from './timer.ts'

/** Everything a session needs from its platform. `createBrowserSession` brings the browser's. */
export interface Ports {
  readonly clock: Clock
  readonly timer: Timer
  readonly random: Random
  readonly cancellation: () => Cancellation
  readonly activity: Activity
  readonly lifecycle: Lifecycle
  readonly channel: TabsChannel
  readonly lock: ExclusiveLock
  readonly facts: FactsStorage
  readonly log: Log
  /** The path, query and fragment that the user is at; `/` where there is none. */
  readonly currentPath: () => ReturnTo
  /** Where the browser goes: to the backend's sign-out page, past any `beforeunload`, or (null) to this page anew. */
  readonly navigate: (to: string | null) => void
}
