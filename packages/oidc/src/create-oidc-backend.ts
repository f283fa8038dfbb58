import * as texts from '#texts'
import type { BackendAnswer, SignInCall, SignInOutcome } from '@stillhere/core'
import { answerOf, isRefused, unknownAnswer } from './failure.ts'
import { type Claims, type Grant, leftMs, liveAnswer } from './grant.ts'
import type { OidcBackend } from './oidc-backend.ts'
import { grantKeeper } from './grant-keeper.ts'
import { readOptions } from './configuration.ts'
import type { OidcOptions } from './options.ts'
import type { OidcPlatform } from './platform.ts'
import { blocked, openPopup, type Popup } from './popup.ts'
import { refusal } from './proof.ts'
import { openIdProvider } from './provider.ts'
import { type Returned, takeReturned } from './returned.ts'
import { silentSignIn } from './silent.ts'
import { keptTransaction, newState } from './transaction.ts'

type Answer<U> = BackendAnswer<U>

/** What was granted so lately is as good as an answer of now. */
const FRESH_MS = 10_000
/** Long enough for a window to close. */
const CLOSING_MS = 5000

/** `oidcBackend` on a platform of the caller's. */
export function createOidcBackend<U>(
  options: OidcOptions & { readonly parseUser: (claims: Claims) => U },
  platform: OidcPlatform,
): OidcBackend<U> {
  const config = readOptions(options)
  const provider = openIdProvider(config, platform)
  const keeper = grantKeeper(config, provider, platform)
  const silently = silentSignIn(config, provider, platform)
  let returned: Returned | null = null
  let finishing: Promise<Answer<U>> | null = null
  let popup: Popup | null = null

  /** A window that does not close is a page like any other. */
  const gone = async ({ forGood }: Returned & { readonly how: 'handed-over' }): Promise<void> => {
    await new Promise<void>((resolve) => forGood || setTimeout(resolve, CLOSING_MS))
    returned = { how: 'used' }
  }

  const take = (): void => void (returned ??= takeReturned(config, platform))

  const isRenewable = (grant: Grant): boolean =>
    grant.refreshToken !== null || (config.silentSignIn === 'iframe' && keeper.mark.maySilently())

  const live = (grant: Grant, since: number, extendable = isRenewable(grant)): Answer<U> => {
    try {
      return liveAnswer(grant, since, { user: options.parseUser(grant.claims), extendable })
    } catch {
      return { status: 'misconfigured', message: texts.claimsRefused() }
    }
  }

  /** The answer that the browser came back with is used once, unless it could not be asked about. */
  const finish = async (came: Returned & { readonly how: 'answered' }): Promise<Answer<U>> => {
    const { parameters, transaction, silent } = came
    const since = Date.now()
    const begun = keeper.begin()
    returned = { how: 'used' }
    try {
      if (transaction === null) throw unknownAnswer()
      const grant = await keeper.adopt(await provider.exchange(parameters, transaction), begun)
      if (grant === null) return { status: 'rejected' }
      // What goes wrong there is the app's own.
      queueMicrotask(() => config.onReturn?.(transaction.returnTo))
      return live(grant, since)
    } catch (error) {
      if (silent && isRefused(error)) return { status: 'rejected' }
      const answer = answerOf(error)
      if (answer.status === 'unavailable') returned = came
      // The code is spent or over.
      if (answer.status === 'rejected') throw unknownAnswer()
      return answer
    }
  }

  const renew = async (grant: Grant, signal: AbortSignal, since: number): Promise<Answer<U>> => {
    if (grant.refreshToken === null) {
      const found = await keeper.renewSilently(silently)
      if (found !== null) return live(found, since)
      return leftMs(grant, since) === 0 ? { status: 'rejected' } : live(grant, since, false)
    }
    const renewed = await keeper.refresh({ ...grant, refreshToken: grant.refreshToken }, signal)
    return 'status' in renewed ? renewed : live(renewed, since)
  }

  const viaPopup = async (call: SignInCall): Promise<Answer<U> | SignInOutcome> => {
    popup?.close()
    const opened = openPopup(platform)
    if (opened === null) return blocked()
    popup = opened
    const askedAt = Date.now()
    const begun = keeper.begin()
    try {
      const { url, transaction } = await provider.authorization({ ...call, way: 'popup' })
      opened.goTo(url)
      const answer = await opened.answer()
      if ('status' in answer) return answer
      const tokens = await provider.exchange(answer.parameters, transaction)
      const refused = refusal(call.reauthenticate, askedAt, tokens, await keeper.current())
      if (refused !== null) {
        if (refused.status === 'different-user') keeper.discard(tokens)
        return refused
      }
      const grant = await keeper.adopt(tokens, begun)
      return grant === null ? { status: 'cancelled' } : live(grant, Date.now())
    } catch (error) {
      return answerOf(error)
    } finally {
      opened.close()
    }
  }

  return {
    credentials: keeper.shared ? 'shared' : 'per-tab',

    // Nothing is ever told this way: it is where the session is started.
    subscribe() {
      take()
      return keeper.attach()
    },

    async restore({ signal }) {
      const since = Date.now()
      take()
      if (returned?.how === 'handed-over') await gone(returned)
      if (returned?.how === 'answered') finishing ??= finish(returned).finally(() => void (finishing = null))
      if (finishing) return finishing
      try {
        const grant = await keeper.current()
        // What all tabs stand on is renewed where one of them does it for all: by `refresh`, under the session's lock.
        if (grant?.refreshToken && keeper.shared) return live(grant, since)
        const left = grant && leftMs(grant, since)
        if (grant && left !== 0 && (keeper.shared || keeper.isTakenOut() || since - grant.askedAt < FRESH_MS)) return live(grant, since)
        if (grant?.refreshToken) {
          const answer = await renew(grant, signal, since)
          if (answer.status !== 'rejected') return answer
        }
        const found = await keeper.renewSilently(silently)
        return found === null ? { status: 'rejected' } : live(found, since)
      } catch (error) {
        return answerOf(error)
      }
    },

    async refresh({ signal, minValidityMs }) {
      const since = Date.now()
      try {
        const mark = keeper.mark.current()
        const grant = await keeper.current()
        if (grant === null) return { status: 'rejected', reason: mark === null ? 'signed-out' : 'replaced' }
        const left = leftMs(grant, since)
        if (left !== null && left > minValidityMs) return live(grant, since)
        const answer = await renew(grant, signal, since)
        if (answer.status === 'rejected') keeper.mark.forbidSilence()
        return answer
      } catch (error) {
        return answerOf(error)
      }
    },

    async signIn(call) {
      if (call.signal.aborted) return { status: 'cancelled' }
      if (call.reauthenticate !== null || config.signIn === 'popup') return viaPopup(call)
      if (!platform.location) return { status: 'blocked' }
      try {
        const { url, transaction } = await provider.authorization({ ...call, way: 'redirect' })
        if (!keptTransaction(config, platform).keep(transaction)) return { status: 'misconfigured', message: texts.storageMissing() }
        platform.location.assign(url)
        return { status: 'leaving' }
      } catch (error) {
        return answerOf(error)
      }
    },

    async signOut({ signal, reason, returnTo }) {
      popup?.close()
      const grant = await keeper.forget()
      if (grant === null) return
      await provider.revoke(grant, signal)
      if (reason !== 'signed-out' || !platform.location) return
      const { origin, pathname } = platform.location
      const state = newState(config, 'out')
      const redirectTo = await provider.endSession(
        grant.idToken,
        origin + (config.postLogoutPath ?? config.redirectPath ?? pathname),
        state,
      )
      if (redirectTo === null) return
      if (returnTo !== null) keptTransaction(config, platform).keep({ state, returnTo, nonce: '', verifier: '', redirectUri: '' })
      return { redirectTo }
    },

    accessToken: async () => (await keeper.settled())?.accessToken ?? null,

    async authorize(headers, request) {
      const grant = await keeper.settled()
      if (grant !== null) await provider.authorize(grant.accessToken, headers, request)
    },
  }
}
