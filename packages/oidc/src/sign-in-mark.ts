import * as oauth from 'oauth4webapi'
import type { Configuration } from './configuration.ts'
import { kept, type OidcPlatform } from './platform.ts'

/**
 * The one thing that is left in the browser by default: that somebody is signed in here, without a secret and without saying who. All
 * tabs see it. A grant that belongs to another mark is over; without one no page asks the provider silently.
 */
export interface SignInMark {
  /** Of the sign-in that stands; null when nobody is signed in. */
  current(): string | null
  /** For somebody who signs in: the mark that stands if it is theirs, else a new one. */
  of(sub: string): Promise<string>
  set(mark: string): void
  /** A refused grant: nobody is to be signed in silently after it, and other tabs' grants go on. */
  forbidSilence(): void
  maySilently(): boolean
  clear(): void
}

const NOT_SILENTLY = '!'

/** Whether two marks are of the same user. */
export function isOfOne(a: string, b: string): boolean {
  return a.split('.')[1] === b.split('.')[1]
}

export function signInMark(config: Configuration, platform: OidcPlatform): SignInMark {
  const stored = kept(platform, 'localStorage', config.name)
  let own: string | null = null
  // Where nothing can be stored each page knows only of itself.
  const write = (value: string | null): void => void (own = stored.set(value) ? null : value)
  const read = (): string | null => own ?? stored.get()
  const current = (): string | null => read()?.replace(NOT_SILENTLY, '') ?? null
  return {
    current,
    async of(sub) {
      const whose = (await oauth.calculatePKCECodeChallenge(`${config.issuer} ${sub}`)).slice(0, 11)
      const standing = current()
      return standing !== null && isOfOne(standing, `.${whose}`) ? standing : `${oauth.generateRandomState()}.${whose}`
    },
    set: write,
    forbidSilence() {
      const mark = current()
      if (mark !== null) write(mark + NOT_SILENTLY)
    },
    maySilently: () => read()?.endsWith(NOT_SILENTLY) === false,
    clear: () => write(null),
  }
}
