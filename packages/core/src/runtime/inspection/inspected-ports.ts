import type { BackendAnswer } from '../../engine/answer.ts'
import { parseDuration } from '../../engine/duration.ts'
import type { Backend } from '../../ports/backend.ts'
import type { Ports } from '../../ports/ports.ts'
import { movedChannel, movedFacts } from './moved-ports.ts'
import { createTimeTravel, type TimeTravel } from './time-travel.ts'

/** What the tools set and the ports obey. */
export interface Tampering {
  failing: { readonly how: 'unavailable' | 'rejected'; readonly times: number } | null
  cutOff: boolean
  idle: boolean
}

export interface InspectedPorts<U> {
  readonly ports: Ports
  readonly backend: Backend<U>
  readonly time: TimeTravel
  readonly tampering: Tampering
  /** Input counts for nothing while one of them says so. */
  readonly ignoring: Set<() => boolean>
  /** Calls to the backend that are under way. */
  calls(): number
}

/** Ports and backend as they were given, but for what is tampered with. */
export function createInspectedPorts<U>({ ports, backend }: { readonly ports: Ports; readonly backend: Backend<U> }): InspectedPorts<U> {
  const time = createTimeTravel(ports)
  const tampering: Tampering = { failing: null, cutOff: false, idle: false }
  const ignoring = new Set<() => boolean>()
  let calls = 0

  async function asked<Answer extends object>(ask: () => Promise<Answer>): Promise<Answer> {
    return older(await counted(ask), time.sinceBeginningMs())
  }

  async function counted<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    if (tampering.cutOff) throw new Error('Cut off by the devtools')
    calls += 1
    try {
      return await ask()
    } finally {
      calls -= 1
    }
  }

  /** What a refresh is told instead of the backend's answer; null to ask the backend. */
  function failure(): BackendAnswer<never> | null {
    const { failing } = tampering
    if (failing === null) return null
    tampering.failing = failing.times > 1 ? { ...failing, times: failing.times - 1 } : null
    return { status: failing.how }
  }

  const { peek, signIn } = backend
  return {
    time,
    tampering,
    ignoring,
    calls: () => calls,
    ports: {
      ...ports,
      clock: time.clock,
      timer: time.timer,
      channel: movedChannel(ports.channel, time),
      facts: movedFacts(ports.facts, time),
      activity: {
        subscribe: (seen) =>
          ports.activity.subscribe(() => {
            if (!tampering.idle && ![...ignoring].some((isIgnored) => isIgnored())) seen()
          }),
      },
    },
    backend: {
      ...(backend.credentials && { credentials: backend.credentials }),
      ...(backend.enforces && { enforces: backend.enforces }),
      restore: (call) => asked(() => backend.restore(call)),
      refresh: (call) => asked(async () => failure() ?? backend.refresh(call)),
      signOut: (call) => counted(() => backend.signOut(call)),
      ...(peek && { peek: (call) => asked(() => peek.call(backend, call)) }),
      ...(signIn && { signIn: (call) => asked(() => signIn.call(backend, call)) }),
      ...(backend.subscribe && { subscribe: (changed) => backend.subscribe?.(changed) ?? (() => {}) }),
    },
  }
}

/** How long ago things were by the moved clock. What cannot be read is left for the session to complain of. */
function older<Answer extends object>(answer: Answer, byMs: number): Answer {
  if (byMs === 0) return answer
  const ages = AGES.flatMap((key) => {
    const age: unknown = Reflect.get(answer, key)
    return typeof age === 'string' ? [[key, `${ageMs(age) + byMs}ms`]] : []
  })
  return { ...answer, ...Object.fromEntries(ages) }
}

const AGES = ['authAge', 'sessionAge'] as const

function ageMs(age: string): number {
  try {
    return parseDuration(age)
  } catch {
    return Number.NaN
  }
}
