/** What can be made to go wrong between browser, app server and provider. */
export const FAULT_KINDS = ['dropBefore', 'dropAfter', 'unavailable', 'slow', 'reject', 'providerLost'] as const
export type FaultKind = (typeof FAULT_KINDS)[number]

/** How many of the next refreshes a fault meets. */
export type Amount = number | 'always'
/** Kinds that are not pulled are left out. */
export type Faults = Readonly<Partial<Record<FaultKind, Amount>>>
/** What was asked so far; groups (`handler`) of kinds (`refresh`). */
export type Counts = Readonly<Record<string, Readonly<Record<string, number>>>>

/** Real seconds, whatever the speed. */
const SLOW_SECONDS = 12
const RETRY_AFTER_SECONDS = 5

/** Pulls a fault for the next refreshes of every tab, or lets go of it (0). null when the server does not answer. */
export function pull(kind: FaultKind, times: Amount): Promise<Faults | null> {
  return ask('/faults', readFaults, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(setting(kind, times)),
  })
}

export function clearFaults(): Promise<Faults | null> {
  return ask('/faults', readFaults, { method: 'DELETE' })
}

export function fetchFaults(): Promise<Faults | null> {
  return ask('/faults', readFaults)
}

/** null when the server does not answer. */
export function fetchCounts(): Promise<Counts | null> {
  return ask('/counts', readCounts)
}

function setting(kind: FaultKind, times: Amount): object {
  if (kind === 'slow') return { slow: { times, seconds: SLOW_SECONDS } }
  if (kind === 'unavailable') return { unavailable: { times, retryAfterSeconds: RETRY_AFTER_SECONDS } }
  return { [kind]: times }
}

async function ask<T>(path: string, read: (body: unknown) => T, init?: RequestInit): Promise<T | null> {
  try {
    const response = await fetch(path, { cache: 'no-store', ...init })
    return response.ok ? read(await response.json()) : null
  } catch {
    return null
  }
}

function readFaults(body: unknown): Faults {
  const faults = fields(fields(body)['faults'])
  const pulled: Partial<Record<FaultKind, Amount>> = {}
  for (const kind of FAULT_KINDS) {
    const fault = faults[kind]
    const left = typeof fault === 'object' ? fields(fault)['times'] : fault
    if (left === 'always' || (typeof left === 'number' && left > 0)) pulled[kind] = left
  }
  return pulled
}

/** Numbers that stand alone come together under `other`. */
function readCounts(body: unknown): Counts {
  const groups: Record<string, Record<string, number>> = {}
  for (const [name, value] of Object.entries(fields(body))) {
    if (typeof value === 'number') groups['other'] = { ...groups['other'], [name]: value }
    else
      groups[name] = Object.fromEntries(
        Object.entries(fields(value)).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
      )
  }
  return groups
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
}
