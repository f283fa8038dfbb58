import type { EndReason } from '@stillhere/core'
import { serverCookie } from './cookies.ts'
import type { Configuration } from './options.ts'
import type { Provider } from './provider.ts'
import { isObject, readJson } from './record.ts'
import { answer, redirect } from './responses.ts'
import { returnPath } from './return-path.ts'
import { randomText, sha256 } from './secrets.ts'
import type { EndedSession, FoundSession, Sessions } from './sessions.ts'
import type { SessionJudge } from './standing-session.ts'

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
        judge.end(found, { reason: sessions.standingOf(found.record).over ?? reason }),
        reason === 'signed-out' ? provider.endSessionUrl(idToken, '') : null,
      ])
      const unconfirmed = revocation === 'confirmed' ? {} : { revoked: false }
      // Better signed out here alone than at the error page of a browser that finds nobody there.
      if (atProvider === null || revocation === 'unreachable')
        return answer(200, { redirectTo: null, ...unconfirmed }, [sessions.cookie.clear()])
      const value = randomText(32)
      await remember(value, { idToken, returnTo: returnTo ?? config.postLogoutPath })
      return answer(200, { redirectTo: `${config.baseUrl}/leave`, ...unconfirmed }, [
        sessions.cookie.clear(),
        leaver.write(value, LEAVING_SECONDS),
      ])
    },

    leave: async (request) => {
      const value = leaver.read(request.headers)
      const leaving = value === null ? null : await take(value)
      if (value === null || !leaving || leaving.idToken === null) return redirect(home, [leaver.clear()])
      const url = await provider.endSessionUrl(leaving.idToken, await sha256(value))
      if (url === null) return redirect(config.origin + leaving.returnTo, [leaver.clear()])
      await remember(value, { idToken: null, returnTo: leaving.returnTo })
      return redirect(url)
    },

    landed: async (request) => {
      const value = leaver.read(request.headers)
      const mine = value !== null && new URL(request.url).searchParams.get('state') === (await sha256(value))
      const leaving = mine ? await take(value) : null
      const path = leaving && returnPath(leaving.returnTo, config.origin)
      return redirect(path ? config.origin + path : home, [leaver.clear()])
    },
  }

  async function remember(value: string, leaving: Leaving): Promise<void> {
    const write = { ttlMs: LEAVING_SECONDS * 1000, revision: null, expendable: true }
    await config.store.set(await storeKeyOf(value), JSON.stringify(leaving), write)
  }

  async function take(value: string): Promise<Leaving | null> {
    const key = await storeKeyOf(value)
    const entry = await config.store.get(key)
    const leaving = entry && readJson(entry.value)
    return isLeaving(leaving) && (await config.store.delete(key)) ? leaving : null
  }
}

function isLeaving(value: unknown): value is Leaving {
  return isObject(value) && (value['idToken'] === null || typeof value['idToken'] === 'string') && typeof value['returnTo'] === 'string'
}
