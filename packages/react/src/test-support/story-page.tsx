import type { Session } from '@stillhere/core'
import type { ReactElement, ReactNode } from 'react'
import { SessionGate, SessionProvider } from '../index.ts'
import { CasePage } from './case-page.tsx'
import { useStoryMessages } from './story-messages.ts'

/** An app over this session, its case page behind the gate. `children`: the dialog that a story is about. */
export function StoryPage({ session, children }: { readonly session: Session; readonly children: ReactNode }): ReactElement {
  return (
    <SessionProvider session={session} messages={useStoryMessages()}>
      <SessionGate signedOut={<div className="sign-in-page">Casebook</div>}>
        <CasePage />
      </SessionGate>
      {children}
    </SessionProvider>
  )
}
