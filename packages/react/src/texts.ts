/* What this package's errors say; production builds take `texts-short.ts` as `#texts`, as in the core. */

import type { NotStorable } from './drafts/not-storable.ts'

/** Of each reason why a draft cannot be kept, what happened and what to do. */
const NOT_STORABLE = {
  'read-threw': () => 'its `read` threw an error, which is the cause of this one. Let it return what is unsaved, or null',
  'not-plain': (at) =>
    `${at ? `what stands at \`${at}\`` : 'it'} is no plain data: functions, files, DOM nodes and instances of classes cannot be kept. Leave it out of what \`read\` returns`,
  'too-long': (length) => `it is ${length} characters long, and half a million is the most. Keep less of it, or save it at the server`,
  'no-room': () => 'the storage refused it, most likely because it is full. Keep less in this tab, or save it at the server',
  'no-storage': () => 'this browser forbids session storage. Hand in a storage: <SessionProvider drafts={{ storage }}>',
  'no-key': () => 'the server gave no `sealingKey`. It is asked for again; look at what it answers if this stays',
  'no-crypto': () => 'the page has no Web Crypto to seal it with, which browsers give to https and localhost alone. Serve it over https',
} satisfies Record<NotStorable['what'], (detail: string) => string>

export function draftNotStorable(key: string, what: NotStorable['what'], detail: string): string {
  return `The draft ${JSON.stringify(key)} cannot be kept: ${NOT_STORABLE[what](detail)}.`
}

export function providerMissing(): string {
  return 'A component asked for the session, but there is no <SessionProvider> above it. Put <SessionProvider> around the app, or hand the session to the hook: useSession(selector, session).'
}

export function providerOptionsChanged(): string {
  return 'The options of <SessionProvider> changed after the session was made, and were ignored: options are read once. Make them outside the component, or give the provider a `key` that changes with them, which makes a new session.'
}

export function notSignedIn(): string {
  return 'useSessionUser() was called while nobody is signed in. Call it inside <SessionGate>, or use useSession((s) => s.user), which may be null.'
}

export function rootMissing(): string {
  return 'A part of SessionDialog stands outside <SessionDialog.Root>. Put it inside one.'
}
