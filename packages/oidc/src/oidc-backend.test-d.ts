import type { Backend, User } from '@stillhere/core'
import { createBrowserSession, createSessionFetch } from '@stillhere/core/browser'
import { expectTypeOf } from 'vitest'
import { oidcBackend } from './index.ts'

const given = { issuer: 'https://id.example.com', clientId: 'cases' } as const

const backend = oidcBackend({ ...given, scope: 'openid profile offline_access' })
expectTypeOf(backend).toExtend<Backend<User>>()
const session = createBrowserSession({ backend, policy: { inactivity: '30m' } })
createSessionFetch(session, { authorize: backend.authorize, origins: ['https://api.example.com'] })
expectTypeOf(backend.accessToken).returns.resolves.toEqualTypeOf<string | null>()

const own = oidcBackend({ ...given, parseUser: (claims) => ({ id: Number(claims['id']) }) })
expectTypeOf(createBrowserSession({ backend: own }).getState().user).toEqualTypeOf<{ id: number } | null>()

oidcBackend({ ...given, tokenStore: { get: async () => null, set: async () => {} }, signIn: 'popup', dpop: true })

// @ts-expect-error a client has a name
oidcBackend({ issuer: 'https://id.example.com' })
// @ts-expect-error a path of this origin
oidcBackend({ ...given, redirectPath: 'callback' })
// @ts-expect-error no storage that all tabs misread
oidcBackend({ ...given, tokenStore: 'local' })
// @ts-expect-error a page keeps no secret
oidcBackend({ ...given, clientSecret: 'x' })
