import { type ReactElement, useCallback, useState } from 'react'
import { keepFocus } from '../frame/keep-focus.ts'
import type { Deed } from './deeds.ts'
import { DeedButtons } from './deed-buttons.tsx'
import type { Life } from './life.ts'
import { Outlook } from './outlook.tsx'
import { PLANS } from './plans.ts'
import { StorySoFar } from './story-so-far.tsx'
import { TimeAxis } from './time-axis.tsx'
import { Transport } from './transport.tsx'
import { usePlaying } from './use-playing.ts'
import { Window } from './window.tsx'

/** A session's whole life to play with: the real engine and the real dialog, on a clock that anybody can turn. */
export function Playground({ first }: { readonly first: Life }): ReactElement {
  const playing = usePlaying(first)
  const { life, snapshot } = playing
  const { run } = snapshot
  const [narrow, setNarrow] = useState(false)
  const perform = useCallback((deed: Deed) => void keepFocus(() => life.perform(deed)), [life])
  const onInput = useCallback((tab: number) => void life.noteInput(tab), [life])
  return (
    <main className="page playground">
      <header className="page-head">
        <div>
          <h1>Playground</h1>
          <p className="lead">
            A whole sign-in in a minute. What you see in the tabs is the product itself; only the clock and the server are simulated.
          </p>
        </div>
        <div className="plan">
          <label htmlFor="plan">Limits</label>
          <select id="plan" value={run.plan.id} onChange={({ currentTarget }) => playing.begin(currentTarget.value)}>
            {PLANS.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
          <p className="quiet-text">{run.plan.means}</p>
        </div>
      </header>

      <div className="windows" data-count={run.tabs.length}>
        {run.tabs.map((open, index) => (
          <Window
            key={open.number}
            open={open}
            runId={run.id}
            narrow={narrow}
            onInput={onInput}
            onClose={index === 0 ? null : () => perform({ type: 'close-tab', tab: open.number })}
          />
        ))}
      </div>

      <div className="deck">
        <Transport playing={playing} />
        <TimeAxis life={life} snapshot={snapshot} />
      </div>

      <div className="side">
        <DeedButtons snapshot={snapshot} onDeed={perform} narrow={narrow} onNarrow={setNarrow} />
        <div className="side-read">
          <Outlook snapshot={snapshot} />
          <StorySoFar snapshot={snapshot} />
        </div>
      </div>
    </main>
  )
}
