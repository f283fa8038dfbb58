import * as texts from '#texts'
import { StillhereError } from '@stillhere/core'
import type { OidcOptions } from './options.ts'

/** Options that make sense together. */
export interface Configuration extends OidcOptions {
  readonly issuerUrl: URL
  readonly scope: string
  readonly silentSignIn: NonNullable<OidcOptions['silentSignIn']>
  readonly tokenStore: NonNullable<OidcOptions['tokenStore']>
  /** Begins the names of what is stored. */
  readonly name: string
}

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/

/** @throws StillhereError `backend-misconfigured` */
export function readOptions(options: OidcOptions): Configuration {
  const { issuer, clientId, scope = 'openid', silentSignIn = 'iframe', tokenStore = 'memory', dpop = false } = options
  const issuerUrl = URL.canParse(issuer) ? new URL(issuer) : null
  if (issuerUrl === null || !(issuerUrl.protocol === 'https:' || (issuerUrl.protocol === 'http:' && LOOPBACK.test(issuerUrl.hostname))))
    throw new StillhereError('backend-misconfigured', texts.issuerInvalid(issuer))
  if (!scope.split(' ').includes('openid')) throw new StillhereError('backend-misconfigured', texts.scopeInvalid(scope))
  if (dpop && tokenStore !== 'memory') throw new StillhereError('backend-misconfigured', texts.keyNotStorable())
  return { ...options, issuerUrl, scope, silentSignIn, tokenStore, dpop, name: `stillhere/oidc/${issuer}/${clientId}` }
}
