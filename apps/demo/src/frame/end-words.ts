import type { SessionEnd } from '@stillhere/core'

/** What a person reads after the end: what happened, why, and for how long. */
export function endWords({ reason, limitMs }: Pick<SessionEnd, 'reason' | 'limitMs'>): { readonly title: string; readonly text: string } {
  const out = 'You’ve been signed out'
  switch (reason) {
    case 'inactive':
    case 'server-idle':
      return { title: out, text: `We haven’t seen you for ${limitMs === null ? 'a while' : inWords(limitMs)}. Sign in again to go on.` }
    case 'max-lifetime':
      return {
        title: out,
        text: `${limitMs === null ? 'The longest time' : capital(inWords(limitMs))} after signing in, everybody is asked to sign in again.`,
      }
    case 'token-expired':
    case 'refresh-expired':
      return { title: out, text: 'We couldn’t reach the server in time to keep you signed in. Sign in again to go on.' }
    case 'refresh-rejected':
    case 'revoked':
      return { title: out, text: 'The server asks you to sign in again.' }
    case 'replaced':
      return { title: out, text: 'Somebody else signed in in this browser.' }
    case 'signed-out':
      return { title: 'You’re signed out', text: 'Nobody can see your work here any more. See you soon.' }
    default:
      return reason satisfies never
  }
}

const UNITS = [
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const

/** `900000` → “15 minutes”; `5400000` → “1 hour 30 minutes”. Two units at most, as exact as people say it. */
export function inWords(durationMs: number): string {
  const wholeMs = durationMs < 60_000 ? 1000 : durationMs < 595_000 ? 10_000 : 60_000
  let leftMs = Math.round(durationMs / wholeMs) * wholeMs
  const parts: string[] = []
  for (const [unit, unitMs] of UNITS) {
    const count = Math.floor(leftMs / unitMs)
    leftMs -= count * unitMs
    if (count > 0) parts.push(new Intl.NumberFormat('en', { style: 'unit', unit, unitDisplay: 'long' }).format(count))
  }
  return parts.slice(0, 2).join(' ') || '0 seconds'
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
