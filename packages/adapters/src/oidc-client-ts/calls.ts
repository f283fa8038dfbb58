import type { BackendAnswer } from '@stillhere/core'
import { authAge } from '../auth-age.ts'
import { grantFailure } from '../grant-failure.ts'
import { createOwnCalls, type OwnCalls } from '../own-calls.ts'
import { createSteadyClaims } from '../steady-claims.ts'
import type { OidcClientTs, OidcClientTsUser } from './sdk.ts'

/** How the SDK is asked, and what its answers mean. */
export interface Calls<Profile extends { readonly sub: string }> extends OwnCalls {
  readonly manager: OidcClientTs<Profile>
  readonly silentSignIn: boolean
  live(user: OidcClientTsUser<Profile>): BackendAnswer<Profile>
  /** Asks for a user. Throws what is no word of the provider. */
  ask(call: () => Promise<OidcClientTsUser<Profile> | null>): Promise<BackendAnswer<Profile>>
  /** Asks the provider without a form and without a refresh token. */
  askSilently(): Promise<BackendAnswer<Profile>>
}

export function createCalls<Profile extends { readonly sub: string }>(
  manager: OidcClientTs<Profile>,
  silentSignIn: boolean,
): Calls<Profile> {
  const { own, isOwn } = createOwnCalls()
  const steady = createSteadyClaims<Profile>()

  function live(user: OidcClientTsUser<Profile>): BackendAnswer<Profile> {
    const { expires_in: left, profile } = user
    return {
      status: 'live',
      userId: profile.sub,
      user: steady(profile),
      endsIn: {
        ...(left !== undefined && { 'token-expired': `${Math.max(0, left)}s` }),
        ...(!silentSignIn && !user.refresh_token && { 'refresh-expired': '0s' }),
      },
      ...authAge(user.id_token),
    }
  }

  async function ask(call: () => Promise<OidcClientTsUser<Profile> | null>): Promise<BackendAnswer<Profile>> {
    try {
      const user = await own(call)
      return user === null ? { status: 'unavailable' } : live(user)
    } catch (error) {
      const failure = grantFailure(error)
      if (failure === null) throw error
      return failure
    }
  }

  return {
    manager,
    silentSignIn,
    own,
    isOwn,
    live,
    ask,
    askSilently: () => ask(() => manager.signinSilent({ forceIframeAuth: true })),
  }
}
