import { createVirtualCancellations, type VirtualCancellations } from './virtual-cancellation.ts'
import { createVirtualChannel, type VirtualChannel } from './virtual-channel.ts'
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts'
import { createVirtualLock, type VirtualLock } from './virtual-lock.ts'
import { createVirtualStorage, type VirtualStorage } from './virtual-storage.ts'

/** One computer with one browser: what all pages of a world share. */
export interface VirtualMachine {
  readonly clock: VirtualClock
  readonly channel: VirtualChannel
  readonly lock: VirtualLock
  readonly storage: VirtualStorage
  readonly cancellations: VirtualCancellations
}

/** `startAt`: epoch milliseconds at which its wall clock begins. */
export function createVirtualMachine(startAt: number): VirtualMachine {
  const clock = createVirtualClock(startAt)
  return {
    clock,
    channel: createVirtualChannel(clock),
    lock: createVirtualLock(clock),
    storage: createVirtualStorage(clock),
    cancellations: createVirtualCancellations(),
  }
}
