import { figure } from '../../../core/trial/oracle/figures.ts'

/** A policy as somebody writes it. */
export interface WrittenPolicy extends WrittenLimits {
  readonly remembered?: WrittenLimits
  readonly refreshLead?: string
  readonly refreshWhen?: 'always' | 'active'
  readonly onTokenExpiry?: 'check' | 'end'
  readonly onRejected?: 'end' | 'warn'
  readonly whileWarning?: 'ask' | 'activity'
  readonly warningLead?: string | Readonly<Partial<Record<LimitName, string>>>
}

export type WrittenLimits = Readonly<Partial<Record<LimitName, string>>>

export type LimitName =
  | 'inactivity'
  | 'serverIdle'
  | 'maxLifetime'
  | 'refreshWindow'
  | 'refreshTokenLifetime'
  | 'signOnWindow'
  | 'accessTokenLifetime'

/** A policy in milliseconds; Infinity for a limit that there is not. */
export interface Figures extends Readonly<Record<LimitName, number>> {
  readonly refreshLead: number
  /** As written, and null for no warning at all. */
  readonly warningLead: Readonly<Record<LimitName, number | null>>
  readonly onlyWhileActive: boolean
  readonly endsAtExpiry: boolean
  readonly warnsWhenRejected: boolean
  readonly inputExtends: boolean
  /** The server counts presence for some of its sessions, so it is told of it in all of them. */
  readonly reportsPresence: boolean
}

/** `tokenLife`: where the policy names none. */
export function figuresOf(policy: WrittenPolicy, tokenLife: string, remembered: boolean): Figures {
  const limits: WrittenLimits = { ...policy, ...(remembered ? policy.remembered : {}) }
  const accessTokenLifetime = figure(limits.accessTokenLifetime ?? tokenLife)
  // A fifth of the token's life, two minutes at most; what is written is never more than half of it.
  const leadMs = policy.refreshLead === undefined ? Math.min(accessTokenLifetime / 5, 120_000) : figure(policy.refreshLead)
  const lead = (limit: LimitName) => warningLead(policy.warningLead, limit)
  return {
    inactivity: figure(limits.inactivity),
    serverIdle: figure(limits.serverIdle),
    maxLifetime: figure(limits.maxLifetime),
    refreshWindow: figure(limits.refreshWindow),
    refreshTokenLifetime: figure(limits.refreshTokenLifetime),
    signOnWindow: figure(limits.signOnWindow),
    accessTokenLifetime,
    refreshLead: Math.min(leadMs, accessTokenLifetime / 2),
    warningLead: {
      inactivity: lead('inactivity'),
      serverIdle: lead('serverIdle'),
      maxLifetime: lead('maxLifetime'),
      refreshWindow: lead('refreshWindow'),
      refreshTokenLifetime: lead('refreshTokenLifetime'),
      signOnWindow: lead('signOnWindow'),
      accessTokenLifetime: lead('accessTokenLifetime'),
    },
    onlyWhileActive: policy.refreshWhen === 'active',
    endsAtExpiry: policy.onTokenExpiry === 'end',
    warnsWhenRejected: policy.onRejected === 'warn',
    inputExtends: policy.whileWarning === 'activity',
    reportsPresence: policy.serverIdle !== undefined || policy.remembered?.serverIdle !== undefined,
  }
}

function warningLead(written: WrittenPolicy['warningLead'], limit: LimitName): number | null {
  const lead = typeof written === 'object' ? written[limit] : written
  if (lead === 'none') return null
  return lead === undefined ? (limit === 'accessTokenLifetime' ? 60_000 : 120_000) : figure(lead)
}

/** A refresh token within its window and its life, or else a live sign-on session: the last of the two. Infinity where nothing bounds it. */
export function renewableUntil(figures: Figures, issuedAt: number): number {
  const { refreshWindow, refreshTokenLifetime, signOnWindow } = figures
  const byToken = Math.min(issuedAt + refreshWindow, refreshTokenLifetime)
  return signOnWindow === Infinity ? byToken : Math.max(byToken, issuedAt + signOnWindow)
}
