/** How the user is to be authenticated, beyond what the provider does anyway (OpenID Connect Core 1.0 §3.1.2.1). */
export interface AskedAuthentication {
  /** null: any age. 0: the provider asks for the credentials in any case. */
  readonly maxAgeSeconds: number | null
  readonly acrValues: string | null
  readonly prompts: readonly Prompt[]
}

/** `none`: without any page of the provider, or not at all. */
export type Prompt = 'none' | 'login' | 'select_account' | 'consent'

/** What the query of the login endpoint asks for. */
export interface AskedLogin extends AskedAuthentication {
  /** A proof that the present user is there, and no other sign-in. */
  readonly reauthenticates: boolean
}

const PROMPTS: readonly Prompt[] = ['login', 'select_account', 'consent']

/**
 * A `max_age` that cannot be read is taken for the strictest. `prompt=login` stands for `max_age=0` as well: only then the provider has
 * to tell when the user was authenticated, which is what can be checked.
 *
 * @param oldestSeconds an authentication that is older is of no use here; null: any will do
 */
export function askedLogin(parameters: URLSearchParams, oldestSeconds: number | null): AskedLogin {
  const maxAge = parameters.get('max_age')
  const acrValues = parameters.get('acr_values')
  const named = (parameters.get('prompt') ?? '').split(' ')
  // With anything beside it `none` is an error (OpenID Connect Core 1.0 §3.1.2.1).
  const prompts: readonly Prompt[] = named.includes('none') ? ['none'] : PROMPTS.filter((prompt) => named.includes(prompt))
  const wantedSeconds = prompts.includes('login') ? 0 : maxAge === null ? null : /^\d{1,9}$/.test(maxAge) ? Number(maxAge) : 0
  return {
    maxAgeSeconds: oldestSeconds === null ? wantedSeconds : Math.min(wantedSeconds ?? oldestSeconds, oldestSeconds),
    acrValues,
    prompts,
    reauthenticates: wantedSeconds !== null || acrValues !== null,
  }
}
