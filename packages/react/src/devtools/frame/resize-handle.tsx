import type { KeyboardEvent, PointerEvent, ReactElement } from 'react'
import { fitting, keepPreferences } from './preferences.ts'

interface ResizeHandleProps {
  readonly edge: 'top' | 'bottom'
  readonly height: number
  readonly onResize: (height: number) => void
}

const STEP = 24

/** The line between page and panel: dragged, or moved with the arrow keys. */
export function ResizeHandle({ edge, height, onResize }: ResizeHandleProps): ReactElement {
  const grows = edge === 'bottom' ? 'ArrowUp' : 'ArrowDown'
  const resize = (next: number) => {
    const fits = fitting(next)
    onResize(fits)
    keepPreferences({ height: fits })
  }
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    resize(edge === 'bottom' ? innerHeight - event.clientY : event.clientY)
  }
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    event.preventDefault()
    resize(height + (event.key === grows ? STEP : -STEP))
  }
  return (
    <div
      className="handle"
      role="separator"
      aria-orientation="horizontal"
      aria-label="Height of the devtools"
      aria-valuenow={height}
      aria-valuemin={160}
      aria-valuemax={fitting(Infinity)}
      tabIndex={0}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onKeyDown={press}
    />
  )
}
