import type { Step } from '@stillhere/core/inspection'
import { causeOf } from './cause.ts'
import { type Effect, effectsOf, type Subject, type Tone } from './effects.ts'

/** A step in words. */
export interface Told {
  readonly n: number
  readonly at: number
  readonly untilAt: number
  readonly cause: string
  readonly effects: readonly Effect[]
  readonly subject: Subject
  readonly tone: Tone
  /** Nothing followed from it that anybody would notice. */
  readonly quiet: boolean
  /** Cause and effects as one text. */
  readonly text: string
}

export function tell(step: Step): Told {
  const effects = effectsOf(step)
  const cause = causeOf(step)
  const [first] = effects
  return {
    n: step.n,
    at: step.at,
    untilAt: step.untilAt,
    cause,
    effects,
    subject: first?.subject ?? subjectOf(step),
    tone: strongest(effects),
    quiet: effects.length === 0,
    text: [`${cause}.`, ...effects.map(({ text }) => text)].join(' '),
  }
}

const STRENGTH: readonly Tone[] = ['ended', 'notice', 'fine']

function strongest(effects: readonly Effect[]): Tone {
  return STRENGTH.find((tone) => effects.some((effect) => effect.tone === tone)) ?? 'quiet'
}

function subjectOf({ event }: Step): Subject {
  switch (event.type) {
    case 'activity-seen':
    case 'lease-taken':
    case 'lease-released':
    case 'extend-requested':
      return 'presence'
    case 'page-shown':
    case 'page-hidden':
    case 'page-left':
    case 'page-restored':
    case 'page-resumed':
    case 'came-online':
    case 'timer-fired':
    case 'facts-heard':
    case 'facts-read':
      return 'page'
    case 'refresh-answered':
    case 'refresh-held-back':
    case 'refresh-joined':
    case 'refresh-requested':
      return 'refresh'
    case 'started':
    case 'restore-answered':
    case 'peek-answered':
    case 'sign-out-requested':
    case 'sign-out-confirmed':
    case 'backend-changed':
    case 'state-changed':
      return 'session'
    default:
      return event.type satisfies never
  }
}
