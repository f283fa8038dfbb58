import type { LifecycleEvent } from '../ports/lifecycle.ts'
import type { Backend } from '../ports/backend.ts'
import type { Ports } from '../ports/ports.ts'
import type { KeptFacts } from './kept-facts.ts'
import type { Loop } from './loop.ts'

interface Attached<U> {
  readonly backend: Backend<U>
  readonly ports: Ports
  readonly kept: KeptFacts
  readonly loop: Loop<U>
}

/** Connects the platform to the loop. Returns its undo: afterwards nothing is listened to and no timer runs. */
export function attachPlatform<U>({ backend, ports, kept, loop }: Attached<U>): () => void {
  let attached = true
  const undo = [
    ports.channel.subscribe((value) => loop.dispatch({ type: 'facts-heard', value })),
    ports.activity.subscribe(loop.activity),
    ports.lifecycle.subscribe((event) => tell(loop, event)),
    backend.subscribe?.(() => loop.dispatch({ type: 'backend-changed' })),
  ]
  loop.run(true)
  if (loop.state.status !== 'new') loop.dispatch({ type: ports.lifecycle.visible() ? 'page-shown' : 'page-hidden' })
  void kept.read().then((stored) => {
    if (loop.state.status !== 'new') loop.dispatch({ type: 'facts-read', value: stored })
    else if (attached) loop.dispatch({ type: 'started', stored, visible: ports.lifecycle.visible() })
  })
  return () => {
    attached = false
    loop.run(false)
    for (const stop of undo) stop?.()
  }
}

function tell<U>(loop: Loop<U>, event: LifecycleEvent): void {
  switch (event) {
    case 'shown':
      return loop.dispatch({ type: 'page-shown' })
    case 'hidden':
      return loop.dispatch({ type: 'page-hidden' })
    case 'page-restored':
      return loop.dispatch({ type: 'page-restored' })
    case 'resumed':
      return loop.dispatch({ type: 'page-resumed' })
    case 'leaving':
      return loop.dispatch({ type: 'page-left' })
    case 'online':
      return loop.dispatch({ type: 'came-online' })
    case 'offline':
      return
    default:
      event satisfies never
  }
}
