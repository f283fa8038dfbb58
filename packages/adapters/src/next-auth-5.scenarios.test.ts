import { Auth } from '@auth/core'
import Credentials from '@auth/core/providers/credentials'
import { signIn, signOut } from 'next-auth-5/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { nextAuthBackend } from './next-auth.ts'
import type { CookieJar } from './test-support/cookie-jar.ts'
import { APP, type NextAuthServer, openNextAuth } from './test-support/next-auth-server.ts'
import { COOKIE_SESSION_SECONDS, type OpenTab, play, renewalsOfTenTabs, SCENARIOS, sessionTab } from './test-support/scenarios.ts'
import { openStageOf, type Stage } from './test-support/stage.ts'
import { openWindows, type Windows } from './test-support/windows.ts'

let stage: Stage<NextAuthServer>
let windows: Windows
beforeEach(async () => {
  stage = await openStageOf(() => openNextAuth({ handle: authJs }))
  stage.provider.setLatency(200)
  windows = openWindows(stage.localStorage, { location: { href: `${APP}/` } })
})
afterEach(() => stage.close())

/** What the handlers of version 5 call, without the framework. */
async function authJs(request: Request, jar: CookieJar): Promise<Response> {
  const headers = new Headers(request.headers)
  headers.set('cookie', jar.header())
  const authorize = () => ({ id: 'u1', name: 'Ada', email: 'ada@example.test' })
  return Auth(new Request(request, { headers }), {
    basePath: '/api/auth',
    secret: 'for tests',
    trustHost: true,
    session: { strategy: 'jwt', maxAge: COOKIE_SESSION_SECONDS },
    providers: [Credentials({ credentials: {}, authorize })],
  })
}

const open: OpenTab<Stage<NextAuthServer>> = async (on, how) => {
  const own = windows.open()
  const credentials = { redirect: false, name: 'Ada', redirectTo: APP } as const
  if (how === 'signed-in' && on.provider.liveGrants === 0) await on.soon(own.run(() => signIn('credentials', credentials)))
  const tab = on.world.tab({ backend: nextAuthBackend({ signIn, signOut }) })
  await on.advance(3000)
  return sessionTab(tab)
}

test.each(SCENARIOS)('version 5 of the SDK behind the adapter passes: %s', async (scenario) => {
  expect(await play(scenario, stage, open, 'shared')).toEqual([])
})

test('version 5 renews once per cycle behind the adapter, however many tabs there are', async () => {
  expect(await renewalsOfTenTabs(stage, open)).toBe(3)
})

test('version 5 says that nobody is signed in with null, which is no failure; a sign-out by the SDK alone is heard', async () => {
  const nobody = stage.world.tab({ backend: nextAuthBackend({ signIn, signOut }) })
  await stage.soon(nobody.session.settled())
  expect(nobody.session.getState().status).toBe('signed-out')
  const tabs = [await open(stage, 'signed-in'), await open(stage, 'signed-in')]
  expect(tabs.map((tab) => tab.shows())).toEqual([true, true])
  await stage.soon(windows.open().run(() => signOut({ redirect: false })))
  // The channel is the platform's own and goes by its own turns.
  await stage.advance(30_000)
  expect(tabs.map((tab) => tab.shows())).toEqual([false, false])
})
