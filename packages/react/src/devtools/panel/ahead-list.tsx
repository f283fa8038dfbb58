import type { ReactElement } from 'react'
import type { Ahead } from '../story/binding.ts'
import { LIMIT_NAMES, shortDuration, timeText } from '../story/words.ts'

const WHAT: Readonly<Record<Ahead['kind'], string>> = { refresh: 'Refresh', retry: 'Next try', warning: 'Warning', end: 'End' }

/** What comes, in the order of time. */
export function AheadList({ ahead, now }: { readonly ahead: readonly Ahead[]; readonly now: number }): ReactElement | null {
  if (ahead.length === 0) return null
  return (
    <section aria-label="What comes">
      <h2>What comes, as things stand</h2>
      <ol className="ahead">
        {ahead.map(({ at, kind, reason }) => (
          <li key={`${kind} ${reason}`} data-kind={kind}>
            <span className="ahead-in">in {shortDuration(Math.max(0, Math.round((at - now) / 1000) * 1000))}</span>
            <span>
              {WHAT[kind]}
              {kind === 'refresh' || kind === 'retry' ? '' : `: ${LIMIT_NAMES[reason]}`}
            </span>
            <span className="quiet">{timeText(at, now)}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
