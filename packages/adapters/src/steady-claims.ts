/** Claims of one token that the next one has anew, although nothing about the user has changed. */
const OF_THE_TOKEN = ['exp', 'iat', 'nbf', 'jti', 'at_hash', 'c_hash', 'nonce', 'rat']

/** Keeps the claims that were there while nothing in them but the token's own has changed, so that a refresh makes no new user. */
export function createSteadyClaims<Claims>(): (claims: Claims) => Claims {
  let kept: { readonly claims: Claims; readonly text: string } | null = null
  return (claims) => {
    const text = JSON.stringify(claims, (key, value: unknown) => (OF_THE_TOKEN.includes(key) ? undefined : value))
    if (kept?.text !== text) kept = { claims, text }
    return kept.claims
  }
}
