// The SDK's own functions fit, and its provider takes the properties that keep it quiet.
import type { Backend, User } from '@stillhere/core'
import { type SessionProviderProps, signIn, signOut } from 'next-auth/react'
import { expectTypeOf, it } from 'vitest'
import { nextAuthBackend, quietSessionProvider } from './next-auth.ts'

it('takes the functions of next-auth as they are', () => {
  expectTypeOf(nextAuthBackend({ signIn, signOut })).toEqualTypeOf<Backend<User>>()
  expectTypeOf(nextAuthBackend({ signIn, signOut }, { parseUser: (session) => String(session) })).toEqualTypeOf<Backend<string>>()
  expectTypeOf(quietSessionProvider).toExtend<Partial<SessionProviderProps>>()
})
