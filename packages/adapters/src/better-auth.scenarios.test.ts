import { createAuthClient } from 'better-auth/client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { betterAuthBackend } from './better-auth.ts'
import { API, type BetterAuthServer, openBetterAuth } from './test-support/better-auth-server.ts'
import {
  COOKIE_SESSION_SECONDS,
  type OpenTab,
  play,
  renewalsOfTenTabs,
  SCENARIOS,
  type Scenario,
  type SdkTab,
  sessionTab,
  type Verdict,
} from './test-support/scenarios.ts'
import { openStageOf, type Stage } from './test-support/stage.ts'
import { openWindows, type Windows } from './test-support/windows.ts'

/** What the SDK alone does not keep; when it gets better, these tests say so. */
const ALONE: Readonly<Record<Scenario, Verdict>> = {
  stampede: ['more requests than one per cycle'],
  'wake beyond the session': ['private content is shown on waking'],
  'wake without a network': [],
  'one dropped connection': [],
  'sign-out': ['other tabs still show private content a second later'],
}

let stage: Stage<BetterAuthServer>
let windows: Windows

beforeEach(async () => {
  stage = await openStageOf(() => openBetterAuth({ session: { expiresIn: COOKIE_SESSION_SECONDS, updateAge: 30 } }))
  windows = openWindows(stage.localStorage)
})
afterEach(() => stage.close())

test.each(SCENARIOS)('the SDK behind its adapter passes: %s', async (scenario) => {
  expect(await play(scenario, stage, adapted, 'shared')).toEqual([])
})

test.each(SCENARIOS)('what goes wrong with the SDK alone is known: %s', async (scenario) => {
  expect(await play(scenario, stage, alone, 'shared')).toEqual(ALONE[scenario])
})

test('renews once per cycle behind the adapter, however many tabs there are', async () => {
  expect(await renewalsOfTenTabs(stage, adapted)).toBe(3)
})

test('P-14 an interval alone keeps a session alive that nobody uses; behind the adapter the inactivity limit ends it', async () => {
  const tab = await alone(stage, 'signed-in')
  await stage.advance(1_800_000)
  expect([tab.shows(), stage.provider.liveGrants]).toEqual([true, 1])

  const { session } = stage.world.tab({ backend: betterAuthBackend(await openClient(stage, 'signed-in')), policy: { inactivity: '15m' } })
  await stage.advance(901_000)
  expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'inactive' } })
  expect(stage.provider.liveGrants).toBe(0)
})

test('P-13 without an interval the SDK goes on showing a user whose session has run out', async () => {
  const tab = await alone(stage, 'signed-in', 0)
  await stage.advance(800_000)
  expect([tab.shows(), stage.provider.liveGrants]).toEqual([true, 0])
})

/** The real client in a tab of its own; somebody has signed in there or in another tab, unless `how` says that it is new. */
async function openClient({ provider, soon }: Stage<BetterAuthServer>, how: 'signed-in' | 'new', refetchInterval = 0) {
  const client = createAuthClient({
    baseURL: API,
    sessionOptions: { refetchInterval },
    fetchOptions: { customFetchImpl: provider.fetch },
  })
  const signIn = () => client.signIn.email({ email: 'ada@example.test', password: 'correct horse' })
  if (how === 'signed-in' && provider.liveGrants === 0) await soon(signIn())
  return client
}

const adapted: OpenTab<Stage<BetterAuthServer>> = async (on, how) =>
  sessionTab(on.world.tab({ backend: betterAuthBackend(await openClient(on, how)) }))

/** As the SDK's documentation has it: `useSession` with an interval, and the page shows what it holds. */
async function alone(on: Stage<BetterAuthServer>, how: 'signed-in' | 'new', refetchInterval = 60): Promise<SdkTab> {
  const own = windows.open()
  const client = await openClient(on, how, refetchInterval)
  // The SDK keeps one of each in its page.
  for (const name of ['broadcast-channel', 'focus-manager', 'online-manager'])
    Reflect.deleteProperty(globalThis, Symbol.for(`better-auth:${name}`))
  let shown = false
  own.run(() =>
    client.useSession.subscribe(({ data }) => {
      shown = data !== null
    }),
  )
  await on.advance(1000)
  return {
    shows: () => shown,
    signOut: async () => void (await own.run(() => client.signOut())),
    hide: async () => own.setVisible(false),
    show: async () => own.setVisible(true),
  }
}
