'use client'
import { type ReactElement, useCallback, useContext, useRef } from 'react'
import { orThrow, SessionContext } from '../../session-context.ts'
import { Panel } from '../panel/panel.tsx'
import type { SessionDevtoolsPanelProps } from './options.ts'
import { useShadow } from './use-shadow.ts'

/**
 * The panel alone, for a place of your own: it fills the element around it, at least 16rem high.
 *
 * @throws StillhereError `provider-missing` outside a `<SessionProvider>` when no session is given.
 * @example
 * <aside className="drawer"><SessionDevtoolsPanel /></aside>
 */
export function SessionDevtoolsPanel(props: SessionDevtoolsPanelProps): ReactElement | null {
  const provided = useContext(SessionContext)
  const session = props.session ?? orThrow(provided).session
  const host = useRef<HTMLDivElement>(null)
  const take = useCallback(() => host.current && { host: host.current, giveBack: () => {} }, [])
  useShadow(take, session, props.theme ?? 'system', ({ watched }) => <Panel watched={watched} check={props.check ?? null} onClose={null} />)
  return <div ref={host} data-stillhere="devtools-panel" />
}
