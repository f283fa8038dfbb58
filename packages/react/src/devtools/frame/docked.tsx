import { type ReactElement, useCallback, useEffect, useRef, useState } from 'react'
import { WatchedContext } from '../feed/watched.ts'
import { Panel } from '../panel/panel.tsx'
import { CornerButton } from './corner-button.tsx'
import type { SessionDevtoolsProps } from './options.ts'
import { isFirstVisit, keepPreferences, readPreferences } from './preferences.ts'
import { ResizeHandle } from './resize-handle.tsx'
import { setCorner } from './top-layer.ts'
import type { InShadow } from './use-shadow.ts'

/** The button, or the panel at its edge of the window. */
export function Docked({
  corner = 'bottom-end',
  initiallyOpen = false,
  check,
  watched,
  host,
}: SessionDevtoolsProps & InShadow): ReactElement {
  const [first] = useState(() => ({ ...readPreferences(), ...(initiallyOpen && isFirstVisit() && { open: true }) }))
  const [open, setOpen] = useState(first.open)
  const [height, setHeight] = useState(first.height)
  const button = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLElement>(null)
  const wasOpen = useRef(open)

  useEffect(() => setCorner(host, corner, open), [host, corner, open])

  useEffect(() => {
    if (wasOpen.current !== open) (open ? panel.current : button.current)?.focus({ preventScroll: true })
    wasOpen.current = open
  }, [open])

  const turn = useCallback((next: boolean) => {
    setOpen(next)
    keepPreferences({ open: next })
  }, [])
  useEffect(() => {
    const closeOnEscape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      // Else the browser would close the app's dialog that the panel may be in, or that dialog itself would.
      event.preventDefault()
      event.stopPropagation()
      turn(false)
    }
    if (open) host.addEventListener('keydown', closeOnEscape)
    return () => host.removeEventListener('keydown', closeOnEscape)
  }, [host, open, turn])

  return (
    <WatchedContext.Provider value={watched}>
      {open ? (
        <div className="dock" style={{ blockSize: height }}>
          <ResizeHandle edge={corner.startsWith('top') ? 'top' : 'bottom'} height={height} onResize={setHeight} />
          <Panel ref={panel} watched={watched} check={check ?? null} onClose={() => turn(false)} />
        </div>
      ) : (
        <CornerButton ref={button} onOpen={() => turn(true)} />
      )}
    </WatchedContext.Provider>
  )
}
