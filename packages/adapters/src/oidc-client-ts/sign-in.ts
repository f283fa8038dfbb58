import type { Backend } from '@stillhere/core'
import { errorCode, grantFailure } from '../grant-failure.ts'
import { proofOf } from '../proof.ts'
import type { Calls } from './calls.ts'

/** `signIn` of the backend: the page leaves, or a pop-up asks. */
export function createSignIn<Profile extends { readonly sub: string }>(
  { manager, own, live }: Calls<Profile>,
  popup: boolean,
): NonNullable<Backend<Profile>['signIn']> {
  return async ({ returnTo, reauthenticate }) => {
    const { prompt, maxAge, acrValues } = proofOf(reauthenticate)
    const given = { url_state: returnTo, prompt, max_age: maxAge, acr_values: acrValues }
    if (!popup) {
      // Resolves when the page comes back from the back/forward cache.
      await own(() => manager.signinRedirect(given))
      return { status: 'leaving' }
    }
    try {
      return live(await own(() => manager.signinPopup({ ...given, popupAbortOnClose: true })))
    } catch (error) {
      const outcome = outcomeOf(error) ?? grantFailure(error)
      if (outcome === null) throw error
      return outcome
    }
  }
}

/** The SDK tells by the texts of its errors what became of the window. */
function outcomeOf(error: unknown): { readonly status: 'blocked' | 'cancelled' } | null {
  if (!(error instanceof Error)) return null
  if (error.message.includes('disposed window')) return { status: 'blocked' }
  return error.message.startsWith('Popup') || errorCode(error) === 'access_denied' ? { status: 'cancelled' } : null
}
