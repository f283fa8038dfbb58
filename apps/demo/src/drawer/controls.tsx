import { type ReactElement, useEffect, useState } from 'react'
import { Counts } from './counts.tsx'
import { Faults } from './faults.tsx'

/** Faults and counts in a window without a session: still at hand while every tab of the app shows its dialog. */
export function Controls(): ReactElement {
  const [looks, setLooks] = useState(0)
  useEffect(() => {
    document.title = 'Faults and counts · Fernwell Cases'
    const look = () => setLooks((last) => last + 1)
    addEventListener('focus', look)
    return () => removeEventListener('focus', look)
  }, [])
  return (
    <main className="controls">
      <h1>Faults and counts</h1>
      <p className="drawer-quiet">
        This window has no session of its own. Keep it beside the demo: it works while a dialog covers the page there.
      </p>
      <section className="panel block" aria-labelledby="faults-title">
        <h2 id="faults-title">Faults to pull</h2>
        <Faults changes={looks} />
      </section>
      <section className="panel block" aria-labelledby="counts-title">
        <h2 id="counts-title">What the server was asked</h2>
        <Counts changes={looks} />
      </section>
    </main>
  )
}
