import { type Duration, parseDuration } from '@stillhere/core'

/** What a sign-in or a refresh brings. */
export interface BearerTokens<U> {
  readonly accessToken: string
  /** Left out where it is in a cookie, or where there is none. */
  readonly refreshToken?: string | undefined
  /** Of the access token, from now; `expires_in` of OAuth is `` `${body.expires_in}s` ``. Left out: not known. */
  readonly expiresIn?: Duration | undefined
  readonly userId: string
  readonly user: U
}

/** The same with the end as an instant of this machine's clock; epoch milliseconds. */
export interface KeptTokens<U> extends BearerTokens<U> {
  readonly endsAt: number | null
}

/** A part of what `Storage` is; promises are waited for. */
export interface BearerStore {
  getItem(key: string): string | null | Promise<string | null>
  setItem(key: string, value: string): unknown
  removeItem(key: string): unknown
}

export interface TokenKeeper<U> {
  read(): Promise<KeptTokens<U> | null>
  /** `sentAt`: when the request was sent that brought them, so that a slow answer lengthens nothing. */
  keep(tokens: BearerTokens<U>, sentAt: number): Promise<KeptTokens<U>>
  forget(): Promise<void>
}

const KEY = 'stillhere/1/bearer'

/** Keeps tokens in this tab's memory, or in a store. */
export function createTokenKeeper<U>(store: BearerStore | null): TokenKeeper<U> {
  let held: KeptTokens<U> | null = null

  return {
    async read() {
      if (store === null) return held
      const text = await store.getItem(KEY)
      return text === null ? null : parsed(text)
    },
    async keep(tokens, sentAt) {
      const { expiresIn } = tokens
      const kept = { ...tokens, endsAt: expiresIn === undefined ? null : sentAt + parseDuration(expiresIn) }
      if (store === null) held = kept
      else await store.setItem(KEY, JSON.stringify(kept))
      return kept
    },
    async forget() {
      held = null
      await store?.removeItem(KEY)
    },
  }
}

/** What is no record of ours, because somebody else has written there, is none. */
function parsed<U>(text: string): KeptTokens<U> | null {
  try {
    const found: KeptTokens<U> | null = JSON.parse(text)
    return typeof found?.accessToken === 'string' && typeof found.userId === 'string' ? found : null
  } catch {
    return null
  }
}
