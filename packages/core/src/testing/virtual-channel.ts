import type { TabsChannel } from '../ports/tabs-channel.ts'
import { plainCopy } from './plain-copy.ts'
import type { TaskOwner, VirtualClock } from './virtual-clock.ts'

/**
 * What goes wrong with a message on its way to one of the tabs: it never arrives, arrives after `delayMs`, or arrives once more then.
 */
export interface MessageFault {
  readonly fault: 'lost' | 'late' | 'doubled'
  readonly delayMs: number
}

/** A BroadcastChannel over all tabs of a world. */
export interface VirtualChannel {
  /** The channel as one page has it. */
  join(owner: TaskOwner): TabsChannel
  /** Everything that was ever posted by the tabs, as it went over the channel. */
  readonly posted: readonly unknown[]
  /** Posts what no tab of ours has written, to all tabs. */
  forge(message: unknown): void
  /** The next `times` deliveries meet this fault. Faults queue up. */
  fail(fault: MessageFault, times: number): void
  recover(): void
}

type Heard = (message: unknown) => void
interface Member {
  readonly owner: TaskOwner
  readonly listeners: Set<Heard>
}

/**
 * Delivers to the pages that listen at the moment of posting, never to the sender, never in the same task, each its own copy.
 * Messages come after everything else that happens in the same instant: in real browsers the next lock holder often runs first.
 * `missing`: the browser has no channel.
 */
export function createVirtualChannel(clock: VirtualClock, missing: boolean): VirtualChannel {
  const members = new Set<Member>()
  const posted: unknown[] = []
  let faults: { readonly fault: MessageFault; left: number }[] = []

  function takeFault(): MessageFault | null {
    const [first] = faults
    if (first === undefined) return null
    first.left -= 1
    faults = faults.filter(({ left }) => left > 0)
    return first.fault
  }

  function deliver(message: unknown, from: Member | null): void {
    for (const member of members) {
      if (member === from || member.listeners.size === 0 || member.owner.isCached()) continue
      const copy = plainCopy(message)
      const run = () => {
        for (const heard of [...member.listeners]) heard(copy)
      }
      const send = (afterMs: number) => clock.schedule({ kind: 'message', afterMs, owner: member.owner, run })
      const met = takeFault()
      if (met === null || met.fault === 'doubled') send(0)
      if (met !== null && met.fault !== 'lost') send(met.delayMs)
    }
  }

  function join(owner: TaskOwner): TabsChannel {
    const member: Member = { owner, listeners: new Set() }
    if (!missing) members.add(member)
    return {
      kind: missing ? 'none' : 'broadcast-channel',
      post(message) {
        if (missing || owner.isGone()) return
        posted.push(plainCopy(message))
        deliver(message, member)
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

  return {
    join,
    posted,
    forge: (message) => deliver(message, null),
    fail: (fault, times) => void faults.push({ fault, left: times }),
    recover() {
      faults = []
    },
  }
}
