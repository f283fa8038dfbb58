import type { ReactElement } from 'react'
import { keptQuery, type Settings } from '../settings/settings.ts'
import { scaleWords } from './scale.ts'

/** Links, because changing the speed is another session and loads the page anew. */
export function Speed({ rate, rates, chosen }: Pick<Settings, 'rate' | 'rates' | 'chosen'>): ReactElement {
  const [usual] = rates
  return (
    <>
      {rates.length > 1 && (
        <nav className="choice" aria-label="Speed of time">
          {rates.map((one) => (
            <a
              key={one}
              className="button"
              aria-current={one === rate ? 'true' : undefined}
              href={location.pathname + keptQuery(location.search, { speed: one === usual ? null : String(one) })}
            >
              {one === 1 ? 'Real time' : scaleWords(one)}
            </a>
          ))}
        </nav>
      )}
      <p className="drawer-quiet">{speedWords(rate, chosen !== null)}</p>
    </>
  )
}

function speedWords(rate: number, isPolicy: boolean): string {
  if (isPolicy) return `${scaleWords(rate)}, in this page and at both servers. Each speed has a session of its own.`
  return rate === 1
    ? 'Each speed has a session of its own.'
    : 'Half an hour passes in one minute, here and at the server. Each speed has a session of its own.'
}
