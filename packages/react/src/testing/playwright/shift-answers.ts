/** An answer of the cookie session's server, as far as it tells of time (`endsInSeconds`, ages). */
type Answer = Record<string, unknown>

/** An instant of the server's: it lies between two others, because an answer takes time. `aheadMs`: when it was first told. */
interface Told {
  from: number
  to: number
  readonly aheadMs: number
}

/** When a request was sent and answered, epoch milliseconds of the real clock, and how far the pages' clock was ahead of it. */
export interface Round {
  readonly kind: string
  readonly sentAt: number
  readonly answeredAt: number
  readonly aheadMs: number
}

/** The server's answers as they would be if its clock had gone as far as the page's. */
export interface ShiftedAnswers {
  /** What is no live session is handed back as it is. */
  shift(answer: unknown, round: Round): unknown
}

/** What each kind of request moves, so that it counts from now although no real time has passed. */
const MOVED: Readonly<Record<string, readonly string[]>> = {
  refresh: ['token-expired', 'server-idle'],
  extend: ['token-expired', 'server-idle', 'inactive'],
}

/**
 * An instant of the server's is put where it was when it was first told: an end that the server names again, though the page's clock
 * has gone on by an hour, is an hour nearer; one that has moved counts from now.
 */
export function createShiftedAnswers(): ShiftedAnswers {
  const told = new Map<string, Told[]>()

  /** How far the page's clock has run on since this instant was first told. */
  function ranOn(name: string, fromNowMs: number, moved: boolean, { sentAt, answeredAt, aheadMs }: Round): number {
    const known = told.get(name) ?? []
    told.set(name, known)
    const [from, to] = [sentAt + fromNowMs, answeredAt + fromNowMs]
    const same = moved ? undefined : known.findLast((one) => one.from <= to && from <= one.to)
    if (same === undefined) {
      known.push({ from, to, aheadMs })
      return 0
    }
    same.from = Math.max(same.from, from)
    same.to = Math.min(same.to, to)
    return aheadMs - same.aheadMs
  }

  return {
    shift(answer, round) {
      if (!isObject(answer) || answer['status'] !== 'live') return answer
      const session = String(answer['sessionKey'])
      const moved = MOVED[round.kind] ?? []
      const ends = secondsIn(answer['endsInSeconds']).map(([reason, seconds]) => {
        const ranOnMs = ranOn(`${session} ${reason}`, seconds * 1000, moved.includes(reason), round)
        return [reason, seconds - ranOnMs / 1000] as const
      })
      const over = endOf(new Map(ends))
      if (over !== null) return { status: 'rejected', reason: over }
      const ages = secondsIn(answer)
        .filter(([name]) => name === 'sessionAgeSeconds' || name === 'authAgeSeconds')
        .map(([name, seconds]) => [name, seconds + ranOn(`${session} ${name}`, -seconds * 1000, false, round) / 1000])
      const endsInSeconds = Object.fromEntries(ends.map(([reason, seconds]) => [reason, Math.max(0, seconds)]))
      return { ...answer, endsInSeconds, ...Object.fromEntries(ages) }
    },
  }
}

/** The limit that a server whose clock had gone so far would have ended the session by; null for none. */
function endOf(ends: ReadonlyMap<string, number>): string | null {
  const past = (reason: string) => (ends.get(reason) ?? 1) <= 0
  const limit = ['inactive', 'server-idle', 'max-lifetime'].find(past)
  if (limit !== undefined) return limit
  return past('refresh-expired') && past('token-expired') ? 'refresh-expired' : null
}

function secondsIn(value: unknown): (readonly [string, number])[] {
  return isObject(value) ? Object.entries(value).filter((entry): entry is [string, number] => typeof entry[1] === 'number') : []
}

function isObject(value: unknown): value is Answer {
  return typeof value === 'object' && value !== null
}
