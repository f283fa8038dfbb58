import type { ReactElement } from 'react'
import type { Snapshot } from './life.ts'
import { timeOfDay, whatHappened } from './words.ts'

const SHOWN = 40
const ACTIVE = whatHappened({ kind: 'activity', at: 0 })

/** What happened, the latest first. */
export function StorySoFar({ snapshot: { run } }: { readonly snapshot: Snapshot }): ReactElement {
  const { happenings, spans } = run.chronicle
  const lines = [
    ...happenings.map((happening) => ({ at: happening.at, text: whatHappened(happening) })),
    ...spans.flatMap((span) => {
      if (span.kind !== 'warning' && span.kind !== 'reconnecting') return []
      const what = span.kind === 'warning' ? 'The dialog' : 'The cover'
      return [{ at: span.from, text: `${what} appears` }, ...(span.until === null ? [] : [{ at: span.until, text: `${what} goes` }])]
    }),
  ]
    .map((line, order) => ({ ...line, order }))
    .sort((a, b) => b.at - a.at || b.order - a.order)
    // Of somebody who goes on and on, the last sign of life is enough.
    .filter(({ text }, index, all) => text !== all[index - 1]?.text || text !== ACTIVE)
  return (
    <section className="panel" aria-labelledby="story">
      <h2 id="story">What happened</h2>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard has to reach it */}
      <ol className="story" tabIndex={0} aria-label="What happened, the latest first">
        {lines.slice(0, SHOWN).map(({ at, text, order }) => (
          <li key={order}>
            <span className="figures">{timeOfDay(at)}</span> {text}
          </li>
        ))}
      </ol>
    </section>
  )
}
