import { isRefused } from './failure.ts'
import { answerInFrame } from './frame.ts'
import type { Configuration } from './configuration.ts'
import type { OidcPlatform } from './platform.ts'
import type { SignedIn } from './grant.ts'
import type { Provider } from './provider.ts'
import { keptTransaction } from './transaction.ts'

/** How often a frame may bring nothing at all before it counts as not working here. */
const SILENCES = 2
const LEAVING_MS = 10_000

/**
 * `prompt=none` (OpenID Connect Core 1.0 §3.1.2.1): new tokens without a form while somebody is signed in at the provider. Null when
 * nobody is, and where that cannot be found out without leaving a page that somebody works on.
 */
export function silentSignIn(config: Configuration, provider: Provider, platform: OidcPlatform): () => Promise<SignedIn | null> {
  let silences = 0
  let mayLeave = true

  const inFrame = async (): Promise<SignedIn | null> => {
    if (silences >= SILENCES) return null
    const { url, transaction } = await provider.authorization({ way: 'frame', returnTo: '', reauthenticate: null })
    silences += 1
    const parameters = await answerInFrame(url, platform)
    silences = 0
    if (!parameters?.has('state')) return null
    try {
      return await provider.exchange(parameters, transaction)
    } catch (error) {
      if (isRefused(error)) return null
      throw error
    }
  }

  const byLeaving = async (): Promise<null> => {
    const { location } = platform
    if (!mayLeave || !location) return null
    mayLeave = false
    const returnTo = location.pathname + location.search + location.hash
    const { url, transaction } = await provider.authorization({ way: 'silent', returnTo, reauthenticate: null })
    if (!keptTransaction(config, platform).keep(transaction)) return null
    location.assign(url)
    // A page that is still here then was stopped, or came back from the back/forward cache.
    await new Promise((resolve) => setTimeout(resolve, LEAVING_MS))
    return null
  }

  return async () => {
    switch (config.silentSignIn) {
      case 'iframe':
        return inFrame()
      case 'redirect':
        return byLeaving()
      case 'off':
        return null
      default:
        return config.silentSignIn satisfies never
    }
  }
}
