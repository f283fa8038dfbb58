import type { BackendAnswer } from '../engine/answer.ts'
import { type Duration, parseDuration } from '../engine/duration.ts'
import type { SessionPolicy } from '../engine/policy-types.ts'
import type { LimitReason, User } from '../engine/words.ts'
import { openWorld, type OpenWorld } from '../testing/world.ts'
import { live, scriptedBackend } from './scripted-backend.ts'

type Asked = 'restore' | 'peek' | 'refresh' | 'sign-out'

export interface BreakableWorld extends OpenWorld<User> {
  readonly signedInAt: number
  /** Time goes on to this instant since the sign-in. */
  until(ms: number): Promise<void>
  /** From now on everything that is asked is answered like this; without an answer all is well again. */
  answerWith(answer: (() => Promise<BackendAnswer>) | null): void
  /** When the backend was asked for this, in milliseconds since the sign-in. */
  asked(...kinds: readonly Asked[]): readonly number[]
  /** Lines of the trace that tell what people saw. */
  seen(): readonly string[]
}

export interface BreakableSetting {
  /** Of each token. */
  readonly life: Duration
  readonly policy?: SessionPolicy
  readonly seed?: number
  /** false: how the session stands can not be looked at. */
  readonly peeks?: boolean
  /** Limits whose end moves only when the backend says so. */
  readonly enforces?: readonly LimitReason[]
  /** What an answer says besides. */
  readonly says?: Parameters<typeof live>[0]
}

/** A world whose backend tells the truth, by a clock that nobody sets, until it is told otherwise; it notes when it was asked. */
export function openBreakableWorld({
  life,
  policy = {},
  seed = 1,
  peeks = true,
  enforces = [],
  says = {},
}: BreakableSetting): BreakableWorld {
  const log: { readonly kind: Asked; readonly atMs: number }[] = []
  let failing: (() => Promise<BackendAnswer>) | null = null
  let issuedMs = 0

  const elapsedMs = (): number => opened.machine.clock.trueAt() - beganAt
  const answer = (kind: Asked) => {
    log.push({ kind, atMs: elapsedMs() })
    if (failing !== null) return failing()
    if (kind === 'refresh') issuedMs = elapsedMs()
    const leftMs = Math.max(0, issuedMs + parseDuration(life) - elapsedMs())
    return Promise.resolve(live({ sessionKey: 'k', ...says, endsIn: { 'token-expired': `${leftMs}ms`, ...says.endsIn } }))
  }
  const backend = scriptedBackend({
    enforces,
    restore: () => answer('restore'),
    ...(peeks && { peek: () => answer('peek') }),
    refresh: () => answer('refresh'),
    signOut: async () => void log.push({ kind: 'sign-out', atMs: elapsedMs() }),
  })
  const opened: OpenWorld<User> = openWorld({ user: { sub: 'u1' }, policy, seed, backend })
  const beganAt = opened.machine.clock.trueAt()
  const signedInAt = opened.world.now

  return {
    ...opened,
    signedInAt,
    until: (ms) => opened.world.advance(`${ms - elapsedMs()}ms`),
    answerWith(next) {
      failing = next
    },
    asked: (...kinds) => log.filter(({ kind }) => kinds.includes(kind)).map(({ atMs }) => atMs),
    seen: () => opened.world.trace.filter((line) => / tab \d+ is /.test(line)),
  }
}

/** Time between one and the next. */
export function gaps(instants: readonly number[]): readonly number[] {
  return instants.slice(1).map((at, index) => at - (instants[index] ?? at))
}
