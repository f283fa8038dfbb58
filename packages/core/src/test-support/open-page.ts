import type { SessionPolicy } from '../engine/policy-types.ts'
import type { User } from '../engine/words.ts'
import type { LifecycleEvent } from '../ports/lifecycle.ts'
import type { Ports } from '../ports/ports.ts'
import type { Session } from '../runtime/session-types.ts'
import { createSession } from '../runtime/session.ts'
import { createTestBackend } from '../testing/test-backend.ts'
import { createVirtualPage, type VirtualPage } from '../testing/virtual-tab.ts'
import type { OpenWorld } from '../testing/world.ts'

export interface OwnPage {
  readonly page: VirtualPage
  readonly session: Session<User>
  /** Tells the session something of the page's life that did not happen otherwise. */
  happen(event: LifecycleEvent): Promise<void>
  stop(): void
}

/** A started session over the ports of one more page in this world, some of which the test replaces. */
export function openOwnPage(
  { machine, network }: OpenWorld<User>,
  policy: SessionPolicy = {},
  replace: (ports: Ports, page: VirtualPage) => Partial<Ports> = () => ({}),
): OwnPage {
  const silent = () => {}
  const page = createVirtualPage(machine, () => 0.5, silent)
  const listeners = new Set<(event: LifecycleEvent) => void>()
  const lifecycle: Ports['lifecycle'] = {
    ...page.ports.lifecycle,
    subscribe(listener) {
      const told = (event: LifecycleEvent) => listener(event)
      listeners.add(told)
      const undo = page.ports.lifecycle.subscribe(told)
      return () => {
        listeners.delete(told)
        undo()
      }
    },
  }
  const base: Ports = { ...page.ports, lifecycle }
  const backend = createTestBackend(network, { owner: page.owner, trace: silent, onNews: () => silent })
  const session = createSession<User>({ backend, policy, ports: { ...base, ...replace(base, page) } })
  const stop = session.start()
  return {
    page,
    session,
    stop,
    happen: (event) =>
      machine.clock.perform(() => {
        for (const told of [...listeners]) told(event)
      }),
  }
}
