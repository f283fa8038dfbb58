import { memo, type NamedExoticComponent } from 'react'
import type { Told } from '../story/tell.ts'
import { shortDuration, timeText } from '../story/words.ts'

interface LogLineProps {
  readonly told: Told
}

/** Time, what happened, and what followed from it. A line that is known stays as it is. */
export const LogLine: NamedExoticComponent<LogLineProps> = memo(
  function LogLine({ told: { at, untilAt, cause, effects, tone } }: LogLineProps) {
    return (
      <li data-tone={tone}>
        <time className="number" dateTime={new Date(at).toISOString()}>
          {timeText(at)}
        </time>
        <div>
          <span className="cause">
            {cause}
            {untilAt > at && <span className="quiet"> over {shortDuration(untilAt - at)}</span>}
          </span>
          {effects.map(({ text, tone: own }) => (
            <span key={text} className="effect" data-tone={own}>
              {text}
            </span>
          ))}
        </div>
      </li>
    )
  },
  (before, after) => before.told.n === after.told.n && before.told.untilAt === after.told.untilAt && before.told.text === after.told.text,
)
