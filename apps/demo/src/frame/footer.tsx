import { SessionStatus } from '@stillhere/react/dialog'
import type { ReactElement } from 'react'

/** What stands quietly under every page: how it stands with being signed in, and whose page this is. */
export function Footer(): ReactElement {
  return (
    <footer className="foot">
      <SessionStatus />
      <p>Fernwell is invented, and so are its people.</p>
    </footer>
  )
}
