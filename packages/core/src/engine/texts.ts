/*
 * What errors say: what happened, why, and what to do. Development builds and Node take this module as `#texts`; a production build
 * takes `texts-short.ts`, which says the same with the values alone. Each text is a function of the values that it names.
 */

import type { PolicyClause, SessionPolicy } from './policy-types.ts'

/** Of each field of the wire format, what it should have been. */
const KINDS = {
  userId: 'a text',
  sessionKey: 'a text',
  endsInSeconds: 'an object of seconds from now',
  authAgeSeconds: 'a number',
  sessionAgeSeconds: 'a number',
  extendable: 'true or false',
  remembered: 'true or false',
} as const

/** Of each part that a live answer cannot do without, what is said when it is missing. */
const LACKS = {
  userId: 'it names no userId',
  user: 'it brings no user',
  endsIn: 'endsIn is missing; it is {} when the backend knows of no limit',
} as const

/** The message of an error that says `text` and is explained at `docs`. */
export function messageOf(text: string, _docs: string): string {
  return text
}

/** The line that the console gets. */
export function consoleLine({ code, message, docs }: { readonly code: string; readonly message: string; readonly docs: string }): string {
  return `stillhere: ${code}: ${message}\n${docs}`
}

/** Does what is meant for developers alone. In a production build it does nothing, and bundlers drop the rest. */
export function toDevelopers(tell: () => void): void {
  tell()
}

export function durationInvalid(value: unknown): string {
  return `${JSON.stringify(value)} is not a duration. A duration is one number and one unit of ms, s, m, h or d. Write it like '15m', '1.5h' or '30d'.`
}

export function durationInvalidAt(place: string, value: unknown): string {
  return `${place}: ${durationInvalid(value)}`
}

export function keyUnknown(place: string, key: string, known: readonly string[]): string {
  return `${place} has a key ${JSON.stringify(key)}, which means nothing. It may have ${known.join(', ')}.`
}

/** `choices`: the first one is the default. */
export function choiceUnknown(key: string, written: unknown, choices: readonly string[]): string {
  const named = choices.map((choice) => `'${choice}'`)
  return `${key} is ${JSON.stringify(written)}, which means nothing. It is ${named.join(' or ')}; left out it is ${named[0]}.`
}

export function limitTooShort(place: string, written: unknown): string {
  return `${place} is ${JSON.stringify(written)}. The shortest that can be kept is 1 second. Write a longer one, or leave ${place} out for no limit.`
}

export function warningTooShort(place: string, written: unknown): string {
  return `${place} is ${JSON.stringify(written)}. People need at least 20 seconds to react (WCAG 2.2.1). Write '20s' or more, or 'none' for no warning.`
}

export function warningCapped(reason: string, leftSeconds: number, lengthSeconds: number): string {
  return `The warning of '${reason}' comes ${leftSeconds} s before the end, because what it warns of lasts only ${lengthSeconds} s. People need at least 20 seconds to react (WCAG 2.2.1). Let it last longer.`
}

export function leadTooLong(refreshLead: unknown, accessTokenLifetime: unknown): string {
  return `refreshLead is ${JSON.stringify(refreshLead)} and accessTokenLifetime ${JSON.stringify(accessTokenLifetime)}. A lead of more than half the token's life would refresh without end. Write at most half, or leave refreshLead out.`
}

export function maximumMissing(): string {
  return `maxLifetimeFrom is 'auth_time', but there is no maxLifetime that could count from it. Write a maxLifetime, or leave maxLifetimeFrom out.`
}

export function clauseLoosened({ limit, atMost, strength, clause, url }: PolicyClause, policy: SessionPolicy = {}): string {
  const { [limit]: written, remembered } = policy
  const base = written === undefined ? `${limit} is left out` : `${limit} is ${JSON.stringify(written)}`
  const both = remembered?.[limit] === undefined ? base : `${base} (remembered: ${JSON.stringify(remembered[limit])})`
  const asks = strength === 'none' ? 'the figure chosen for it is' : `it ${strength} be`
  return `${both}, which loosens ${clause}: ${asks} ${atMost} at most (${url}). Write '${atMost}' or less, or write down why you need more.`
}

export function backendSilent(): string {
  return 'The backend did not answer. The session stands until its limits end it, and stillhere goes on trying. Nothing needs to be done unless this stays.'
}

export function backendBusy(): string {
  return 'The backend cannot answer just now. stillhere goes on trying until a limit ends the session.'
}

export function renewalRefused(): string {
  return 'The backend refuses to renew this session. It goes on until its token expires, as the policy says (onRejected).'
}

export function backendMisconfigured(why: string | null): string {
  return `The backend refuses how it is set up: ${withoutStop(why ?? 'it does not say why')}. Mend its configuration; trying again will not help.`
}

export function answerInvalid(why: string): string {
  return `The backend's answer cannot be read: ${withoutStop(why)}. It is taken as 'unavailable'. Return an answer with status 'live', 'rejected', 'unavailable' or 'misconfigured'.`
}

export function answerNoObject(kind: string): string {
  return `it is ${kind}, not an object`
}

export function answerStatusUnknown(status: unknown): string {
  return `its status is ${JSON.stringify(status)}`
}

export function answerLacks(part: keyof typeof LACKS): string {
  return LACKS[part]
}

export function answerNoDuration(key: string, kind: string): string {
  return `${key} is a ${kind}, not a duration like '5m'`
}

export function wireFormatMissing(url: string, status: number): string {
  return `${url} answers ${status} and not in the wire format. Is the server there, and does a development server pass this path on to it?`
}

export function wireFieldsUnusable(url: string, ...fields: readonly [keyof typeof KINDS, ...(keyof typeof KINDS)[]]): string {
  return `${url} answers without a usable ${fields.map((field) => `\`${field}\``).join(' or ')}, ${KINDS[fields[0]]}`
}

export function wireUserRefused(url: string): string {
  return `The \`user\` in the answer of ${url} was refused, so nobody can be shown as signed in. Without a \`parseUser\` it is an object with a text \`sub\`; with one, make the two agree`
}

export function wireUnexplained(url: string): string {
  return `${url} says that it is misconfigured, and not how.`
}

export function signOutUnconfirmed(): string {
  return 'You are signed out in this browser, but the backend has not confirmed it. It is told again the next time a page starts.'
}

export function wireSignOutUnconfirmed(url: string): string {
  return `${url} has not confirmed the sign-out, so the session may live on there until it runs out. Check the connection and the server, and sign out again.`
}

export function signInMissing(): string {
  return 'This backend has no signIn, so it cannot ask the user to authenticate again. Give it one, or do not ask for it.'
}

export function backendBusyElsewhere(): string {
  return 'Another tab has just asked the backend in vain. stillhere goes on trying until a limit ends the session.'
}

export function returnToRefused(path: string): string {
  return `${JSON.stringify(path)} is not a path of this origin. A place to return to starts with one slash and names no host. Write it like '/cases/7'.`
}

export function urlForeign(who: string, url: string): string {
  return `${who}: ${JSON.stringify(url)} is not of this origin. The session's cookie only goes to the page's own origin, so it has to be a path like '/session' or a full URL of this origin. Serve it there, or put a proxy in front of it.`
}

export function originInvalid(value: string): string {
  return `createSessionFetch: ${JSON.stringify(value)} in \`origins\` is not an origin. An origin is a scheme, a host and perhaps a port. Write it like 'https://api.example.com'.`
}

export function requestForeign(origin: string): string {
  return foreign(`a request to ${origin} was not sent`)
}

export function redirectRefused(origin: string): string {
  return foreign(`a redirect of ${origin} was not followed`)
}

export function frameUnreachable(): string {
  return 'attachFrame: the frame shows a document of another origin, and a page cannot hear what happens there. Its input does not count. Let that document call reportActivityToParent, and use attachCrossOriginFrame here.'
}

export function frameOriginInvalid(value: unknown): string {
  return `${JSON.stringify(value)} is not an origin, and reports are taken from and told to one origin alone. An origin is a scheme, a host and perhaps a port. Write it like 'https://player.example.com', without a slash at the end.`
}

export function idleThresholdTooShort(threshold: unknown): string {
  return `threshold is ${JSON.stringify(threshold)}. Browsers tell of a machine that nobody has touched for a minute, and of nothing shorter. Write '60s' or more, or leave it out.`
}

function foreign(what: string): string {
  return `createSessionFetch: ${what}, because a credential only goes to the origins it was given for. Add the origin to \`origins\` if it may have the credential, or use plain fetch.`
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, '')
}
