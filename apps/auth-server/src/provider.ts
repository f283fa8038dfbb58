import { exportJWK, generateKeyPair } from 'jose'
import Provider, { type ClientMetadata, type Configuration } from 'oidc-provider'
import { API_AUDIENCE, API_SCOPE } from './api.ts'
import type { Counter } from './counts.ts'
import type { ScaledSession } from './demo-session.ts'
import { accountClaims, errorPage, signOutPage } from './login-pages.ts'
import { providerMemory } from './provider-memory.ts'
import type { ResolvedPublicClient } from './public-client.ts'

const CODE_SECONDS = 60
const INTERACTION_SECONDS = 600
const HOUR_SECONDS = 3600
/** The provider counts whole seconds from the last whole one: a second more, so that the session server's exact figure is what counts. */
const SERVER_SLACK_MS = 1000

/** What `acr_values` may ask for; whoever signs in is given the first of those asked for. */
const ACR_VALUES = ['urn:demo:once', 'urn:demo:twice']

/** What the session server asks for. */
export const CLIENT_SCOPE: string = `openid profile email offline_access ${API_SCOPE}`

/**
 * An OpenID Provider with back-channel logout, rotating refresh tokens and reuse detection: a rotated token that comes back ends the whole grant
 * (RFC 9700 §4.14.2). Keys and sessions live in this process and die with it.
 */
export async function createProvider(
  issuer: string,
  publicOrigin: string,
  serverUrl: string,
  sessions: readonly ScaledSession[],
  publicClients: readonly ResolvedPublicClient[],
  counter: Counter,
): Promise<Provider> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const lifetimes: readonly Lifetimes[] = [...sessions.map((session) => ({ ...session, slackMs: SERVER_SLACK_MS })), ...publicClients]
  const byClient = new Map(lifetimes.map((one) => [one.name, one]))
  const seconds = (clientId: string | undefined, life: (lifetimes: Lifetimes) => number): number => {
    const found = clientId === undefined ? undefined : byClient.get(clientId)
    return found ? Math.max(1, Math.round(life(found) / 1000)) : HOUR_SECONDS
  }
  const longestSeconds = Math.max(...lifetimes.map(({ refreshTokenMs }) => Math.ceil(refreshTokenMs / 1000))) + HOUR_SECONDS

  const alwaysRefreshable = new Set(publicClients.filter((client) => client.alwaysRefreshable).map(({ name }) => name))

  const configuration: Configuration = {
    adapter: providerMemory(),
    clients: [...sessions.map(confidentialClient), ...publicClients.map(publicClient)],
    clientBasedCORS: (_ctx, origin, { clientId }) =>
      publicClients.some(({ name, origins }) => name === clientId && origins.includes(origin)),
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ ...accountClaims(sub) }) }),
    claims: { openid: ['sub', 'auth_time', 'acr'], profile: ['name'], email: ['email'] },
    acrValues: ACR_VALUES,
    // The session server reads the user from the ID token and never asks the userinfo endpoint.
    conformIdTokenClaims: false,
    scopes: ['openid', 'offline_access'],
    pkce: { required: () => true },
    cookies: { keys: [crypto.randomUUID()] },
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: crypto.randomUUID() }] },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      revocation: { enabled: true, allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => {
          ctx.body = signOutPage(form)
        },
      },
      resourceIndicators: {
        enabled: true,
        // Without the API's scope a token is for the userinfo endpoint alone.
        defaultResource: (ctx) => (asksForApi(ctx.oidc?.params?.['scope']) ? API_AUDIENCE : []),
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: API_SCOPE,
          audience: API_AUDIENCE,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
    // Without its own dispatcher, which refuses addresses of this machine: here all of it is this machine.
    fetch: (url, { signal, method, headers, body, redirect } = {}) =>
      fetch(url, {
        signal: signal ?? null,
        method: method ?? 'GET',
        headers: headers ?? {},
        body: body ?? null,
        redirect: redirect ?? 'follow',
      }),
    renderError: (ctx, out) => {
      ctx.type = 'html'
      ctx.body = errorPage(out.error, out.error_description ?? '')
    },
    rotateRefreshToken: true,
    issueRefreshToken: (_ctx, client, code) =>
      client.grantTypeAllowed('refresh_token') && (code.scopes.has('offline_access') || alwaysRefreshable.has(client.clientId)),
    expiresWithSession: () => false,
    clockTolerance: 0,
    ttl: {
      AccessToken: (_ctx, token) => seconds(token.clientId, (session) => session.accessTokenMs),
      IdToken: (_ctx, _token, client) => seconds(client.clientId, (session) => session.accessTokenMs),
      RefreshToken: (_ctx, token) =>
        seconds(
          token.clientId,
          ({ refreshWindowMs, refreshTokenMs, slackMs = 0 }) =>
            slackMs + Math.min(refreshWindowMs ?? Number.POSITIVE_INFINITY, refreshTokenMs - token.totalLifetime() * 1000),
        ),
      AuthorizationCode: CODE_SECONDS,
      Interaction: INTERACTION_SECONDS,
      Grant: longestSeconds,
      Session: (ctx, session) => {
        const { signOnMs = null, rememberedSignOnMs = null } = byClient.get(ctx.oidc.client?.clientId ?? '') ?? {}
        const lifeMs = session.transient ? signOnMs : (rememberedSignOnMs ?? signOnMs)
        const now = Date.now() / 1000
        // A client that says nothing of it leaves it as the last one did.
        const endsAt = lifeMs === null ? (session.exp ?? now + longestSeconds) : (session.loginTs ?? now) + lifeMs / 1000
        return Math.max(1, Math.round(endsAt - now))
      },
    },
  }
  const provider = new Provider(issuer, configuration)
  count(provider, counter)
  return provider

  function confidentialClient(session: ScaledSession): ClientMetadata {
    return {
      client_id: session.name,
      client_secret: session.clientSecret,
      token_endpoint_auth_method: 'client_secret_basic',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      redirect_uris: [`${publicOrigin}${session.path}/callback`],
      post_logout_redirect_uris: [`${publicOrigin}${session.path}/signed-out`],
      // Not by way of a proxy that stands in front of browsers.
      backchannel_logout_uri: `${serverUrl}${session.path}/backchannel-logout`,
      backchannel_logout_session_required: true,
    }
  }
}

interface Lifetimes {
  readonly name: string
  readonly accessTokenMs: number
  readonly refreshTokenMs: number
  readonly refreshWindowMs: number | null
  /** What a refresh token lives longer at the provider. */
  readonly slackMs?: number
  readonly signOnMs?: number | null
  readonly rememberedSignOnMs?: number | null
}

function publicClient(client: ResolvedPublicClient): ClientMetadata {
  return {
    client_id: client.name,
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    redirect_uris: [...client.redirectUris],
    post_logout_redirect_uris: [...client.postLogoutRedirectUris],
  }
}

function asksForApi(scope: unknown): boolean {
  return typeof scope === 'string' && scope.split(' ').includes(API_SCOPE)
}

/** Takes the grant of a refresh token back, as an administrator would: the provider itself then answers `invalid_grant`. */
export async function revokeGrantOf(provider: Provider, refreshToken: string): Promise<void> {
  const token = await provider.RefreshToken.find(refreshToken)
  if (!token?.grantId) return
  const grant = await provider.Grant.find(token.grantId)
  await Promise.all([provider.RefreshToken.revokeByGrantId(token.grantId), grant?.destroy()])
}

function count(provider: Provider, counter: Counter): void {
  provider.use(async (ctx, next) => {
    await next()
    if (ctx.path === '/token') counter.tokenRequest(ctx.oidc?.params?.['grant_type'])
    if (ctx.path === '/token/revocation') counter.revocation()
  })
  provider.on('backchannel.success', () => counter.backChannelLogout('answered'))
  provider.on('backchannel.error', () => counter.backChannelLogout('refused'))
  provider.on('grant.error', (_ctx, error) => {
    if (error.error_detail === 'refresh token already used') counter.reuse()
  })
}
