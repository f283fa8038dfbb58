import { ENDS_HEADER, type LimitReason } from '@stillhere/core'

/**
 * The remaining times as one header: a dictionary of RFC 9651, seconds from now, cut to milliseconds so that nothing is told longer than
 * it is. `session="b0e2f6", token-expired=288, inactive=840.5`
 */
export function endsHeader(session: {
  readonly sessionKey: string
  readonly endsInSeconds: Readonly<Partial<Record<LimitReason, number>>>
}): Readonly<Record<string, string>> {
  const ends = Object.entries(session.endsInSeconds).map(([reason, seconds]) => `${reason}=${Math.floor(seconds * 1000) / 1000}`)
  return { [ENDS_HEADER]: [`session="${session.sessionKey}"`, ...ends].join(', ') }
}
