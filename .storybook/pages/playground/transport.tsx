import type { ReactElement } from 'react'
import { keepFocus } from '../frame/keep-focus.ts'
import { Radios } from '../radios.tsx'
import { BEGINNING_MS } from './run.ts'
import { nextEventAt, type Playing, SPEEDS } from './use-playing.ts'
import { stopwatch, timeOfDay } from './words.ts'

const MINUTE = 60_000

/** The virtual clock and what moves it. */
export function Transport({ playing: play }: { readonly playing: Playing }): ReactElement {
  const { life, snapshot, playing, speed } = play
  const { run, elapsedMs } = snapshot
  const onwards = (ms: number) => void keepFocus(() => life.advance(ms))
  return (
    <section className="transport" aria-label="Clock">
      <p className="clock">
        <strong className="figures" data-testid="clock">
          {timeOfDay(run.now)}
        </strong>
        <span className="quiet-text figures">{stopwatch(elapsedMs)} after signing in</span>
      </p>
      <button type="button" className="primary play" onClick={() => play.setPlaying(!playing)}>
        {playing ? 'Pause' : 'Play'}
      </button>
      <fieldset className="choice">
        <legend className="unseen">Speed</legend>
        <Radios name="speed" options={SPEEDS.map((one) => [one, `×${one}`])} chosen={speed} onChoose={play.setSpeed} />
      </fieldset>
      <span className="skips">
        <button type="button" onClick={() => onwards(MINUTE)}>
          +1 min
        </button>
        <button type="button" onClick={() => onwards(15 * MINUTE)}>
          +15 min
        </button>
        <button type="button" disabled={nextEventAt(snapshot) === null} onClick={play.toNextEvent}>
          Next event
        </button>
        <button type="button" disabled={elapsedMs <= BEGINNING_MS} onClick={() => void keepFocus(() => life.seek(0))}>
          Back to start
        </button>
      </span>
    </section>
  )
}
