import { type ReactElement, useMemo, useState } from 'react'
import { useNow, useSteps, useWatched } from '../feed/watched.ts'
import { aheadOf } from '../story/binding.ts'
import { lifeOf, untilNow } from '../story/life.ts'
import { scaleOf, type Stretch } from '../story/scale.ts'
import { Axis } from './axis.tsx'
import { Binding } from './binding.tsx'
import { DeadlineTable } from './deadline-table.tsx'
import { AheadList } from './ahead-list.tsx'
import { Legend } from './legend.tsx'

/** What happened, what comes, and which end binds. Moves with the clock while it is shown. */
export function LifePane(): ReactElement {
  const { session, feed } = useWatched()
  const steps = useSteps()
  const now = useNow()
  const [stretch, setStretch] = useState<Stretch>('around-now')
  const told = useMemo(() => lifeOf(steps, feed.clockRate), [steps, feed.clockRate])
  const life = untilNow(told, now)
  const deadlines = session.deadlines()
  const lastAt = deadlines.length === 0 ? null : Math.max(...deadlines.map(({ endsAt }) => endsAt))
  const scale = scaleOf(now, life.firstAt, lastAt, stretch)

  return (
    <div className="life">
      <div className="life-main">
        <div className="row-of-controls">
          <h2>The session’s life</h2>
          <fieldset className="choice">
            <legend className="unseen">Scale of time</legend>
            {(['around-now', 'even'] as const).map((one) => (
              <label key={one}>
                <input type="radio" name="stretch" value={one} checked={stretch === one} onChange={() => setStretch(one)} />
                <span>{one === 'even' ? 'Even' : 'Around now'}</span>
              </label>
            ))}
          </fieldset>
        </div>
        <Axis life={life} deadlines={deadlines} scale={scale} now={now} />
        <Legend />
        <DeadlineTable deadlines={deadlines} now={now} />
      </div>
      <div className="life-side">
        <Binding session={session} deadlines={deadlines} now={now} />
        <AheadList ahead={aheadOf(session, now)} now={now} />
      </div>
    </div>
  )
}
