'use client'
import { useContext } from 'react'
import { orThrow, SessionContext } from '../../session-context.ts'
import { Docked } from './docked.tsx'
import type { SessionDevtoolsProps } from './options.ts'
import { keepOnTop } from './top-layer.ts'
import { type Place, useShadow } from './use-shadow.ts'

/**
 * A button in a corner of the page that opens a panel: what the session has done, what comes, and why. Stands on top of everything and in
 * nobody's way: its styles, its keys and its focus are its own, and what is done in it counts as nobody's activity.
 *
 * @throws StillhereError `provider-missing` outside a `<SessionProvider>` when no session is given.
 * @example
 * <SessionProvider session={session}><App /><SessionDevtools check={checkPolicy} /></SessionProvider>
 */
export function SessionDevtools(props: SessionDevtoolsProps): null {
  const provided = useContext(SessionContext)
  const session = props.session ?? orThrow(provided).session
  useShadow(takeCorner, session, props.theme ?? 'system', (shown) => <Docked {...props} session={session} {...shown} />)
  return null
}

function takeCorner(): Place {
  const host = document.createElement('div')
  host.dataset['stillhere'] = 'devtools'
  return { host, giveBack: keepOnTop(host) }
}
