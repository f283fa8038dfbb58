import { type EndReason, StillhereError } from '@stillhere/core'
import { serverCookie } from './cookies.ts'
import type { Configuration } from './options.ts'
import type { Provider, Revocation } from './provider.ts'
import { isObject, readJson } from './record.ts'
import { page } from './pages.ts'
import { answer, redirect, STORE_RETRY_SECONDS } from './responses.ts'
import { returnPath } from './return-path.ts'
import { randomText, sha256 } from './secrets.ts'
import type { EndedSession, FoundSession, Sessions } from './sessions.ts'
import type { SessionJudge } from './session-judge.ts'

interface Leaving {
  /** null once the browser has been there. */
  readonly idToken: string | null
  readonly returnTo: string
}

/** How long somebody may take to confirm the sign-out at the provider. */
const LEAVING_SECONDS = 300

/** Ending a session here, and the two navigations of RP-initiated logout (OpenID Connect RP-Initiated Logout 1.0 §2, §3). */
export interface SignOut {
  /** `returnTo` has been checked. */
  end(found: FoundSession | EndedSession | null, reason: EndReason, returnTo: string | null): Promise<Response>
  leave(request: Request): Promise<Response>
  landed(request: Request): Promise<Response>
  /** For who is on the way out while the store is away. */
  storeFailed(): Response
}

/**
 * The ID token that the provider wants as a hint goes from here to the provider's address in a redirect: the page's scripts are
 * told only an address of this server.
 */
export function signOut(config: Configuration, provider: Provider, sessions: Sessions, judge: SessionJudge): SignOut {
  const leaver = serverCookie(`${config.name}-leaving`, config.origin.startsWith('https:'))
  const storeKeyOf = async (value: string): Promise<string> => `${config.name}:leaving:${await sha256(value)}`
  const home = config.origin + config.postLogoutPath

  return {
    end: async (found, reason, returnTo) => {
      if (found?.status !== 'kept') return answer(200, { redirectTo: null }, [sessions.cookie.clear()])
      const { idToken } = found.record
      const [revocation, atProvider] = await Promise.all([
        ended(found, reason),
        reason === 'signed-out' ? provider.endSessionUrl(idToken, '') : null,
      ])
      const unconfirmed = revocation === 'confirmed' ? {} : { revoked: false }
      // Better signed out here alone than at the error page of a browser that finds nobody there.
      if (atProvider === null || revocation === 'unreachable')
        return answer(200, { redirectTo: null, ...unconfirmed }, [sessions.cookie.clear()])
      const value = randomText(32)
      if (!(await remembered(value, { idToken, returnTo: returnTo ?? config.postLogoutPath })))
        return answer(200, { redirectTo: null, ...unconfirmed }, [sessions.cookie.clear()])
      return answer(200, { redirectTo: `${config.baseUrl}/leave`, ...unconfirmed }, [
        sessions.cookie.clear(),
        leaver.write(value, LEAVING_SECONDS),
      ])
    },

    leave: async (request) => {
      const value = leaver.read(request.headers)
      const kept = value === null ? null : await read(value)
      if (value === null || kept === null || kept.leaving.idToken === null) return redirect(home, [leaver.clear()])
      const { idToken, returnTo } = kept.leaving
      const url = await provider.endSessionUrl(idToken, await sha256(value))
      // In one step, so that a store that fails leaves all as it was and the same navigation works later.
      if (!(await write(value, { idToken: null, returnTo }, kept.revision))) return redirect(home, [leaver.clear()])
      return url === null ? redirect(config.origin + returnTo, [leaver.clear()]) : redirect(url)
    },

    landed: async (request) => {
      const value = leaver.read(request.headers)
      const mine = value !== null && new URL(request.url).searchParams.get('state') === (await sha256(value))
      const path = mine ? await pathOf(value) : null
      return redirect(path === null ? home : config.origin + path, [leaver.clear()])
    },

    storeFailed: () =>
      page(
        503,
        'Sign-out not finished',
        'You are signed out here. At the sign-in service you may still be signed in: please try again in a moment.',
        { href: `${config.baseUrl}/leave`, text: 'Try again' },
        STORE_RETRY_SECONDS,
      ),
  }

  /**
   * A store that fails may have taken the end all the same, and then nobody knows the refresh token any more. Who signs out wants it dead
   * either way, so it is revoked before the failure goes on.
   */
  async function ended(found: FoundSession, reason: EndReason): Promise<Revocation> {
    try {
      return await judge.end(found, { reason: sessions.standingOf(found.record).over ?? reason })
    } catch (failure) {
      judge.revokeSoon([found])
      throw failure
    }
  }

  /** Whether the way through the provider could be kept; without it the session has ended here all the same. */
  async function remembered(value: string, leaving: Leaving): Promise<boolean> {
    return write(value, leaving, null).catch(reported(false))
  }

  /** Everything is done by now, so a store that fails costs the path alone. */
  async function pathOf(value: string): Promise<string | null> {
    const kept = await read(value).catch(reported(null))
    if (kept !== null) await config.store.delete(await storeKeyOf(value)).catch(reported(false))
    return kept && returnPath(kept.leaving.returnTo, config.origin)
  }

  async function write(value: string, leaving: Leaving, revision: number | null): Promise<boolean> {
    return config.store.set(await storeKeyOf(value), JSON.stringify(leaving), { ttlMs: LEAVING_SECONDS * 1000, revision, expendable: true })
  }

  async function read(value: string): Promise<{ readonly leaving: Leaving; readonly revision: number } | null> {
    const entry = await config.store.get(await storeKeyOf(value))
    const leaving = entry && readJson(entry.value)
    return entry && isLeaving(leaving) ? { leaving, revision: entry.revision } : null
  }

  function reported<T>(instead: T): (cause: unknown) => T {
    return (cause) => {
      config.report(
        new StillhereError('backend-unavailable', 'The session store failed during a sign-out, which is done all the same.', { cause }),
      )
      return instead
    }
  }
}

function isLeaving(value: unknown): value is Leaving {
  return isObject(value) && (value['idToken'] === null || typeof value['idToken'] === 'string') && typeof value['returnTo'] === 'string'
}
