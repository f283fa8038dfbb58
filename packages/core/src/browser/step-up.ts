import type { ReauthenticateOptions } from '../runtime/session-types.ts'

const TOKEN = String.raw`[!#$%&'*+.^_\x60|~\w-]+`
const PART = new RegExp(String.raw`(${TOKEN})(?:\s*=\s*("(?:[^"\\]|\\.)*"|${TOKEN}))?`, 'g')

/**
 * What a 401 `insufficient_user_authentication` asks for (RFC 9470 §3), ready for `session.reauthenticate`; null for every other
 * response. A challenge that names neither `max_age` nor `acr_values` asks for a fresh sign-in. From another origin the
 * header is only seen when the API exposes it (`Access-Control-Expose-Headers: WWW-Authenticate`).
 *
 * @example
 * const challenge = stepUpChallenge(response)
 * if (challenge && (await session.reauthenticate(challenge)).ok) response = await send()
 */
export function stepUpChallenge(response: Pick<Response, 'status' | 'headers'>): ReauthenticateOptions | null {
  const header = response.status === 401 ? response.headers.get('www-authenticate') : null
  const challenge =
    header === null ? undefined : challenges(header).find((params) => params.get('error') === 'insufficient_user_authentication')
  if (!challenge) return null
  const acrValues = (challenge.get('acr_values') ?? '').split(' ').filter((value) => value !== '')
  const seconds = challenge.get('max_age') ?? ''
  const maxAge = /^\d{1,10}$/.test(seconds) ? (`${Number(seconds)}s` as const) : null
  if (acrValues.length === 0) return { maxAge: maxAge ?? '0s' }
  return maxAge === null ? { acrValues } : { maxAge, acrValues }
}

/** The parameters of each challenge of the header (RFC 9110 §11.6.1): a word without a value begins the next one. */
function challenges(header: string): readonly ReadonlyMap<string, string>[] {
  const found: Map<string, string>[] = []
  for (const [, word = '', value] of header.matchAll(PART)) {
    if (value === undefined) found.push(new Map())
    else found.at(-1)?.set(word.toLowerCase(), unquoted(value))
  }
  return found
}

function unquoted(value: string): string {
  return value.startsWith('"') ? value.slice(1, -1).replace(/\\(.)/g, '$1') : value
}
