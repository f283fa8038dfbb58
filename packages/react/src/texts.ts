/* What this package's errors say; production builds take `texts-short.ts` as `#texts`, as in the core. */

export function providerMissing(): string {
  return 'A component asked for the session, but there is no <SessionProvider> above it. Put <SessionProvider> around the app, or hand the session to the hook: useSession(selector, session).'
}

export function providerOptionsChanged(): string {
  return 'The options of <SessionProvider> changed after the session was made, and were ignored: options are read once. Make them outside the component, or give the provider a `key` that changes with them, which makes a new session.'
}

export function notSignedIn(): string {
  return 'useSessionUser() was called while nobody is signed in. Call it inside <SessionGate>, or use useSession((s) => s.user), which may be null.'
}
