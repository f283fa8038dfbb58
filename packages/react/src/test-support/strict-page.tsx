import type { Session } from '@stillhere/core'
import { type ReactElement, type ReactNode, StrictMode } from 'react'
import { SessionProvider } from '../index.ts'

/** Below a provider of this session, with every effect run twice. */
export function StrictPage({ session, children }: { readonly session: Session; readonly children: ReactNode }): ReactElement {
  return (
    <StrictMode>
      <SessionProvider session={session}>{children}</SessionProvider>
    </StrictMode>
  )
}
