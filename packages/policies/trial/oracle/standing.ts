import { type Figures, type LimitName, renewableUntil } from './figures.ts'

export type Reason = 'token-expired' | 'refresh-expired' | 'refresh-rejected' | 'inactive' | 'server-idle' | 'max-lifetime'

/** Of two ends at one instant the first one here counts. */
const ORDER: readonly Reason[] = ['token-expired', 'refresh-expired', 'refresh-rejected', 'inactive', 'server-idle', 'max-lifetime']

/** What has happened to a session so far. Instants count from the sign-in, in milliseconds. */
export interface Standing {
  /** The last token. */
  readonly issuedAt: number
  /** Somebody was there, as far as it counts. */
  readonly presentAt: number
  /** When a renewal was refused and the session goes on all the same. */
  readonly refusedAt: number | null
  /** An attempt for this token has failed. */
  readonly failing: boolean
}

/** An end as things stand. */
export interface End {
  readonly reason: Reason
  readonly at: number
  /** What its dialog counts down to. */
  readonly toldAt: number
  readonly extendable: boolean
  /** When its dialog opens; null for never. */
  readonly warnAt: number | null
}

/** What would end the session if nothing more happened, the first one first. */
export function endsOf(figures: Figures, standing: Standing): readonly End[] {
  const { inactivity, serverIdle, maxLifetime } = figures
  const { issuedAt, presentAt } = standing
  const all: End[] = [tokenEnd(figures, standing)]
  if (inactivity < Infinity) all.push(gap('inactive', 'inactivity', presentAt + inactivity))
  if (serverIdle < Infinity) all.push(gap('server-idle', 'serverIdle', issuedAt + serverIdle))
  if (maxLifetime < Infinity) {
    const lead = leadOf(figures, 'maxLifetime', maxLifetime)
    all.push({ reason: 'max-lifetime', ...ends(maxLifetime), extendable: false, warnAt: before(maxLifetime, lead) })
  }
  return all.sort((one, other) => one.at - other.at || ORDER.indexOf(one.reason) - ORDER.indexOf(other.reason))

  function gap(reason: 'inactive' | 'server-idle', limit: 'inactivity' | 'serverIdle', at: number): End {
    const lead = leadOf(figures, limit, figures[limit])
    // Moved by less than its lead it counts as not to be moved; and what the server counts moves with a renewal alone.
    const isWorthIt = maxLifetime - at >= (lead ?? 0)
    const canMove = reason === 'inactive' || renewableUntil(figures, issuedAt) > at - (lead ?? 0)
    return { reason, ...ends(at), extendable: isWorthIt && canMove, warnAt: before(at, lead) }
  }
}

/** When the background refresh is due; null when none will be. */
export function refreshAt(figures: Figures, { issuedAt, refusedAt }: Standing): number | null {
  const expiry = issuedAt + figures.accessTokenLifetime
  const due = expiry - figures.refreshLead
  // Nothing is asked for that nobody gives any more, or that does not move the end.
  return refusedAt === null && due < renewableUntil(figures, issuedAt) && expiry < figures.maxLifetime ? due : null
}

function tokenEnd(figures: Figures, standing: Standing): End {
  const { issuedAt, refusedAt, failing } = standing
  const { accessTokenLifetime: life, refreshLead } = figures
  const at = issuedAt + life
  const until = renewableUntil(figures, issuedAt)
  if (refreshAt(figures, standing) !== null) {
    const lead = leadOf(figures, 'accessTokenLifetime', refreshLead)
    const warned = { toldAt: at, extendable: true, warnAt: failing ? before(at, lead) : null }
    if (figures.endsAtExpiry) return { reason: 'token-expired', at, ...warned }
    // The page is covered from the token's end on, and is over when nothing can renew it any more.
    return { reason: 'refresh-expired', at: Math.max(at, until), ...warned }
  }
  if (at - refreshLead >= until) {
    const lead = leadOf(figures, 'refreshTokenLifetime', life)
    return { reason: 'refresh-expired', ...ends(at), extendable: false, warnAt: before(at, lead) }
  }
  const lead = leadOf(figures, 'accessTokenLifetime', life)
  // A refusal is told at once.
  const warnAt = lead !== null && refusedAt !== null ? refusedAt : before(at, lead)
  return { reason: 'token-expired', ...ends(at), extendable: false, warnAt }
}

function ends(at: number): Pick<End, 'at' | 'toldAt'> {
  return { at, toldAt: at }
}

function before(at: number, lead: number | null): number | null {
  return lead === null ? null : at - lead
}

/** At most half of what it warns of; null for no warning. */
function leadOf(figures: Figures, limit: LimitName, warnsOf: number): number | null {
  const lead = figures.warningLead[limit]
  return lead === null ? null : Math.min(lead, warnsOf / 2)
}
