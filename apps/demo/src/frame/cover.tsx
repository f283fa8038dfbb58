import { SignOutButton, useSession } from '@stillhere/react'
import { type ReactElement, useEffect, useState } from 'react'
import { start } from '../navigation.tsx'

const LONG_MS = 4000

/** Before it is known whether somebody is signed in. Appears late, because it is usually over by then. */
export function Restoring(): ReactElement {
  const [long, setLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), LONG_MS)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className="centre late" role="status">
      <p>{long ? 'We can’t reach the server. We keep trying.' : 'One moment…'}</p>
    </div>
  )
}

/** Stands over the work, which stays as it is underneath, until the server has said that the user is still signed in. */
export function Cover(): ReactElement {
  const unreachable = useSession((s) => s.checking?.error != null)
  return (
    <div className="centre">
      <div className="panel card">
        <h1>One moment</h1>
        <p role="status">
          {unreachable
            ? 'We can’t reach the server. Your work is still here; we keep trying and bring it back as soon as we can.'
            : 'We’re making sure that you are still signed in. Your work is still here.'}
        </p>
        <SignOutButton className="button" returnTo={start()}>
          Sign out
        </SignOutButton>
      </div>
    </div>
  )
}
