import { type ForwardRefExoticComponent, forwardRef, type RefAttributes } from 'react'
import { useSession } from '../../use-session.ts'
import { useWatched } from '../feed/watched.ts'
import { statusLine } from '../story/status-line.ts'

interface CornerButtonProps {
  readonly onOpen: () => void
}

/** Says by colour, shape and name how the session stands. Renders when that changes, and at no other time. */
export const CornerButton: ForwardRefExoticComponent<CornerButtonProps & RefAttributes<HTMLButtonElement>> = forwardRef<
  HTMLButtonElement,
  CornerButtonProps
>(function CornerButton({ onOpen }, ref) {
  const { session } = useWatched()
  const { tone, text } = useSession(() => statusLine(session), session)
  return (
    <section aria-label="stillhere devtools">
      <button ref={ref} type="button" className="corner" data-tone={tone} aria-expanded="false" title={text} onClick={onOpen}>
        <Sign />
        <span className="unseen">Open stillhere devtools. {text}</span>
      </button>
    </section>
  )
})

/** A ring that is nearly whole, and somebody in it. */
export function Sign() {
  return (
    <svg className="sign" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <circle className="sign-ring" cx="12" cy="12" r="9" pathLength="100" strokeDasharray="80 20" transform="rotate(-90 12 12)" />
      <circle className="sign-dot" cx="12" cy="12" r="4" />
    </svg>
  )
}
