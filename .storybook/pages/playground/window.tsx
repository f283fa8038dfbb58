import { type ReactElement, useCallback, useSyncExternalStore } from 'react'
import { CaseApp } from '../frame/case-app.tsx'
import { Frame } from '../frame/frame.tsx'
import type { OpenTab } from './run.ts'
import { standing } from './words.ts'

interface WindowProps {
  readonly open: OpenTab
  /** Names the world: another one gets a page of its own. */
  readonly runId: number
  readonly narrow: boolean
  /** Told of real input in the page, a few times a second at most. */
  readonly onInput: (tab: number) => void
  readonly onClose: (() => void) | null
}

const INPUT = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchstart'] as const
const CLOSEST_INPUT_MS = 400

/** One tab of the virtual browser: a page of an app, kept by the product, in a frame of its own. */
export function Window({ open, runId, narrow, onInput, onClose }: WindowProps): ReactElement {
  const { number, page, session } = open
  const state = useSyncExternalStore(session.subscribe, session.getState)
  const listen = useCallback((inner: Document) => hearInput(inner, () => onInput(number)), [onInput, number])
  return (
    <section className="window" data-narrow={narrow} aria-label={`Tab ${number}`}>
      <header className="window-bar">
        <h2>Tab {number}</h2>
        <p data-testid={`standing-${number}`} data-status={state.status} data-warned={state.warning !== null || state.checking !== null}>
          {standing(state)}
        </p>
        {onClose !== null && (
          <button type="button" className="quiet" onClick={onClose}>
            Close
          </button>
        )}
      </header>
      <Frame title={`The app in tab ${number}`} className="window-page" onOpen={listen}>
        <CaseApp key={`${runId} ${page}`} session={session} />
      </Frame>
    </section>
  )
}

function hearInput(inner: Document, heard: () => void): void {
  let lastMs = -Infinity
  const listener = (event: Event) => {
    if (!event.isTrusted || event.timeStamp - lastMs < CLOSEST_INPUT_MS) return
    lastMs = event.timeStamp
    heard()
  }
  for (const type of INPUT) inner.addEventListener(type, listener, { passive: true, capture: true })
}
