import { afterEach, expect, test } from 'vitest'
import { keycloakBackend } from './keycloak-js.ts'
import { openKeycloak } from './test-support/keycloak-js.ts'
import { type OpenTab, play, SCENARIOS, type Scenario, sessionTab, type Verdict } from './test-support/scenarios.ts'
import { openStage, type Stage } from './test-support/stage.ts'

/** What the SDK alone does not keep; when it gets better, these tests say so. */
const ALONE: Readonly<Record<Scenario, Verdict>> = {
  stampede: [],
  'wake beyond the session': ['private content is shown on waking', 'private content is still shown half a minute later'],
  'wake without a network': ['requests go without a live token'],
  'one dropped connection': ['requests go without a live token', 'it is not tried again'],
  'sign-out': ['other tabs still show private content a second later'],
}

let stage: Stage
afterEach(() => stage.close())

test.each(SCENARIOS)('the SDK behind its adapter passes: %s', async (scenario) => {
  stage = openStage()
  expect(await play(scenario, stage, adapted, 'per-tab')).toEqual([])
})

test.each(SCENARIOS)('what goes wrong with the SDK alone is known: %s', async (scenario) => {
  stage = openStage()
  expect(await play(scenario, stage, alone, 'per-tab')).toEqual(ALONE[scenario])
})

const adapted: OpenTab = async (on, how) => {
  const { keycloak } = await openKeycloak(on, how)
  const tab = on.world.tab({ backend: keycloakBackend(keycloak) })
  await on.soon(tab.session.settled())
  return { ...sessionTab(tab), holdsToken: async () => keycloak.authenticated && !keycloak.isTokenExpired(0) }
}

/** As the SDK's documentation has it: the token is updated when it has expired, and the page follows `authenticated`. */
const alone: OpenTab = async (on, how) => {
  const { keycloak } = await openKeycloak(on, how)
  keycloak.onTokenExpired = () => {
    keycloak.updateToken(5).catch(() => undefined)
  }
  await on.soon(keycloak.init({ checkLoginIframe: false }))
  return {
    shows: () => keycloak.authenticated,
    holdsToken: async () => keycloak.authenticated && !keycloak.isTokenExpired(0),
    async signOut() {
      // The page leaves for the provider, which ends the session of all tabs.
      on.provider.endAll()
      keycloak.clearToken()
    },
    hide: async () => {},
    show: async () => {},
  }
}
