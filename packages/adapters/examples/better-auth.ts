import { createAuthClient } from 'better-auth/react'
import { betterAuthBackend, stillhereClient } from '@stillhere/adapters/better-auth'
import { createBrowserSession } from '@stillhere/core/browser'

export const authClient = createAuthClient({
  plugins: [stillhereClient()],
  sessionOptions: { refetchOnWindowFocus: false },
})

const backend = betterAuthBackend(authClient, { signInPage: '/sign-in' })
export const session = createBrowserSession({ backend, policy: { inactivity: '15m', maxLifetime: '8h' } })
