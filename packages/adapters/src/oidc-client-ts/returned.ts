import type { BackendAnswer, ReturnTo } from '@stillhere/core'
import { grantFailure } from '../grant-failure.ts'
import type { Calls } from './calls.ts'

/**
 * Takes in the provider's answer that this page was opened with. Null when there is none of ours, or it brought nobody; where it is meant
 * for the page that has opened this one (a pop-up, a hidden frame) that page is told, and nothing is known here.
 */
export async function returned<Profile extends { readonly sub: string }>(
  { manager, own, live }: Calls<Profile>,
  goTo: (path: ReturnTo) => void = replaceUrl,
): Promise<BackendAnswer<Profile> | null> {
  if (!(await isOurs(manager.settings.stateStore))) return null
  const back = (path: unknown) => goTo(isPath(path) ? path : ownPath())
  try {
    const user = await own(() => manager.signinCallback())
    if (user === undefined) return { status: 'unavailable' }
    back(user.url_state)
    return live(user)
  } catch (error) {
    back(error instanceof Error && 'url_state' in error ? error.url_state : null)
    // A sign-in that came to nothing leaves whoever was signed in before.
    const failure = grantFailure(error)
    return failure?.status === 'misconfigured' ? failure : null
  }
}

/** Other answers come by address as well; the SDK knows its own by the state that it has kept. */
async function isOurs(states: { get(key: string): Promise<string | null> }): Promise<boolean> {
  if (typeof location === 'undefined') return false
  const given = new URLSearchParams(`${location.search.slice(1)}&${location.hash.slice(1)}`)
  const state = given.get('state')
  if (state === null || !(given.has('code') || given.has('error'))) return false
  // Behind the first semicolon, which may be encoded, stands what the app has added.
  return (await states.get(state.split(/[;%]/)[0] ?? '')) !== null
}

function isPath(path: unknown): path is ReturnTo {
  return typeof path === 'string' && /^\/(?![/\\])/.test(path)
}

function ownPath(): ReturnTo {
  return isPath(location.pathname) ? location.pathname : '/'
}

function replaceUrl(path: ReturnTo): void {
  history.replaceState(history.state, '', path)
}
