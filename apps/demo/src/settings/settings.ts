import { type Duration, type SessionPolicy, parseDuration } from '@stillhere/core'
import type { ChosenPolicy } from './chosen-policy.ts'
import { isLanguage, type Language, LANGUAGES } from './languages.ts'

/** Which session the page has. Sessions of one name are one session over all tabs; each policy and each speed has its own. */
export interface SessionChoice {
  /** How many times faster than real its time runs. */
  readonly rate: number
  /** The speeds that there are. */
  readonly rates: readonly number[]
  readonly sessionName: string
  readonly sessionUrl: string
  readonly apiUrl: string
  readonly policy: SessionPolicy
}

/** What the address of the page chose. */
export interface Settings extends SessionChoice {
  /** The policy by its name; null: the demo's own limits. */
  readonly chosen: Pick<ChosenPolicy, 'name' | 'label' | 'longerWarnings'> | null
  readonly language: Language
  /** The server tells at once when it has ended the session. Holds a connection for each tab, of which HTTP/1.1 has six. */
  readonly events: boolean
  /** The devtools in a built demo; while developing they are there anyway. */
  readonly devtools: boolean
  /** One sentence per parameter that could not be used; those parameters are left out. */
  readonly problems: readonly string[]
}

const DURATIONS = ['inactivity', 'maxLifetime', 'refreshLead', 'warningLead', 'accessTokenLifetime'] as const
const KEYS: readonly string[] = ['policy', 'speed', 'language', 'events', 'devtools', 'onTokenExpiry', ...DURATIONS]

/** Real time, or thirty clock minutes in one real minute. */
const RATES = [1, 30] as const
const REAL_TIME: SessionPolicy = { inactivity: '15m', maxLifetime: '8h' }
/** Longer leads, because at this speed two minutes are over in four seconds. */
const TIMES_30: SessionPolicy = {
  inactivity: '30m',
  maxLifetime: '8h',
  refreshLead: '10m',
  warningLead: { accessTokenLifetime: '5m', inactivity: '10m', maxLifetime: '15m' },
}

/**
 * Reads the query of the page's address: `policy=privx` (looked up with `choose`), `speed=30`, `language=de`, `events=on`, `devtools=on`,
 * `onTokenExpiry=check|end` and the policy's durations, as the policy writes them (`inactivity=2m`). What cannot be read is left out and
 * named in `problems`.
 */
export function readSettings(search: string, choose?: (name: string, speed: string | null) => ChosenPolicy | string): Settings {
  const query = new URLSearchParams(search)
  const problems: string[] = []
  const chosen = readPolicy(query, problems, choose)
  const { policy, rate, rates, sessionName, sessionUrl, apiUrl } = chosen ?? ownSession(query.get('speed'), problems)
  return {
    rate,
    rates,
    sessionName,
    sessionUrl,
    apiUrl,
    chosen: chosen && { name: chosen.name, label: chosen.label, longerWarnings: chosen.longerWarnings },
    events: readSwitch('events', query, problems),
    devtools: readSwitch('devtools', query, problems),
    language: readLanguage(query.get('language'), problems),
    policy: { ...policy, ...readDurations(query, problems), ...readOnTokenExpiry(query.get('onTokenExpiry'), problems) },
    problems,
  }
}

/** Whether the address names a policy, whose figures have to be fetched then. */
export function namesPolicy(search: string): boolean {
  return new URLSearchParams(search).has('policy')
}

/** The part of a query that the demo understands, to be carried from page to page: `''` or `'?…'`. `change` sets or (null) removes. */
export function keptQuery(search: string, change: Readonly<Record<string, string | null>> = {}): string {
  const query = new URLSearchParams()
  for (const [key, value] of new URLSearchParams(search)) if (KEYS.includes(key)) query.set(key, value)
  for (const [key, value] of Object.entries(change)) {
    if (value === null) query.delete(key)
    else query.set(key, value)
  }
  return query.size === 0 ? '' : `?${query.toString()}`
}

/** The same address under another policy, or (null) under the demo's own limits: speed and figures were those of the former one. */
export function queryUnder(search: string, policy: string | null): string {
  return keptQuery(search, { ...Object.fromEntries(['speed', 'onTokenExpiry', ...DURATIONS].map((key) => [key, null])), policy })
}

function readPolicy(query: URLSearchParams, problems: string[], choose: Parameters<typeof readSettings>[1]): ChosenPolicy | null {
  const name = query.get('policy')
  const chosen = name === null ? undefined : choose?.(name, query.get('speed'))
  if (chosen === undefined) return null
  if (typeof chosen !== 'string') return chosen
  problems.push(chosen)
  return null
}

function ownSession(speed: string | null, problems: string[]): SessionChoice {
  const rate = RATES.find((one) => String(one) === (speed ?? '1'))
  if (rate === undefined) problems.push(`speed=${speed} is not a speed. Use ${RATES.join(' or ')}.`)
  if (rate === 30) return { rate, rates: RATES, sessionName: 'demo-x30', sessionUrl: '/x30/session', apiUrl: '/x30/api', policy: TIMES_30 }
  return { rate: 1, rates: RATES, sessionName: 'demo', sessionUrl: '/session', apiUrl: '/api', policy: REAL_TIME }
}

function readLanguage(value: string | null, problems: string[]): Language {
  if (value === null || isLanguage(value)) return value ?? 'en'
  problems.push(`language=${value} is not a language. Use ${LANGUAGES.join(', ')}.`)
  return 'en'
}

function readSwitch(key: 'events' | 'devtools', query: URLSearchParams, problems: string[]): boolean {
  const value = query.get(key)
  if (value !== null && value !== 'on' && value !== 'off') problems.push(`${key}=${value} is not a choice. Use on or off.`)
  return value === 'on'
}

function readOnTokenExpiry(value: string | null, problems: string[]): Pick<SessionPolicy, 'onTokenExpiry'> {
  if (value === null) return {}
  if (value === 'check' || value === 'end') return { onTokenExpiry: value }
  problems.push(`onTokenExpiry=${value} is not a choice. Use check or end.`)
  return {}
}

function readDurations(query: URLSearchParams, problems: string[]): Pick<SessionPolicy, (typeof DURATIONS)[number]> {
  const found: { [Key in (typeof DURATIONS)[number]]?: Duration } = {}
  for (const key of DURATIONS) {
    const value = query.get(key)
    if (value === null) continue
    if (isDuration(value)) found[key] = value
    else problems.push(`${key}=${value} is not a duration. Write it like 90s, 15m or 8h.`)
  }
  return found
}

function isDuration(value: string): value is Duration {
  try {
    return parseDuration(value) > 0
  } catch {
    return false
  }
}
