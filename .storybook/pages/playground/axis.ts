import type { Deadline, SessionState } from '../../product.ts'
import type { Happening, Span } from './chronicle.ts'
import { LIMIT_NAMES, spanText, timeOfDay, whatHappened } from './words.ts'

/** A point or a stretch on the axis; places are shares of its length. */
export interface Item {
  readonly key: string
  readonly look: string
  readonly from: number
  /** null for a point. */
  readonly until: number | null
  /** Not yet, as things stand. */
  readonly ahead: boolean
  readonly text: string
}

export interface Row {
  readonly name: string
  readonly items: readonly Item[]
}

export interface Axis {
  readonly startAt: number
  readonly endAt: number
  readonly rows: readonly Row[]
  readonly ticks: readonly { readonly place: number; readonly at: number }[]
  /** A limit that lies beyond the axis. */
  readonly beyond: readonly Deadline[]
}

/** What is known at one moment. */
export interface Known {
  readonly startAt: number
  readonly now: number
  /** As far as this life has been lived. */
  readonly reachedAt: number
  /** What is on the tape and still to come. */
  readonly taped: readonly Happening[]
  readonly happenings: readonly Happening[]
  readonly spans: readonly Span[]
  readonly deadlines: readonly Deadline[]
  readonly state: Pick<SessionState<unknown>, 'status' | 'warning' | 'refresh'> | null
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const LENGTHS = [5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 360, 480, 600, 720, 960, 1440, 2880, 5760, 10_080, 20_160, 43_200, 90_000]
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 240, 360, 720, 1440, 2880, 5760, 10_080].map((minutes) => minutes * MINUTE)
/** An end that is further away is named, but does not press everything else together. */
const FAR_MS = 11 * HOUR

/** A whole life on one even line, from the sign-in to the end that is in sight. It grows with the life. */
export function layOut(known: Known): Axis {
  const { startAt, now, deadlines } = known
  const endAt = startAt + lengthOf(known)
  const place = (at: number) => Math.min(1, Math.max(0, (at - startAt) / (endAt - startAt)))
  const stepMs = STEPS.find((step) => (endAt - startAt) / step <= 9) ?? 30 * DAY
  const items = [...pastItems(known, place), ...tapedItems(known, place), ...comingItems(known, place)]
  const of = (...looks: readonly string[]) => items.filter(({ look }) => looks.includes(look))
  const rows: readonly Row[] = [
    { name: 'Signed in', items: of('signed-in', 'limit', 'ended') },
    { name: 'Dialog', items: of('warning', 'reconnecting') },
    { name: 'Renewals', items: of('refreshed', 'refresh-failed', 'refresh-refused', 'refresh') },
    { name: 'Somebody there', items: of('activity', 'pressed', 'taped') },
    { name: 'In the way', items: of('failing', 'offline', 'asleep') },
  ]
  const tabs = [...new Set(known.spans.flatMap((span) => (span.kind === 'tab' ? [span.tab] : [])))].sort((a, b) => a - b)
  return {
    startAt,
    endAt,
    rows: tabs.length > 1 ? [...rows, ...tabs.map((tab) => ({ name: `Tab ${tab}`, items: of(`tab ${tab}`) }))] : rows,
    ticks: Array.from({ length: Math.floor((endAt - startAt) / stepMs) + 1 }, (_, index) => startAt + index * stepMs).map((at) => ({
      at,
      place: place(at),
    })),
    beyond: deadlines.filter((deadline) => deadline.endsAt > endAt && deadline.endsAt > now),
  }
}

function lengthOf({ startAt, now, reachedAt, deadlines }: Known): number {
  const met = deadlines.find(isMet)
  const near = met !== undefined && met.endsAt - startAt <= FAR_MS ? met.endsAt : (deadlines[0]?.endsAt ?? now)
  const wanted = Math.max(near, now, reachedAt) - startAt
  return (LENGTHS.find((minutes) => minutes * MINUTE >= wanted * 1.04) ?? 90_000) * MINUTE
}

/** A token that is renewed as it should be is an end that nobody meets. */
export function isMet({ reason, extendable, warnAt }: Deadline): boolean {
  return reason !== 'token-expired' || !extendable || warnAt !== null
}

type Place = (at: number) => number

function pastItems({ happenings, spans, now }: Known, place: Place): readonly Item[] {
  return [
    ...spans.map((span, index) => ({
      key: `span ${index} ${span.kind}`,
      look: span.kind === 'tab' ? `tab ${span.tab}` : span.kind,
      from: place(span.from),
      until: place(span.until ?? now),
      ahead: false,
      text: `${spanText(span)}, ${timeOfDay(span.from)} to ${span.until === null ? 'now' : timeOfDay(span.until)}`,
    })),
    ...happenings
      .filter((happening) => happening.kind !== 'signed-in' && (happening.kind !== 'deed' || happening.deed.type === 'stay'))
      .map((happening, index) => ({
        key: `happening ${index}`,
        look: happening.kind === 'deed' ? 'pressed' : happening.kind,
        from: place(happening.at),
        until: null,
        ahead: false,
        text: `${whatHappened(happening)}, ${timeOfDay(happening.at)}`,
      })),
  ]
}

function tapedItems({ taped }: Known, place: Place): readonly Item[] {
  return taped.map((happening, index) => ({
    key: `taped ${index}`,
    look: 'taped',
    from: place(happening.at),
    until: null,
    ahead: true,
    text: `On the tape: ${whatHappened(happening)}, ${timeOfDay(happening.at)}`,
  }))
}

function comingItems({ deadlines, state, now, startAt }: Known, place: Place): readonly Item[] {
  const met = deadlines.find(isMet)
  const horizon = (at: number) => place(at) < 1 || at === startAt
  const coming = (look: string, at: number, until: number | null, text: string): Item => ({
    key: `coming ${look} ${text}`,
    look,
    from: place(at),
    until: until === null ? null : place(until),
    ahead: true,
    text: `${text}, ${timeOfDay(at)}`,
  })
  const items: Item[] = []
  for (const { reason, endsAt, warnAt, refreshAt } of deadlines) {
    if (refreshAt !== null && state?.refresh.status === 'retrying') items.push(coming('refresh', state.refresh.nextAt, null, 'Next try'))
    else if (refreshAt !== null && horizon(refreshAt)) items.push(coming('refresh', Math.max(now, refreshAt), null, 'Renewal planned'))
    if (!horizon(endsAt) || (reason === 'token-expired' && refreshAt !== null && warnAt === null)) continue
    if (warnAt !== null) items.push(coming('warning', Math.max(now, warnAt), endsAt, `Dialog planned: ${LIMIT_NAMES[reason]}`))
    items.push(coming('limit', endsAt, null, `Limit: ${LIMIT_NAMES[reason]}`))
  }
  if (state?.status === 'signed-in') {
    items.push(coming('signed-in', now, met !== undefined && horizon(met.endsAt) ? met.endsAt : now + 1000 * DAY, 'As things stand'))
  }
  return items
}
