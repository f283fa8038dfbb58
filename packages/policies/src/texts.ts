/*
 * What errors say: what happened, why, and what to do. Development builds and Node take this module as `#texts`; a production build
 * takes `texts-short.ts`, which says the same with the values alone.
 */

export function anyDurationInvalid(value: unknown): string {
  return `${JSON.stringify(value)} is not a duration. Write it like '30m' or '24h', in Go's style like '1h30m', or in that of ISO 8601 like 'PT30M' or 'P30D' (months and years have no fixed length).`
}

export function durationTooLong(value: unknown): string {
  return `${JSON.stringify(value)} is longer than anything can last: 292 years are the most. Write a shorter one, or leave it out.`
}

export function limitTooShort(place: string, value: unknown): string {
  return `${place} is ${JSON.stringify(value)}, and the shortest that can be kept is a second. Write a longer one, or leave it out for its default if it has one.`
}

export function figureMissing(place: string): string {
  return `${place} is missing. Nobody but you can give that figure, and one that is made up here would look like a rule that nobody wrote. Decide on it and write it down.`
}

export function choiceUnknown(place: string, written: unknown, choices: readonly string[]): string {
  return `${place} is ${JSON.stringify(written)}, which means nothing. It is ${choices.map((choice) => `'${choice}'`).join(' or ')}.`
}

export function secondsInvalid(place: string, written: unknown): string {
  return `${place} is ${typeof written === 'number' ? written : JSON.stringify(written)}. It counts whole seconds, one at least. Write a number like 1800, or leave it out for its default if it has one.`
}

export function machineClient(written: unknown): string {
  return `ias: client is ${JSON.stringify(written)}. A machine client gets no refresh token and no session: it asks anew with its client credentials when its access token is over. Use 'web' or 'native' for an app that people sign in to, and no session policy for a machine.`
}

export function privxLimitTooShort(writtenSeconds: number, leastSeconds: number): string {
  return `privx: sessionInactivityLimitSeconds is ${writtenSeconds} s, and the least is ${leastSeconds} s. PrivX refuses to save a shorter one. Write ${leastSeconds} or more.`
}

export function privxLimitTooLong(writtenSeconds: number, mostSeconds: number, because: string): string {
  return `privx: sessionInactivityLimitSeconds is ${writtenSeconds} s, and the most is ${mostSeconds} s (${because}). Longer than that the tokens do not last, so PrivX refuses to save it. Write ${mostSeconds} or less, or let the tokens last longer. For one that was saved before the settings changed, pass limitSavedEarlier.`
}

export function authItIdleTooLong(idleSeconds: number, capSeconds: number): string {
  return `authIt: sessionIdleTimeoutSeconds is ${idleSeconds} s and maximumSessionLifespanSeconds ${capSeconds} s. An idle timeout beyond the cap can never come. Write at most ${capSeconds}, or raise the cap.`
}

export function authItTokenTooLong(tokenSeconds: number, idleSeconds: number): string {
  return `authIt: accessTokenLifespanSeconds is ${tokenSeconds} s and sessionIdleTimeoutSeconds ${idleSeconds} s. The refresh before the token's end would come after the idle timeout, so that people at work are signed out. Let the token live shorter than the idle timeout.`
}

export function iasLifetimesCrossed(inactive: string, absolute: string): string {
  return `ias: refreshTokenInactiveLifetime is '${inactive}' and refreshTokenAbsoluteLifetime '${absolute}'. A gap between two refreshes cannot be longer than the whole. Write at most '${absolute}', or raise the absolute lifetime.`
}

export function fileUnreadable(file: string, line: number, why: string): string {
  return `${file}:${line}: ${why}`
}

export function fileKeyRefused(file: string, line: number, key: string, value: unknown, rule: string): string {
  // JSON knows no NaN and no Infinity.
  const shown = typeof value === 'number' ? String(value) : JSON.stringify(value)
  return `${file}:${line}: ${key} = ${shown.length > 120 ? `${shown.slice(0, 120)}…` : shown}: ${rule}`
}

export function nameUnknown(meant: string): string {
  return `this name means nothing, so it would be passed over. If ${meant} is meant, write that; if not, write a name that cannot be taken for it.`
}

export function lineSwallowed(): string {
  return 'this line stands within the quotes of another variable. Close those before it.'
}

export function noUtf8(): string {
  return 'this is no text in UTF-8. Save it as UTF-8, or name the right file.'
}

export function fileUnopened(file: string, why: string): string {
  return `${file} cannot be read: ${why}`
}

export function noGroup(): string {
  return 'this has to be an object of limits, like { "inactivity": "15m" }.'
}

export function noClauses(): string {
  return 'clauses is a list of objects, each with limit (a limit of the policy), atMost (a duration), strength (SHALL, SHOULD or none), clause and url.'
}

export function onlyPrivx(option: string): string {
  return `${option} goes with PrivX's TOML alone. Take it out, or check that file.`
}

export function keyTwice(first: number): string {
  return `it stands in line ${first} as well, and only one of the two can hold. Take one out.`
}

export function noText(): string {
  return 'a duration is written in quotes, like "30m".'
}

export function quoteOpen(): string {
  return 'a quote is opened and not closed. Close it on the same line.'
}

export function noAssignment(): string {
  return 'this is neither NAME=value nor a comment. Mend it, or put # before it.'
}

export function kindUnknown(): string {
  return 'this is no kind of file that can be checked. It has to be named *.toml (PrivX), .env or *.env (Corteza), or *.json (a policy).'
}

export function noObject(): string {
  return 'a policy is an object, like { "inactivity": "15m" }.'
}
