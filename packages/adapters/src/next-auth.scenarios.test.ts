import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { nextAuthBackend } from './next-auth.ts'
import { APP, type NextAuthServer, openNextAuth } from './test-support/next-auth-server.ts'
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
import { loadNextAuth, mountProvider, type NextAuthReact } from './test-support/session-provider.tsx'
import { openStageOf, type Stage } from './test-support/stage.ts'
import { openWindows, type OwnWindow, type Windows } from './test-support/windows.ts'

/**
 * What the SDK alone does not keep; when it gets better, these tests say so. On waking without a network both tabs believe that nobody is
 * signed in, until the other one has them ask again.
 */
const ALONE: Readonly<Record<Scenario, Verdict>> = {
  stampede: ['more requests than one per cycle'],
  'wake beyond the session': ['private content is shown on waking'],
  'wake without a network': [],
  'one dropped connection': ['somebody is signed out'],
  'sign-out': [
    'other tabs still show private content a second later',
    'other tabs stay signed in',
    'the tab itself stays signed in',
    'a grant lives on at the provider',
  ],
}

let stage: Stage<NextAuthServer>
let windows: Windows
const mounted: (() => void)[] = []

beforeEach(async () => {
  vi.stubEnv('NEXTAUTH_URL', APP)
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  stage = await openStageOf(() => openNextAuth({ maxAgeSeconds: COOKIE_SESSION_SECONDS }))
  windows = openWindows(stage.localStorage, { location: { href: `${APP}/` } })
})
afterEach(async () => {
  for (const unmount of mounted.splice(0)) unmount()
  // React has something to do afterwards, and looks for a window.
  for (let turn = 0; turn < 3; turn++) await stage.provider.settled?.()
  await stage.close()
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

test.each(SCENARIOS)('the SDK behind its adapter passes: %s', async (scenario) => {
  stage.provider.setLatency(200)
  expect(await play(scenario, stage, adapted, 'shared')).toEqual([])
})

test.each(SCENARIOS)('what goes wrong with the SDK alone is known: %s', async (scenario) => {
  stage.provider.setLatency(200)
  expect(await play(scenario, stage, alone, 'shared')).toEqual(ALONE[scenario])
})

test('renews once per cycle behind the adapter, however many tabs there are', async () => {
  expect(await renewalsOfTenTabs(stage, adapted)).toBe(3)
})

/** The SDK in a tab of its own; somebody has signed in there or in another tab, unless `how` says that it is new. */
async function openSdk({ provider, soon }: Stage<NextAuthServer>, how: 'signed-in' | 'new', own: OwnWindow): Promise<NextAuthReact> {
  const sdk = own.run(loadNextAuth)
  const signIn = () => sdk.signIn('credentials', { redirect: false, name: 'Ada', callbackUrl: APP })
  if (how === 'signed-in' && provider.liveGrants === 0) await soon(own.run(signIn))
  return sdk
}

const adapted: OpenTab<Stage<NextAuthServer>> = async (on, how) => {
  const { signIn, signOut } = await openSdk(on, how, windows.open())
  const tab = on.world.tab({ backend: nextAuthBackend({ signIn, signOut }) })
  await on.advance(3000)
  return sessionTab(tab)
}

/** As the SDK's documentation has it: its provider with an interval, and the page shows what `useSession` says. */
async function alone(on: Stage<NextAuthServer>, how: 'signed-in' | 'new', refetchInterval = 60): Promise<SdkTab> {
  const own = windows.open()
  const sdk = await openSdk(on, how, own)
  let status = 'loading'
  const told = (next: string) => {
    status = next
  }
  mounted.push(own.run(() => mountProvider(sdk, { refetchInterval }, told)))
  await on.advance(3000)
  return {
    shows: () => status === 'authenticated',
    signOut: async () => void (await own.run(() => sdk.signOut({ redirect: false }))),
    hide: async () => own.setVisible(false),
    show: async () => own.setVisible(true),
  }
}
