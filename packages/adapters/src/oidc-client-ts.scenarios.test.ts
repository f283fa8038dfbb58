import { afterEach, describe, expect, test } from 'vitest'
import { oidcClientTsBackend } from './oidc-client-ts.ts'
import { openManager, type Where } from './test-support/oidc-client-ts.ts'
import { type OpenTab, play, SCENARIOS, type Scenario, sessionTab, type Verdict } from './test-support/scenarios.ts'
import { openStage, type Stage } from './test-support/stage.ts'

const OUT = 'somebody is signed out'
const STILL = 'other tabs still show private content a second later'
const STALE = 'requests go without a live token'
/** What the SDK alone does not keep; when it gets better, these tests say so. */
const ALONE: Readonly<Record<Where, Readonly<Record<Scenario, Verdict>>>> = {
  localStorage: {
    stampede: ['a refresh token is spent twice', OUT, STALE, 'more requests than one per cycle'],
    'wake beyond the session': ['private content is shown on waking'],
    'wake without a network': [OUT, STALE],
    'one dropped connection': [OUT, STALE, 'it is not tried again'],
    'sign-out': [STILL, 'other tabs stay signed in'],
  },
  sessionStorage: {
    stampede: [],
    'wake beyond the session': ['private content is shown on waking'],
    'wake without a network': [OUT, STALE],
    'one dropped connection': [OUT, STALE, 'it is not tried again'],
    'sign-out': [STILL, 'other tabs stay signed in', 'a grant lives on at the provider'],
  },
}

let stage: Stage
afterEach(() => stage.close())

describe.each(['localStorage', 'sessionStorage'] as const)('with the user in %s', (where) => {
  const grants = where === 'localStorage' ? 'shared' : 'per-tab'

  test.each(SCENARIOS)('the SDK behind its adapter passes: %s', async (scenario) => {
    stage = openStage()
    expect(await play(scenario, stage, adapted(where), grants)).toEqual([])
  })

  test.each(SCENARIOS)('what goes wrong with the SDK alone is known: %s', async (scenario) => {
    stage = openStage()
    expect(await play(scenario, stage, alone(where), grants)).toEqual(ALONE[where][scenario])
  })
})

function adapted(where: Where): OpenTab {
  return async (on, how) => {
    const manager = await openManager(on, where, how, { automaticSilentRenew: false })
    const tab = on.world.tab({ backend: oidcClientTsBackend(manager) })
    return { ...sessionTab(tab), holdsToken: async () => (await manager.getUser())?.expired === false }
  }
}

/** As the SDK's documentation has it: silent renewal is on, and the page follows the events. */
function alone(where: Where): OpenTab {
  return async (on, how) => {
    const manager = await openManager(on, where, how, { automaticSilentRenew: true, revokeTokenAdditionalContentTypes: ['text/plain'] })
    let shown = false
    const show = (next: boolean) => () => {
      shown = next
    }
    manager.events.addUserLoaded(show(true))
    manager.events.addUserUnloaded(show(false))
    manager.events.addUserSignedOut(show(false))
    manager.events.addAccessTokenExpired(show(false))
    const user = await manager.getUser()
    shown = user !== null && !user.expired
    return {
      shows: () => shown,
      holdsToken: async () => (await manager.getUser())?.expired === false,
      async signOut() {
        await manager.revokeTokens(['refresh_token'])
        await manager.removeUser()
      },
      hide: async () => {},
      show: async () => {},
    }
  }
}
