import * as texts from '#texts'

/** Stable names of everything that can go wrong; each has a page under `docs/errors/`. */
export type ErrorCode =
  | 'provider-missing'
  | 'provider-options-changed'
  | 'not-signed-in'
  | 'duration-invalid'
  | 'policy-key-unknown'
  | 'policy-limit-too-short'
  | 'policy-limits-conflict'
  | 'policy-warning-too-short'
  | 'policy-figure-missing'
  | 'policy-rule-broken'
  | 'policy-file-invalid'
  | 'policy-loosened'
  | 'backend-unavailable'
  | 'backend-misconfigured'
  | 'backend-answer-invalid'
  | 'backend-sign-in-missing'
  | 'backend-renews-itself'
  | 'return-to-refused'
  | 'fetch-origin-refused'
  | 'draft-not-storable'
  | 'frame-origin-invalid'
  | 'frame-unreachable'
  | 'idle-threshold-too-short'
  | 'oidc-answer-unknown'
  | 'oidc-audience-mismatch'
  | 'oidc-issuer-mismatch'
  | 'oidc-nonce-mismatch'
  | 'oidc-popup-blocked'
  | 'oidc-popup-closed'
  | 'oidc-popup-late'
  | 'oidc-sign-in-refused'
  | 'oidc-token-invalid'
  | 'world-call-impossible'
  | 'world-moment-unreachable'
  | 'world-time-backwards'

const DOCS = 'https://stillhere.js.org/errors/'

/**
 * An error with a stable code. The message says what happened, why, and what to do; in production builds it is the values concerned
 * and the link. It never holds a token.
 */
export class StillhereError extends Error {
  override readonly name = 'StillhereError' as const
  readonly code: ErrorCode
  /** The page that explains this code. */
  readonly docs: string

  constructor(code: ErrorCode, message: string, options?: { readonly cause?: unknown }) {
    const docs = `${DOCS}${code}`
    super(texts.messageOf(message, docs), options)
    this.code = code
    this.docs = docs
  }
}
