import type { FaultName } from './counts.ts'

/** How many of the next refreshes a fault strikes. */
export type Amount = number | 'always'

/**
 * What strikes the next refreshes: `refresh` and `extend` at a session server, and those of public clients at the provider's token
 * endpoint. Delays are real seconds, whatever the rate of a session.
 */
export interface Faults {
  /** The connection breaks before the request reaches the session server. */
  readonly dropBefore: Amount
  /** The connection breaks after the session server has done its work. */
  readonly dropAfter: Amount
  /** Answered 503 with `Retry-After`. */
  readonly unavailable: { readonly times: Amount; readonly retryAfterSeconds: number }
  /** Held back before it reaches the session server. */
  readonly slow: { readonly times: Amount; readonly seconds: number }
  /** The grant is taken back at the provider, which then answers `invalid_grant` in its own words. */
  readonly reject: Amount
  /** The provider refreshes, and its answer to the session server is lost. */
  readonly providerLost: Amount
}

/** Any part of {@link Faults}; what is left out stays as it is. `unavailable` and `slow` also take a bare amount (1 s). */
export interface FaultSettings {
  readonly dropBefore?: Amount
  readonly dropAfter?: Amount
  readonly unavailable?: Amount | { readonly times: Amount; readonly retryAfterSeconds?: number }
  readonly slow?: Amount | { readonly times: Amount; readonly seconds?: number }
  readonly reject?: Amount
  readonly providerLost?: Amount
}

export interface FaultSwitch {
  read(): Faults
  set(settings: FaultSettings): void
  clear(): void
  /** Whether this fault strikes now; if so one of its times is spent. */
  strike(name: FaultName): boolean
}

const NONE: Faults = {
  dropBefore: 0,
  dropAfter: 0,
  unavailable: { times: 0, retryAfterSeconds: 1 },
  slow: { times: 0, seconds: 1 },
  reject: 0,
  providerLost: 0,
}

/** @throws Error when NODE_ENV is "production": whoever reaches the switch can sign everybody out. */
export function createFaultSwitch(environment: string | undefined, struck: (name: FaultName) => void): FaultSwitch {
  if (environment === 'production')
    throw new Error(
      'The fault switch was asked for while NODE_ENV is "production". It is for development and tests: pass { faults: false }, or run with another NODE_ENV.',
    )
  let faults = NONE
  return {
    read: () => faults,
    set: (settings) => {
      faults = merged(faults, settings)
    },
    clear: () => {
      faults = NONE
    },
    strike: (name) => {
      const before = times(faults, name)
      if (before === 0) return false
      if (before !== 'always') faults = withTimes(faults, name, before - 1)
      struck(name)
      return true
    },
  }
}

/** The settings in a JSON value, or null when they are none. */
export function readFaultSettings(value: unknown): FaultSettings | null {
  return isFaultSettings(value) ? value : null
}

function times(faults: Faults, name: FaultName): Amount {
  const fault = faults[name]
  return typeof fault === 'object' ? fault.times : fault
}

function withTimes(faults: Faults, name: FaultName, left: number): Faults {
  const fault = faults[name]
  return { ...faults, [name]: typeof fault === 'object' ? { ...fault, times: left } : left }
}

function merged(faults: Faults, { unavailable, slow, ...rest }: FaultSettings): Faults {
  return {
    ...faults,
    ...rest,
    unavailable: { ...faults.unavailable, ...(unavailable === undefined ? {} : timed(unavailable)) },
    slow: { ...faults.slow, ...(slow === undefined ? {} : timed(slow)) },
  }
}

function timed<T extends { readonly times: Amount }>(setting: Amount | T): T | { readonly times: Amount } {
  return typeof setting === 'object' ? setting : { times: setting }
}

function isFaultSettings(value: unknown): value is FaultSettings {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  return Object.entries(value).every(([name, setting]: [string, unknown]) => {
    if (name === 'unavailable') return isAmount(setting) || isTimed(setting, 'retryAfterSeconds')
    if (name === 'slow') return isAmount(setting) || isTimed(setting, 'seconds')
    return name in NONE && isAmount(setting)
  })
}

function isTimed(value: unknown, seconds: string): boolean {
  if (typeof value !== 'object' || value === null) return false
  return (
    'times' in value &&
    Object.entries(value).every(([key, part]: [string, unknown]) =>
      key === 'times' ? isAmount(part) : key === seconds && isCount(part, false),
    )
  )
}

function isAmount(value: unknown): value is Amount {
  return value === 'always' || isCount(value, true)
}

function isCount(value: unknown, whole: boolean): boolean {
  return typeof value === 'number' && value >= 0 && Number.isFinite(value) && (!whole || Number.isInteger(value))
}
