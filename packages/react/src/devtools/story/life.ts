import type { Step } from '@stillhere/core/inspection'
import { effectsOf } from './effects.ts'
import { causeOf } from './cause.ts'

/** How the session looked to its user for a while. */
export type Look = 'restoring' | 'signed-in' | 'warning' | 'covered' | 'ended' | 'signed-out'

export interface Band {
  /** The step that began it. */
  readonly n: number
  readonly look: Look
  readonly fromAt: number
  readonly untilAt: number
}

/** Something that happened at an instant. */
export interface Mark {
  readonly n: number
  readonly at: number
  readonly kind: 'renewed' | 'renewed-elsewhere' | 'failed' | 'sign-in' | 'end'
  readonly text: string
}

export interface Span {
  readonly fromAt: number
  readonly untilAt: number
  readonly elsewhere: boolean
}

/** What the steps tell of a session's life so far. */
export interface Life {
  readonly firstAt: number
  readonly bands: readonly Band[]
  readonly present: readonly Span[]
  readonly marks: readonly Mark[]
}

/** Input that is no further apart is one time at work. */
const TOGETHER_MS = 90_000

/** `rate`: milliseconds of the session's clock in a real one. The last band goes on: see {@link untilNow}. */
export function lifeOf(steps: readonly Step[], rate: number): Life {
  return { firstAt: steps[0]?.at ?? 0, bands: bandsOf(steps), present: presentIn(steps, TOGETHER_MS * rate), marks: marksOf(steps) }
}

/** The same life a moment later. */
export function untilNow(life: Life, now: number): Life {
  const last = life.bands.at(-1)
  return last === undefined ? { ...life, firstAt: now } : { ...life, bands: [...life.bands.slice(0, -1), { ...last, untilAt: now }] }
}

function bandsOf(steps: readonly Step[]): readonly Band[] {
  const bands: Band[] = []
  for (const [index, { n, at, after }] of steps.entries()) {
    const look = lookOf(after)
    const untilAt = Math.max(at, steps[index + 1]?.at ?? at)
    const last = bands.at(-1)
    if (last?.look === look) bands[bands.length - 1] = { ...last, untilAt }
    else bands.push({ n, look, fromAt: at, untilAt })
  }
  return bands
}

function lookOf({ status, checking, warning }: Step['after']): Look {
  if (status !== 'signed-in') return status
  return checking === null ? (warning === null ? 'signed-in' : 'warning') : 'covered'
}

function presentIn(steps: readonly Step[], togetherMs: number): readonly Span[] {
  const spans: Span[] = []
  for (const { presence, at, untilAt } of steps) {
    if (presence === null) continue
    const elsewhere = presence === 'elsewhere'
    const last = spans.findLastIndex((span) => span.elsewhere === elsewhere)
    const known = spans[last]
    if (known !== undefined && at - known.untilAt <= togetherMs) spans[last] = { ...known, untilAt: Math.max(known.untilAt, untilAt) }
    else spans.push({ fromAt: at, untilAt, elsewhere })
  }
  return spans
}

function marksOf(steps: readonly Step[]): readonly Mark[] {
  return steps.flatMap((step) => {
    const kind = kindOf(step)
    if (kind === null) return []
    const text = [`${causeOf(step)}.`, ...effectsOf(step).map((effect) => effect.text)].join(' ')
    return [{ n: step.n, at: step.at, kind, text }]
  })
}

function kindOf({ before, after }: Step): Mark['kind'] | null {
  if (before.status !== after.status) return after.status === 'signed-in' ? 'sign-in' : after.status === 'ended' ? 'end' : null
  if (after.status !== 'signed-in') return null
  if (before.revision !== after.revision) return before.refresh.status === 'running' ? 'renewed' : 'renewed-elsewhere'
  return after.refresh.failures > before.refresh.failures ? 'failed' : null
}
