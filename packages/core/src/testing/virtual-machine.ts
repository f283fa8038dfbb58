import { createVirtualCancellations, type VirtualCancellations } from './virtual-cancellation.ts'
import { createVirtualChannel, type VirtualChannel } from './virtual-channel.ts'
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts'
import { createVirtualLock, type VirtualLock } from './virtual-lock.ts'
import { createVirtualStorage, type StorageKind, type VirtualStorage } from './virtual-storage.ts'

/** What this browser on this machine has. Everything, where nothing else is said. */
export interface PlatformOptions {
  /** Web Locks. Default `'web-locks'`. */
  readonly locks?: 'web-locks' | 'none'
  /** BroadcastChannel. Default `'broadcast-channel'`. */
  readonly channel?: 'broadcast-channel' | 'none'
  /** Where the facts are kept: coherent over all tabs (default), shared but `'stale'` as localStorage is, or only in each tab's memory. */
  readonly storage?: StorageKind
  /** What the monotonic clock does while the machine sleeps: Windows lets it run, macOS and Linux stop it. Default `'stops'`. */
  readonly monotonicAsleep?: 'stops' | 'runs'
}

/** One computer with one browser: what all pages of a world share. */
export interface VirtualMachine {
  readonly clock: VirtualClock
  readonly channel: VirtualChannel
  readonly lock: VirtualLock
  readonly storage: VirtualStorage
  readonly cancellations: VirtualCancellations
  /** Milliseconds by the clock that cannot be set, from an arbitrary origin. */
  monotonicMs(): number
}

/** `startAt`: epoch milliseconds at which its wall clock begins. */
export function createVirtualMachine(startAt: number, platform: PlatformOptions = {}): VirtualMachine {
  const clock = createVirtualClock(startAt)
  return {
    clock,
    channel: createVirtualChannel(clock, platform.channel === 'none'),
    lock: createVirtualLock(clock, platform.locks === 'none'),
    storage: createVirtualStorage(clock, platform.storage ?? 'indexeddb'),
    cancellations: createVirtualCancellations(),
    monotonicMs: () => clock.awakeMs() + (platform.monotonicAsleep === 'runs' ? clock.sleptMs() : 0),
  }
}
