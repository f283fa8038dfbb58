import type { Deadline, Session } from '@stillhere/core'
import type { ReactElement } from 'react'
import { whyBinding } from '../story/binding.ts'
import { endWords, LIMIT_NAMES, stopwatch, timeText } from '../story/words.ts'

interface BindingProps {
  readonly session: Session<unknown>
  readonly deadlines: readonly Deadline[]
  readonly now: number
}

/** The end that binds, and why. */
export function Binding({ session, deadlines, now }: BindingProps): ReactElement {
  const [first, second = null] = deadlines
  const { status, end, checking } = session.getState()
  if (first === undefined) {
    return (
      <section className="binding" aria-label="What binds">
        <h2>{end === null ? 'Nothing binds' : 'It is over'}</h2>
        <p>
          {end !== null
            ? `Because ${endWords(end)}.`
            : status === 'signed-in'
              ? 'Neither your policy nor the backend names a limit: nothing ends this session by itself.'
              : 'Nobody is signed in, so nothing runs out.'}
        </p>
        {end !== null && <p className="quiet">At {timeText(end.endedAt, now)}.</p>}
      </section>
    )
  }
  const { reason, endsAt, extendable } = first
  if (checking !== null && endsAt <= now) {
    return (
      <section className="binding" aria-label="What binds">
        <h2>Over: {LIMIT_NAMES[reason]}</h2>
        <p className="quiet">
          <code>{reason}</code> at {timeText(endsAt, now)}
        </p>
        <ul className="reasons">
          <li>The page stays covered until the backend says how the session stands, or another limit ends it.</li>
          {second !== null && (
            <li>
              The next end is {second.reason} at {timeText(second.endsAt, now)}, in {stopwatch(second.endsAt - now)}.
            </li>
          )}
        </ul>
      </section>
    )
  }
  return (
    <section className="binding" aria-label="What binds">
      <h2>Binds: {LIMIT_NAMES[reason]}</h2>
      <p className="figure">{stopwatch(endsAt - now)}</p>
      <p className="quiet">
        <code>{reason}</code> at {timeText(endsAt, now)}, {extendable ? 'can move' : 'fixed'}
      </p>
      <ul className="reasons">
        {whyBinding(session, first, second, now).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  )
}
