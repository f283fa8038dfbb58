import type { ReactElement } from 'react'
import { keptQuery, type Rate } from '../settings/settings.ts'

const SPEEDS: readonly { readonly rate: Rate; readonly label: string }[] = [
  { rate: 1, label: 'Real time' },
  { rate: 30, label: '×30' },
]

/** Two links, because changing the speed is another session and loads the page anew. */
export function Speed({ rate }: { readonly rate: Rate }): ReactElement {
  return (
    <>
      <nav className="choice" aria-label="Speed of time">
        {SPEEDS.map((speed) => (
          <a
            key={speed.rate}
            className="button"
            aria-current={speed.rate === rate ? 'true' : undefined}
            href={location.pathname + keptQuery(location.search, { speed: speed.rate === 1 ? null : String(speed.rate) })}
          >
            {speed.label}
          </a>
        ))}
      </nav>
      <p className="drawer-quiet">
        {rate === 1
          ? 'Each speed has a session of its own.'
          : 'Half an hour passes in one minute, here and at the server. Each speed has a session of its own.'}
      </p>
    </>
  )
}
