import { type ReactElement, useEffect, useState } from 'react'

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
