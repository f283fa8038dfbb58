// Apps that have next-auth (`/next-auth`) or better-auth (`/better-auth`), with stillhere behind them or (`?alone`) without.
import { betterAuthBackend, stillhereClient } from '@stillhere/adapters/better-auth'
import { nextAuthBackend } from '@stillhere/adapters/next-auth'
import { createBrowserSession } from '@stillhere/core/browser'
import { createAuthClient } from 'better-auth/client'
import { signIn, signOut } from 'next-auth/react'

declare global {
  interface Window {
    app: { signIn(): Promise<unknown>; refresh(): Promise<unknown>; signOut(): Promise<unknown> }
  }
}

const ADA = { email: 'ada@example.test', password: 'correct horse' }

function sdkOf(path: string) {
  if (path === '/next-auth')
    return {
      backend: nextAuthBackend({ signIn, signOut }),
      signIn: () => signIn('credentials', { ...ADA, redirect: false }),
      signOut: () => signOut({ redirect: false }),
    }
  const client = createAuthClient({ plugins: [stillhereClient()], sessionOptions: { refetchOnWindowFocus: false } })
  // The SDK tells other tabs of a sign-out only where this is in use.
  if (location.search === '?alone') client.useSession.subscribe(() => undefined)
  return { backend: betterAuthBackend(client), signIn: () => client.signIn.email(ADA), signOut: () => client.signOut() }
}

const sdk = sdkOf(location.pathname)

if (location.search === '?alone') {
  window.app = { ...sdk, refresh: async () => null }
} else {
  const session = createBrowserSession({ backend: sdk.backend, name: location.pathname.slice(1) })
  session.subscribe(() => {
    document.title = session.getState().status
  })
  session.start()
  window.app = {
    signIn: async () => {
      await sdk.signIn()
      await session.restore()
    },
    refresh: async () => (await session.refreshNow()).ok,
    signOut: () => session.signOut(),
  }
}
