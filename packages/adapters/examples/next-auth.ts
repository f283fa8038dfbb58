import { signIn, signOut } from 'next-auth/react'
import { nextAuthBackend } from '@stillhere/adapters/next-auth'
import { createBrowserSession } from '@stillhere/core/browser'

const backend = nextAuthBackend({ signIn, signOut }, { peekPath: '/api/session' })

export const session = createBrowserSession({ backend, policy: { inactivity: '15m', maxLifetime: '8h' } })
