import type { Deadline, Session } from '@stillhere/core'
import { LIMIT_KEYS_OF, shortDuration, timeText } from './words.ts'

const COUNTS_FROM: Readonly<Record<Deadline['reason'], string>> = {
  'token-expired': 'since the token was issued',
  'refresh-expired': 'since the token was issued',
  inactive: 'since somebody was last active in any tab',
  'server-idle': 'since the server last saw activity or a refresh',
  'max-lifetime': 'since the session began',
}

/** Where a limit comes from. */
export function sourceOf({ reason, from }: Deadline): string {
  return from === 'backend' ? 'the backend says so' : `your policy: ${LIMIT_KEYS_OF[reason]}`
}

/** What the limit counts from, and since when. */
export function sinceOf({ reason, sinceAt }: Deadline, now: number): string {
  return `${timeText(sinceAt, now)}, ${COUNTS_FROM[reason]}`
}

/** Why this one binds, in sentences. `next`: the one that would, if it moved. */
export function whyBinding(
  session: Pick<Session<unknown>, 'policy' | 'getState'>,
  deadline: Deadline,
  next: Deadline | null,
  now: number,
): readonly string[] {
  const { reason, sinceAt, endsAt, from } = deadline
  const figure = from === 'policy' ? session.policy.limitsMs[LIMIT_KEYS_OF[reason]] : undefined
  const length = shortDuration(figure ?? endsAt - sinceAt)
  const source =
    from === 'backend'
      ? `The backend says that it lasts until ${timeText(endsAt, now)}`
      : `Your policy has ${LIMIT_KEYS_OF[reason]} at ${length}`
  return [
    `${source}; it is counted ${COUNTS_FROM[reason]}, ${ago(now - sinceAt)}.`,
    isAsked(session, deadline) ? 'The warning is open: only “Stay signed in” moves it now (whileWarning).' : movesHow(deadline),
    ...(next === null ? [] : [`If it moves, the next end is ${next.reason} at ${timeText(next.endsAt, now)}.`]),
  ]
}

function ago(ms: number): string {
  return ms < 1000 ? 'just now' : `${shortDuration(Math.floor(ms / 1000) * 1000)} ago`
}

function isAsked({ policy, getState }: Pick<Session<unknown>, 'policy' | 'getState'>, { reason, extendable }: Deadline): boolean {
  return extendable && policy.whileWarning === 'ask' && getState().warning?.cause === reason && reason !== 'token-expired'
}

function movesHow({ reason, extendable, from }: Deadline): string {
  if (!extendable)
    return reason === 'max-lifetime' ? 'Nothing but a new sign-in moves it.' : 'Neither a refresh nor staying moves it any more.'
  switch (reason) {
    case 'token-expired':
    case 'refresh-expired':
      return 'A refresh moves it, and happens by itself.'
    case 'inactive':
      return from === 'backend' ? 'Activity moves it, when the backend has been told.' : 'Activity in any tab moves it at once.'
    case 'server-idle':
      return 'A refresh with somebody there moves it.'
    case 'max-lifetime':
      return 'Proving anew to be there moves it.'
    default:
      return reason satisfies never
  }
}

/** What lies ahead, as things stand, in the order of time. */
export interface Ahead {
  readonly at: number
  readonly kind: 'refresh' | 'retry' | 'warning' | 'end'
  readonly reason: Deadline['reason']
}

export function aheadOf(session: Pick<Session<unknown>, 'deadlines' | 'getState'>, now: number): readonly Ahead[] {
  const { refresh, warning } = session.getState()
  const all = session
    .deadlines()
    .flatMap(({ reason, refreshAt, warnAt, endsAt }): readonly Ahead[] => [
      ...(refreshAt !== null && refresh.status === 'idle' ? [{ at: refreshAt, kind: 'refresh', reason } as const] : []),
      ...(refreshAt !== null && refresh.status === 'retrying' ? [{ at: refresh.nextAt, kind: 'retry', reason } as const] : []),
      ...(warnAt !== null && warning?.cause !== reason ? [{ at: warnAt, kind: 'warning', reason } as const] : []),
      { at: endsAt, kind: 'end', reason },
    ])
  return all.filter(({ at }) => at >= now - 1000).sort((a, b) => a.at - b.at)
}
