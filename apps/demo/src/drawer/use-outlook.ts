import type { Deadline, Session } from '@stillhere/core'
import { useSession } from '@stillhere/react'
import { useEffect, useState } from 'react'
import type { Standing } from './axis.ts'

/** What lies ahead, seen from one instant of the session's clock. */
export interface Outlook {
  readonly now: number
  readonly deadlines: readonly Deadline[]
  readonly standing: Standing
}

/** Looks every `everyMs` of the session's clock and after every change of its state. Only for small components: it renders each time. */
export function useOutlook(everyMs: number): Outlook {
  const session = useSession((s) => s.session)
  const [outlook, setOutlook] = useState<Outlook>(() => lookOut(session))

  useEffect(() => {
    const look = () => setOutlook(lookOut(session))
    let stop = session.after(everyMs, tick)
    function tick() {
      look()
      stop = session.after(everyMs, tick)
    }
    const unsubscribe = session.subscribe(look)
    return () => {
      unsubscribe()
      stop()
    }
  }, [session, everyMs])

  return outlook
}

function lookOut(session: Session<unknown>): Outlook {
  return { now: session.now(), deadlines: session.deadlines(), standing: session.getState() }
}
