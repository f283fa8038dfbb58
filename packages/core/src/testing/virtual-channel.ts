import type { TabsChannel } from '../ports/tabs-channel.ts'
import { plainCopy } from './plain-copy.ts'
import type { TaskOwner, VirtualClock } from './virtual-clock.ts'

/** A BroadcastChannel over all tabs of a world. */
export interface VirtualChannel {
  /** The channel as one page has it. */
  join(owner: TaskOwner): TabsChannel
  /** Everything that was ever posted, as it went over the channel. */
  readonly posted: readonly unknown[]
  /** While true, no message reaches anybody. */
  silent: boolean
}

/**
 * Delivers to the pages that listen at the moment of posting, never to the sender, never in the same task, each its own copy.
 * Messages come after everything else that happens in the same instant: in real browsers the next lock holder often runs first.
 */
export function createVirtualChannel(clock: VirtualClock): VirtualChannel {
  const members = new Set<{ readonly owner: TaskOwner; readonly listeners: Set<(message: unknown) => void> }>()
  const posted: unknown[] = []

  const channel: VirtualChannel = { join, posted, silent: false }

  function join(owner: TaskOwner): TabsChannel {
    const member = { owner, listeners: new Set<(message: unknown) => void>() }
    members.add(member)
    return {
      kind: 'broadcast-channel',
      post(message) {
        if (owner.isGone()) return
        posted.push(plainCopy(message))
        for (const other of members) {
          if (channel.silent || other === member || other.listeners.size === 0) continue
          const copy = plainCopy(message)
          const run = () => {
            for (const heard of [...other.listeners]) heard(copy)
          }
          clock.schedule({ kind: 'message', afterMs: 0, owner: other.owner, run })
        }
      },
      subscribe(heard) {
        const listener = (message: unknown) => heard(message)
        member.listeners.add(listener)
        return () => {
          member.listeners.delete(listener)
        }
      },
    }
  }

  return channel
}
