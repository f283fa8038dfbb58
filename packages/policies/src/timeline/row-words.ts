import type { Explanation, Situation } from '../explain-policy.ts'
import { durationText, figureText } from './duration-text.ts'
import type { TimelineMessages } from './messages.ts'

/** A row in words. */
export interface RowWords {
  /** The end, or that there is none. */
  readonly end: string
  /** A sentence each: why, and what came before. */
  readonly how: readonly string[]
}

/** Whether it is an absence that is measured, and nobody is there to see anything. */
export function isAbsence(situation: Situation): boolean {
  return situation === 'closes-all-tabs' || situation === 'machine-sleeps'
}

/** `maxLifetimeMs`: the longest that one sign-in lasts by the policy, null for no such limit. */
export function rowWords(
  explanation: Explanation,
  maxLifetimeMs: number | null,
  { messages, locale }: { readonly messages: TimelineMessages; readonly locale: string },
): RowWords {
  const { situation, endsAfterMs, reason, horizonMs } = explanation
  const duration = durationText(endsAfterMs ?? horizonMs, locale)
  const absence = isAbsence(situation)
  const ends = absence ? messages.endsAfterAbsence : messages.endsAfter
  const stays = absence ? messages.staysForAbsence : messages.staysFor
  return {
    end: (endsAfterMs === null ? stays : ends)({ duration }),
    how: [
      ...(reason === null ? [] : [messages.reasons[reason]]),
      ...(endsAfterMs === null && maxLifetimeMs !== null && maxLifetimeMs > horizonMs
        ? [messages.endsLater({ duration: durationText(maxLifetimeMs, locale) })]
        : []),
      ...(absence ? [] : [...warning(explanation, messages, locale), ...covering(explanation, messages, locale)]),
      ...refreshing(explanation, messages, locale),
    ],
  }
}

function warning(
  { endsAfterMs, warningMs, warningExtendable }: Explanation,
  messages: TimelineMessages,
  locale: string,
): readonly string[] {
  if (endsAfterMs === null) return []
  if (warningMs === null) return [messages.notWarned]
  return [messages.warned({ lead: durationText(warningMs, locale), extendable: warningExtendable === true })]
}

function covering({ coveredAfterMs, shownAgainAfterMs }: Explanation, messages: TimelineMessages, locale: string): readonly string[] {
  if (coveredAfterMs === null) return []
  const until = shownAgainAfterMs === null ? '' : durationText(shownAgainAfterMs, locale)
  return [messages.covered({ from: durationText(coveredAfterMs, locale), until })]
}

function refreshing(
  { refreshes: { count, firstAfterMs, lastAfterMs } }: Explanation,
  messages: TimelineMessages,
  locale: string,
): readonly string[] {
  if (firstAfterMs === null || lastAfterMs === null) return []
  const [first, last] = [durationText(firstAfterMs, locale), durationText(lastAfterMs, locale)]
  return [messages.refreshes({ count, figure: figureText(count, locale), first, last })]
}
