import { type ForwardRefExoticComponent, forwardRef, type RefAttributes, useEffect, useMemo, useState } from 'react'
import { useSession } from '../../use-session.ts'
import { type Watched, WatchedContext } from '../feed/watched.ts'
import { Sign } from '../frame/corner-button.tsx'
import { keepPreferences, readPreferences } from '../frame/preferences.ts'
import { createRollCall } from '../platform/roll-call.ts'
import type { PolicyCheck } from '../story/policy-rows.ts'
import { statusLine } from '../story/status-line.ts'
import { LifePane } from './life-pane.tsx'
import { LogPane } from './log-pane.tsx'
import { PolicyPane } from './policy-pane.tsx'
import { Report } from './report.tsx'
import { TabsPane } from './tabs-pane.tsx'
import { ToolsPane } from './tools-pane.tsx'
import { TabList } from './tab-list.tsx'

interface PanelProps {
  readonly watched: Watched
  readonly check: PolicyCheck | null
  /** null where there is nothing to close. */
  readonly onClose: (() => void) | null
}

const PANES = [
  { id: 'life', label: 'Life' },
  { id: 'log', label: 'Log' },
  { id: 'tabs', label: 'Tabs' },
  { id: 'policy', label: 'Policy' },
  { id: 'tools', label: 'Tools' },
] as const
type PaneId = (typeof PANES)[number]['id']

/** Everything there is to see of a session, a part at a time. */
export const Panel: ForwardRefExoticComponent<PanelProps & RefAttributes<HTMLElement>> = forwardRef<HTMLElement, PanelProps>(function Panel(
  { watched, check, onClose },
  ref,
) {
  const { session } = watched
  const [pane, setPane] = useState<PaneId>(() => paneOf(readPreferences().pane))
  const rollCall = useMemo(() => createRollCall(session), [session])
  useEffect(() => rollCall.attend(), [rollCall])
  const { tone, text } = useSession(() => statusLine(session), session)

  const choose = (next: PaneId) => {
    setPane(next)
    keepPreferences({ pane: next })
  }
  return (
    <WatchedContext.Provider value={watched}>
      <section ref={ref} tabIndex={-1} className="panel" aria-label="stillhere devtools">
        <header className="head">
          <span className="brand" data-tone={tone}>
            <Sign />
            stillhere
          </span>
          <p className="status" data-tone={tone}>
            {text}
          </p>
          <TabList panes={PANES} chosen={pane} onChoose={choose} />
          <div className="head-end">
            <Report check={check} rollCall={rollCall} />
            {onClose !== null && (
              <button type="button" className="icon" onClick={onClose} aria-label="Close devtools" title="Close (Escape)">
                <svg viewBox="0 0 16 16" aria-hidden="true">
                  <path d="M4 4l8 8M12 4l-8 8" />
                </svg>
              </button>
            )}
          </div>
        </header>
        {/* Focusable, so that its content can be scrolled by keyboard. */}
        <div className="body" role="tabpanel" id="pane" aria-labelledby={`tab-${pane}`} tabIndex={0} data-pane={pane}>
          {paneFor(pane, check, rollCall)}
        </div>
      </section>
    </WatchedContext.Provider>
  )
})

function paneFor(pane: PaneId, check: PolicyCheck | null, rollCall: ReturnType<typeof createRollCall>) {
  switch (pane) {
    case 'life':
      return <LifePane />
    case 'log':
      return <LogPane />
    case 'tabs':
      return <TabsPane rollCall={rollCall} />
    case 'policy':
      return <PolicyPane check={check} />
    case 'tools':
      return <ToolsPane />
    default:
      return pane satisfies never
  }
}

function paneOf(remembered: string): PaneId {
  return PANES.find(({ id }) => id === remembered)?.id ?? 'life'
}
