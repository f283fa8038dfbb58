import type { Lifecycle, LifecycleEvent } from '../ports/lifecycle.ts'
import { listen, type Platform } from './platform.ts'

/** Page Visibility, page transitions (back/forward cache), Page Lifecycle's `resume` where it exists, and the network hints. */
export function browserLifecycle(platform: Platform = globalThis): Lifecycle {
  const visible = () => platform.document?.visibilityState !== 'hidden'

  return {
    visible,
    online: () => platform.navigator?.onLine !== false,
    subscribe(listener) {
      const heard = (event: Event) => {
        const told = translated(event, visible())
        if (told !== null) listener(told)
      }
      const undos = [
        listen(platform.document, ['visibilitychange', 'resume'], heard),
        listen(platform, ['pageshow', 'pagehide', 'online', 'offline'], heard),
      ]
      return () => {
        for (const undo of undos) undo()
      }
    },
  }
}

function translated(event: Event, visible: boolean): LifecycleEvent | null {
  switch (event.type) {
    case 'visibilitychange':
      return visible ? 'shown' : 'hidden'
    case 'pageshow':
      return 'persisted' in event && event.persisted === true ? 'page-restored' : null
    case 'pagehide':
      return 'leaving'
    case 'resume':
      return 'resumed'
    case 'online':
    case 'offline':
      return event.type
    default:
      return null
  }
}
