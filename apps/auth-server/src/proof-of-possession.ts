import { createHash } from 'node:crypto'
import { calculateJwkThumbprint, EmbeddedJWK, type JWTPayload, jwtVerify } from 'jose'

const LONGEST_AGE_SECONDS = 60

/**
 * Whether a request may use this token: one that is bound to a key only with a proof of that key, made for this request and no other
 * (RFC 9449 §7.1), and one that is not bound as a bearer token.
 */
export function acceptsProofs(): (request: Request, token: string, claims: JWTPayload) => Promise<boolean> {
  const spent = new Set<string>()
  return async (request, token, { cnf }) => {
    const boundTo = typeof cnf === 'object' && cnf !== null ? Reflect.get(cnf, 'jkt') : undefined
    const scheme = request.headers.get('authorization')?.split(' ')[0]?.toLowerCase()
    if (boundTo === undefined) return scheme !== 'dpop'
    const proof = request.headers.get('dpop')
    if (scheme !== 'dpop' || proof === null) return false
    try {
      const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, { typ: 'dpop+jwt', maxTokenAge: LONGEST_AGE_SECONDS })
      const { htm, htu, ath, jti = '' } = payload
      const { origin, pathname } = new URL(request.url)
      const ours = htm === request.method && htu === origin + pathname && ath === createHash('sha256').update(token).digest('base64url')
      const fresh = jti !== '' && !spent.has(jti)
      spent.add(jti)
      return ours && fresh && protectedHeader.jwk !== undefined && boundTo === (await calculateJwkThumbprint(protectedHeader.jwk))
    } catch {
      return false
    }
  }
}
