import type { BackendAnswer } from '@stillhere/core'
import { answerOf } from './failure.ts'
import { grantStore } from './grant-store.ts'
import type { Grant, SignedIn, Tokens } from './grant.ts'
import type { Configuration } from './configuration.ts'
import type { OidcPlatform } from './platform.ts'
import { anotherUsers, type Provider } from './provider.ts'
import { isOfOne, type SignInMark, signInMark } from './sign-in-mark.ts'

/** Holds the grant that this page stands on, and lets go of it. After every wait it asks whether the session is still the one that it was. */
export interface GrantKeeper {
  readonly shared: boolean
  readonly mark: SignInMark
  attach(): () => void
  /** The grant, unless it is of a sign-in that is over. */
  current(): Promise<Grant | null>
  /** The same, after a running refresh. */
  settled(): Promise<Grant | null>
  /** Whether the grant has just come out of the tab's storage; asked once. */
  isTakenOut(): boolean
  /** What a sign-in that begins now belongs to. */
  begin(): Begun
  /** Takes in what a sign-in has brought; null, and revoked, when the session was ended meanwhile. */
  adopt(signedIn: SignedIn, begun: Begun): Promise<Grant | null>
  /** One at a time. What is rejected leaves the access token for as long as it is good. */
  refresh(
    grant: Grant & { readonly refreshToken: string },
    signal: AbortSignal,
  ): Promise<Grant | Exclude<BackendAnswer, { status: 'live' }>>
  /** A grant without asking anybody; null when there is none to be had. */
  renewSilently(silently: () => Promise<SignedIn | null>): Promise<Grant | null>
  /** Gives back what is not used. */
  discard(tokens: SignedIn): void
  /** Whatever arrives for it from now on is revoked. */
  forget(): Promise<Grant | null>
}

export type Begun = number

export function grantKeeper(config: Configuration, provider: Provider, platform: OidcPlatform): GrantKeeper {
  const store = grantStore(config, platform)
  const mark = signInMark(config, platform)
  let ends = 0
  let refreshing: ReturnType<GrantKeeper['refresh']> | null = null
  let renewing: Promise<Grant | null> | null = null

  /**
   * Best effort: it is good at the provider until it runs out otherwise. Never of a user who goes on here with another grant: to many
   * providers all grants of one user and client are one, and end together.
   */
  const discard = (tokens: Tokens): void => void provider.revoke(tokens).catch(() => {})

  const current = async (): Promise<Grant | null> => {
    const grant = await store.read()
    const standing = mark.current()
    if (grant === null || store.shared || grant.signIn === standing) return grant
    await store.write(null)
    if (standing === null || !isOfOne(grant.signIn, standing)) discard(grant)
    return null
  }

  const adopt = async (signedIn: SignedIn, begun: Begun): Promise<Grant | null> => {
    const signIn = await mark.of(signedIn.claims.sub)
    const before = await store.read()
    if (ends !== begun) {
      discard(signedIn)
      return null
    }
    const grant = { ...signedIn, signIn, startedAt: signedIn.askedAt }
    mark.set(signIn)
    await written(grant)
    if (before !== null && before.claims.sub !== grant.claims.sub) discard(before)
    return grant
  }

  /** A store that fails has cost nothing yet: what it did not take is held here, and used. */
  const written = (grant: Grant | null): Promise<void> => store.write(grant).catch(() => {})

  const refreshOnce: GrantKeeper['refresh'] = async (grant, signal) => {
    const begun = ends
    try {
      const renewed = { ...grant, ...(await provider.refresh(grant, signal)) }
      if (ends === begun) {
        await written(renewed)
        return renewed
      }
      discard(renewed)
      return { status: 'rejected', reason: 'signed-out' }
    } catch (error) {
      const theirs = anotherUsers(error)
      if (theirs !== null) {
        discard(theirs)
        await written(null)
        return { status: 'rejected', reason: 'replaced' }
      }
      const answer = answerOf(error)
      if (answer.status !== 'rejected') return answer
      // Where there is no lock another tab may have been faster, and has spent this one.
      const standing = await store.read()
      if (standing?.refreshToken && standing.refreshToken !== grant.refreshToken) return standing
      if (standing !== null) await written({ ...standing, refreshToken: null })
      return answer
    }
  }

  return {
    shared: store.shared,
    mark,
    attach: store.attach,
    current,
    settled: async () => {
      await refreshing?.catch(() => null)
      return current()
    },
    isTakenOut: store.isTakenOut,
    begin: () => ends,
    adopt,
    discard,
    refresh(grant, signal) {
      refreshing ??= refreshOnce(grant, signal).finally(() => void (refreshing = null))
      return refreshing
    },
    renewSilently(silently) {
      renewing ??= (async () => {
        const before = mark.current()
        const begun = ends
        const signedIn = mark.maySilently() ? await silently() : null
        if (signedIn === null || mark.current() === before) return signedIn && adopt(signedIn, begun)
        discard(signedIn)
        return null
      })().finally(() => void (renewing = null))
      return renewing
    },
    async forget() {
      ends += 1
      const grant = await store.read()
      if (grant !== null && grant.signIn === mark.current()) mark.clear()
      await store.write(null)
      return grant
    },
  }
}
