import { SessionStatus } from '@stillhere/react/dialog'
import type { ReactElement } from 'react'

/** What stands quietly under every page: how it stands with being signed in, in the language that was chosen, and whose page this is. */
export function Footer({ direction }: { readonly direction: 'ltr' | 'rtl' }): ReactElement {
  return (
    <footer className="foot">
      <div dir={direction}>
        <SessionStatus />
      </div>
      <p>Fernwell is invented, and so are its people.</p>
    </footer>
  )
}
