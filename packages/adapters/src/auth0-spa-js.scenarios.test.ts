import { Auth0Client } from '@auth0/auth0-spa-js'
import { afterEach, describe, expect, test } from 'vitest'
import { auth0Backend } from './auth0-spa-js.ts'
import { openAuth0Page } from './test-support/auth0-page.ts'
import { CLIENT, createAuth0Tenant, DOMAIN, ISSUER } from './test-support/auth0-tenant.ts'
import { type OpenTab, play, SCENARIOS, type Scenario, sessionTab, type Verdict } from './test-support/scenarios.ts'
import { openStageOf, type Stage } from './test-support/stage.ts'

type Where = 'localstorage' | 'memory'

const SHOWN = 'private content is shown on waking'
const STILL = 'other tabs still show private content a second later'
const LIVES_ON = 'a grant lives on at the provider'
/** What the SDK alone does not keep; when it gets better, these tests say so. Here localStorage is always fresh, which in browsers it is not. */
const ALONE: Readonly<Record<Where, Readonly<Record<Scenario, Verdict>>>> = {
  localstorage: {
    stampede: [],
    'wake beyond the session': [SHOWN],
    'wake without a network': [],
    'one dropped connection': [],
    'sign-out': [STILL],
  },
  memory: {
    stampede: [],
    'wake beyond the session': [SHOWN],
    'wake without a network': [],
    'one dropped connection': [],
    'sign-out': [STILL, 'other tabs stay signed in', LIVES_ON],
  },
}

let stage: Stage
const setting = async () => {
  const opened = await openStageOf(() => createAuth0Tenant())
  const page = openAuth0Page()
  return { opened, page }
}
afterEach(() => stage.close())

describe.each(['localstorage', 'memory'] as const)('with tokens in %s', (where) => {
  const grants = where === 'localstorage' ? 'shared' : 'per-tab'

  test.each(SCENARIOS)('the SDK behind its adapter passes: %s', async (scenario) => {
    const { opened, page } = await setting()
    stage = opened
    expect(await play(scenario, stage, adapted(where, page.left), grants)).toEqual([])
  })

  test.each(SCENARIOS)('what goes wrong with the SDK alone is known: %s', async (scenario) => {
    const { opened, page } = await setting()
    stage = opened
    expect(await play(scenario, stage, alone(where, page.left), grants)).toEqual(ALONE[where][scenario])
  })
})

async function openClient({ provider, soon }: Stage, where: Where, how: 'signed-in' | 'new', left: string[]): Promise<Auth0Client> {
  const client = new Auth0Client({
    domain: DOMAIN,
    issuer: ISSUER,
    clientId: CLIENT,
    useRefreshTokens: true,
    cacheLocation: where,
    authorizationParams: { redirect_uri: location.href },
  })
  if (how === 'signed-in' && !(await client.isAuthenticated())) {
    await soon(client.loginWithRedirect())
    await soon(client.handleRedirectCallback(provider.authorize(left.pop() ?? '')))
  }
  return client
}

function adapted(where: Where, left: string[]): OpenTab {
  return async (on, how) => {
    const client = await openClient(on, where, how, left)
    return sessionTab(on.world.tab({ backend: auth0Backend(client, { cacheLocation: where }) }))
  }
}

const CALLS_EVERY_MS = 10_000
const SIGN_IN_AGAIN = ['login_required', 'invalid_grant', 'missing_refresh_token']

/** As the SDK's documentation has it: each call of the API asks for a token, and what is refused leads to the sign-in page. */
function alone(where: Where, left: string[]): OpenTab {
  return async (on, how) => {
    const client = await openClient(on, where, how, left)
    let shown = await client.isAuthenticated()
    const callApi = async () => {
      try {
        await client.getTokenSilently()
      } catch (error) {
        if (SIGN_IN_AGAIN.includes(String(Reflect.get(Object(error), 'error')))) shown = false
      }
    }
    setInterval(callApi, CALLS_EVERY_MS)
    return {
      shows: () => shown,
      async signOut() {
        await client.revokeRefreshToken()
        await client.logout({ openUrl: false })
        shown = false
      },
      hide: async () => {},
      show: async () => {},
    }
  }
}
