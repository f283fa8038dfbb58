import { useSession } from '@stillhere/react'
import { useEffect, useState } from 'react'

/** A number that grows with every change of the session's state: for asking the server again without polling it. */
export function useChanges(): number {
  const session = useSession((s) => s.session)
  const [changes, setChanges] = useState(0)
  useEffect(() => session.subscribe(() => setChanges((last) => last + 1)), [session])
  return changes
}
