import type { ReactElement } from 'react'
import { useId } from 'react'

interface ToolProps {
  readonly name: string
  readonly about: string
  /** Of one that stays switched on. */
  readonly pressed?: boolean
  readonly disabled?: boolean
  readonly act: () => void
}

/** A button and what it does. */
export function Tool({ name, about, pressed, disabled = false, act }: ToolProps): ReactElement {
  const id = useId()
  return (
    <div className="tool-line">
      <button type="button" aria-describedby={id} aria-pressed={pressed} disabled={disabled} onClick={act}>
        {name}
      </button>
      <span id={id} className="quiet">
        {about}
      </span>
    </div>
  )
}
