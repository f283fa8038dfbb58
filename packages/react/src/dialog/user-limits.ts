import type { Deadline, Session } from '@stillhere/core'

/** The limits that a user can meet, in ms, null where there is none. A lead of 0 means that nobody is told. */
export interface UserLimits {
  readonly inactivityMs: number | null
  readonly inactivityLeadMs: number
  readonly maxLifetimeMs: number | null
  readonly maxLifetimeLeadMs: number
}

/** What the app asked for. Holds on a server and before anybody has signed in. */
export function limitsOfPolicy({ policy: { limitsMs, warningLeadMs } }: Session<unknown>): UserLimits {
  const { inactivity, serverIdle, maxLifetime } = limitsMs
  const idleFirst = (inactivity ?? Infinity) <= (serverIdle ?? Infinity)
  const idleMs = idleFirst ? inactivity : serverIdle
  return {
    inactivityMs: idleMs ?? null,
    inactivityLeadMs: lead(idleFirst ? warningLeadMs.inactivity : warningLeadMs.serverIdle, idleMs),
    maxLifetimeMs: maxLifetime ?? null,
    maxLifetimeLeadMs: lead(warningLeadMs.maxLifetime, maxLifetime),
  }
}

/** What is in force: the backend may have shortened it, or know of a limit that the app does not. */
export function limitsInForce(session: Session<unknown>): UserLimits {
  const ofPolicy = limitsOfPolicy(session)
  const deadlines = session.deadlines()
  const idle = shortest(deadlines.filter(({ reason }) => reason === 'inactive' || reason === 'server-idle'))
  const lifetime = shortest(deadlines.filter(({ reason }) => reason === 'max-lifetime'))
  return {
    ...ofPolicy,
    ...(idle && { inactivityMs: lengthOf(idle), inactivityLeadMs: leadOf(idle) }),
    ...(lifetime && { maxLifetimeMs: lengthOf(lifetime), maxLifetimeLeadMs: leadOf(lifetime) }),
  }
}

/** No lead is longer than half of what it warns of: what the engine says of a deadline, before there is one. */
function lead(leadMs: number | null, limitMs: number | undefined): number {
  return leadMs === null || limitMs === undefined ? 0 : Math.min(leadMs, limitMs / 2)
}

function shortest(deadlines: readonly Deadline[]): Deadline | undefined {
  return [...deadlines].sort((a, b) => lengthOf(a) - lengthOf(b))[0]
}

/** Whole seconds: what travels to the server and back is off by a few milliseconds each time. */
function lengthOf({ sinceAt, endsAt }: Deadline): number {
  return Math.round((endsAt - sinceAt) / 1000) * 1000
}

function leadOf({ warnAt, endsAt }: Deadline): number {
  return warnAt === null ? 0 : Math.round((endsAt - warnAt) / 1000) * 1000
}
