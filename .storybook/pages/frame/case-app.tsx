import type { ReactElement } from 'react'
import { CasePage, type Session, SessionExpiringDialog, SessionGate, SessionProvider } from '../../product.ts'
import { useSurroundings } from '../../surroundings.tsx'

interface CaseAppProps {
  readonly session: Session
  readonly unsavedWork?: 'saved' | 'lost'
}

/** An app as the product keeps it: private work behind the gate, the dialog above, in the language that the toolbar says. */
export function CaseApp({ session, unsavedWork }: CaseAppProps): ReactElement {
  const { language } = useSurroundings()
  return (
    <SessionProvider session={session} messages={language.messages}>
      <SessionGate signedOut={<div className="sign-in-page">Casebook</div>}>
        <CasePage />
      </SessionGate>
      <SessionExpiringDialog {...(unsavedWork && { unsavedWork })} />
    </SessionProvider>
  )
}
