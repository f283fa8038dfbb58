import { type Facts, mergeFacts, readFacts } from '../engine/facts.ts'
import { CLOCK_TOLERANCE_MS } from '../engine/rules.ts'
import { isKnown, upwards } from '../engine/time-line.ts'
import type { LockOutcome } from '../ports/exclusive-lock.ts'
import type { Ports } from '../ports/ports.ts'

/** A tab says, by compare-and-set, that it is the one to refresh this revision until then. */
export interface Claim {
  readonly revision: number
  readonly untilAt: number
  readonly by: string
  /** How its tab came by the lock: see {@link KeptFacts.claim}. */
  readonly lock: LockOutcome
  /**
   * Set once the attempt has failed: until then nobody asks again unless somebody wished for it later, and before `notBeforeAt` only
   * who presses for it.
   */
  readonly failure: Failure | null
}

export interface Failure {
  readonly at: number
  readonly notBeforeAt: number
}

/** What stood there at the instant of the claim. */
export interface ClaimOutcome {
  /** Somebody else's claim, or what has become of it; null when ours stands. */
  readonly theirs: Claim | null
  readonly facts: Facts | null
}

/** The coherent copy of the facts, read as untrusted input, and beside it who is refreshing them, or has tried in vain. */
export interface KeptFacts {
  readonly kind: Ports['facts']['kind']
  /** null when nothing readable is there. */
  read(): Promise<Facts | null>
  /** Atomic over all tabs; `change` may run more than once, `null` leaves what is there. Resolves to what stands. */
  update(change: (standing: Facts | null) => Facts | null): Promise<Facts | null>
  /** Adds what is known here. */
  merge(facts: Facts): Promise<Facts | null>
  /**
   * Claims this revision unless somebody else's claim stands. Whoever holds the lock passes over a claim that was made under the
   * lock: its tab has let go of it, so it is done or dead.
   */
  claim(wanted: {
    readonly revision: number
    readonly leaseMs: number
    readonly lock: LockOutcome
    readonly wishedAt: number
    readonly presence: boolean
  }): Promise<ClaimOutcome>
  /** Lets go of the claim; `cooling`: the attempt has failed, and there is a pause until `untilAt`. */
  release(cooling: (Failure & { readonly untilAt: number }) | null): Promise<void>
}

export function keepFacts(ports: Ports, now: () => number): KeptFacts {
  const self = `${Math.floor(ports.random() * Number.MAX_SAFE_INTEGER).toString(36)}:${ports.clock.now().monotonicMs}`
  const trusted = (record: unknown): Facts | null => {
    const { at } = ports.clock.now()
    return readFacts(isRecord(record) ? record['facts'] : null, at, CLOCK_TOLERANCE_MS * ports.clock.rate, now() - at)
  }

  async function update(change: (standing: Facts | null) => Facts | null): Promise<Facts | null> {
    const after = await ports.facts.update((record) => {
      const facts = change(trusted(record))
      return facts === null ? null : { facts, claim: readClaim(record) }
    })
    return trusted(after)
  }

  const claim: KeptFacts['claim'] = async ({ revision, leaseMs, lock, wishedAt, presence }) => {
    const toleranceMs = CLOCK_TOLERANCE_MS * ports.clock.rate
    const isTheirs = (standing: Claim | null): standing is Claim => {
      if (standing === null || standing.by === self || standing.untilAt <= now()) return false
      const { failure } = standing
      // A pause is of one revision. An attempt that is under way is not: another one may be known from a look before its credential is here.
      if (failure !== null) {
        // A clock that was ahead has written of an instant to come: its pause would last too long by as much.
        const counts = standing.revision === revision && failure.at <= now() + toleranceMs
        return counts && (failure.at >= wishedAt || (!presence && failure.notBeforeAt > now()))
      }
      // Longer than a lease can last: written by a clock that was ahead, or by nobody of ours.
      if (standing.untilAt > now() + leaseMs + toleranceMs) return false
      return lock === 'without' || standing.lock === 'without'
    }
    const after = await ports.facts.update((record) => {
      // Judged and dated here and not when it was asked for: a tab that was held up meanwhile must not take another one's lease for too long.
      if (isTheirs(readClaim(record))) return null
      const ours: Claim = { revision, untilAt: now() + leaseMs, by: self, lock, failure: null }
      return { facts: isRecord(record) ? record['facts'] : null, claim: ours }
    })
    const standing = readClaim(after)
    return { theirs: standing?.by === self ? null : standing, facts: trusted(after) }
  }

  return {
    get kind() {
      return ports.facts.kind
    },
    read: async () => trusted(await ports.facts.read()),
    update,
    merge: (facts) =>
      update((standing) => {
        if (standing === null) return facts
        // What a tab has stored that knew less of how far the clock was set back is not lost to one that slept meanwhile.
        const byMs = facts.offsetMs - standing.offsetMs
        const behind = byMs > 0 && !isKnown(standing, facts)
        return mergeFacts(behind ? upwards(standing, byMs, now(), ports.clock.rate) : standing, facts)
      }),
    claim,
    async release(cooling) {
      await ports.facts.update((record) => {
        const standing = readClaim(record)
        if (standing?.by !== self || !isRecord(record)) return null
        const claim = cooling && { ...standing, untilAt: cooling.untilAt, failure: { at: cooling.at, notBeforeAt: cooling.notBeforeAt } }
        return { facts: record['facts'], claim }
      })
    },
  }
}

function readClaim(record: unknown): Claim | null {
  const written = isRecord(record) ? record['claim'] : null
  if (!isRecord(written)) return null
  const { revision, untilAt, by } = written
  if (typeof revision !== 'number' || typeof untilAt !== 'number' || typeof by !== 'string') return null
  return { revision, untilAt, by, lock: written['lock'] === 'held' ? 'held' : 'without', failure: readFailure(written['failure']) }
}

function readFailure(written: unknown): Failure | null {
  if (!isRecord(written)) return null
  const { at, notBeforeAt } = written
  return typeof at === 'number' && typeof notBeforeAt === 'number' ? { at, notBeforeAt } : null
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
