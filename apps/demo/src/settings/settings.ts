import { type Duration, type SessionPolicy, parseDuration } from '@stillhere/core'
import { isLanguage, type Language, LANGUAGES } from './languages.ts'

/** Real time, or thirty clock minutes in one real minute. */
export type Rate = 1 | 30

/** What the address of the page chose. */
export interface Settings {
  readonly rate: Rate
  /** Sessions of one name are one session over all tabs; each speed has its own. */
  readonly sessionName: string
  readonly sessionUrl: string
  readonly apiUrl: string
  readonly policy: SessionPolicy
  readonly language: Language
  /** The server tells at once when it has ended the session. Holds a connection for each tab, of which HTTP/1.1 has six. */
  readonly events: boolean
  /** One sentence per parameter that could not be used; those parameters are left out. */
  readonly problems: readonly string[]
}

const DURATIONS = ['inactivity', 'maxLifetime', 'refreshLead', 'warningLead', 'accessTokenLifetime'] as const
const KEYS: readonly string[] = ['speed', 'language', 'events', 'onTokenExpiry', ...DURATIONS]

const REAL_TIME: SessionPolicy = { inactivity: '15m', maxLifetime: '8h' }
/** Longer leads, because at this speed two minutes are over in four seconds. */
const TIMES_30: SessionPolicy = {
  inactivity: '30m',
  maxLifetime: '8h',
  refreshLead: '10m',
  warningLead: { accessTokenLifetime: '5m', inactivity: '10m', maxLifetime: '15m' },
}

/**
 * Reads the query of the page's address: `speed=30`, `language=de`, `events=on`, `onTokenExpiry=check|end` and the policy's durations,
 * as the policy writes them (`inactivity=2m`). What cannot be read is left out and named in `problems`.
 */
export function readSettings(search: string): Settings {
  const query = new URLSearchParams(search)
  const problems: string[] = []
  const rate = readRate(query.get('speed'), problems)
  const chosen = {
    ...readDurations(query, problems),
    ...readOnTokenExpiry(query.get('onTokenExpiry'), problems),
  }
  const prefix = rate === 1 ? '' : '/x30'
  return {
    rate,
    sessionName: rate === 1 ? 'demo' : 'demo-x30',
    sessionUrl: `${prefix}/session`,
    apiUrl: `${prefix}/api`,
    events: readEvents(query.get('events'), problems),
    language: readLanguage(query.get('language'), problems),
    policy: { ...(rate === 1 ? REAL_TIME : TIMES_30), ...chosen },
    problems,
  }
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

function readRate(value: string | null, problems: string[]): Rate {
  if (value === '30') return 30
  if (value !== null && value !== '1') problems.push(`speed=${value} is not a speed. Use 1 or 30.`)
  return 1
}

function readLanguage(value: string | null, problems: string[]): Language {
  if (value === null || isLanguage(value)) return value ?? 'en'
  problems.push(`language=${value} is not a language. Use ${Object.keys(LANGUAGES).join(', ')}.`)
  return 'en'
}

function readEvents(value: string | null, problems: string[]): boolean {
  if (value !== null && value !== 'on' && value !== 'off') problems.push(`events=${value} is not a choice. Use on or off.`)
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
