/*
 * What errors say: what happened, why, and what to do. Development builds and Node take this module as `#texts`; a production build
 * takes `texts-short.ts`, which says the same with the values alone. No text repeats a token, a code or what a provider wrote.
 */

export function issuerInvalid(issuer: string): string {
  return `oidcBackend: issuer is ${JSON.stringify(issuer)}. It is the provider's own name, a whole https address (http on this machine alone), because whoever speaks in its place could sign anybody in. Copy "issuer" from the provider's discovery document.`
}

export function scopeInvalid(scope: string): string {
  return `oidcBackend: scope is ${JSON.stringify(scope)}, without "openid", so no ID token would say who signed in. Write 'openid profile offline_access', for example.`
}

export function keyNotStorable(): string {
  return "oidcBackend: dpop binds the tokens to a key that cannot leave this page, so a token store would keep tokens that no other page can use. Leave tokenStore at 'memory', or dpop out."
}

export function storageMissing(): string {
  return "This page has no sessionStorage, and a sign-in that leaves the page has to remember there what it asked for. Use signIn: 'popup', or let the page keep data."
}

export function endpointMissing(endpoint: string): string {
  return `The provider's discovery document names no ${endpoint}, which a sign-in cannot do without. Compare the issuer with the provider's documentation.`
}

export function clientRefused(error: string): string {
  return `The provider refused this client with "${error}". Compare client id and grant types with the registration at the provider: a client without a secret ("none"), authorization code and refresh token.`
}

export function answerHidden(url: string): string {
  return `${url} answers, but not for pages of this origin. Allow this origin where the provider has this client registered (CORS, "web origins").`
}

export function answerUnreadable(kind: string): string {
  return `The provider's answer is not what OpenID Connect describes (${kind}). It will be asked again. A proxy or a captive portal in between may answer in its place.`
}

export function answerUnknown(): string {
  return 'The address of this page carried an answer to a sign-in that this tab has not begun, or has finished already. It was taken off the address and not used, because it may be an attempt to sign somebody in as somebody else (RFC 6749 §10.12). Sign in again.'
}

export function signInRefused(error: string): string {
  return `The provider did not sign the user in: "${error}" (RFC 6749 §4.1.2.1, OpenID Connect Core 1.0 §3.1.2.6). Its own logs say more.`
}

export function issuerMismatch(): string {
  return 'The answer is of another issuer than the one that was asked, or does not say of whose. It was not used, because a provider that can be made to answer for another could sign anybody in (RFC 9207). Write the issuer exactly as the discovery document does.'
}

export function nonceMismatch(): string {
  return 'The ID token answers another sign-in than the one that this tab began. It was not used, because it may have been taken from somebody else (OpenID Connect Core 1.0 §3.1.3.7, 11). Sign in again.'
}

export function audienceMismatch(): string {
  return 'The ID token was issued to another client. It was not used, because it may have been taken from there (OpenID Connect Core 1.0 §3.1.3.7, 3). Compare the client id with the registration at the provider.'
}

export function tokenInvalid(kind: string): string {
  return `The ID token does not pass the checks of OpenID Connect Core 1.0 §3.1.3.7 (${kind}), so it says nothing of who signed in. Sign in again; if it happens each time, compare signing keys and algorithms with the provider's discovery document.`
}

export function claimsRefused(): string {
  return 'parseUser threw: the claims are not what it accepts. Ask for the scopes that it needs, or accept what the provider sends.'
}

export function popupBlocked(): string {
  return 'The browser opened no window. It does so only while it handles a click: call signIn or reauthenticate right there, before anything is awaited.'
}

export function popupClosed(): string {
  return 'The window for the sign-in was closed before the provider had answered. A provider that cuts itself off from the page (Cross-Origin-Opener-Policy) looks the same: use a redirect there.'
}

export function popupLate(minutes: number): string {
  return `Nobody signed in in the window for ${minutes} minutes. It was closed; ask again.`
}
