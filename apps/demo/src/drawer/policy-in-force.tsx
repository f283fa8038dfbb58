import { type Capabilities, LIMIT_KEYS, type Limits, type ResolvedPolicy } from '@stillhere/core'
import { useSession } from '@stillhere/react'
import type { ReactElement } from 'react'
import { inWords } from '../frame/end-words.ts'

const LIMIT_WORDS: Readonly<Record<keyof Limits, string>> = {
  inactivity: 'Inactivity',
  serverIdle: 'Server idle',
  maxLifetime: 'Maximum lifetime',
  refreshWindow: 'Refresh window',
  refreshTokenLifetime: 'Refresh tokens',
  signOnWindow: 'Sign-on window',
  accessTokenLifetime: 'Access token',
}

/** The limits that the app chose, and what this browser gave the session to work with. */
export function PolicyInForce(): ReactElement {
  const session = useSession((s) => s.session)
  return (
    <dl className="facts">
      {[...policyRows(session.policy), ...capabilityRows(session.capabilities)].map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function policyRows(policy: ResolvedPolicy): readonly (readonly [string, string])[] {
  const limits = LIMIT_KEYS.flatMap((key) => {
    const limitMs = policy.limitsMs[key]
    if (limitMs === undefined) return []
    const leadMs = policy.warningLeadMs[key]
    return [[LIMIT_WORDS[key], leadMs === null ? inWords(limitMs) : `${inWords(limitMs)}, warning ${inWords(leadMs)} before`] as const]
  })
  return [
    ...limits,
    [
      'Refresh',
      policy.refreshLeadMs === null
        ? 'a fifth of the token’s life before its end, at most 2 minutes'
        : `${inWords(policy.refreshLeadMs)} before the token’s end`,
    ],
    ['At token expiry', policy.onTokenExpiry === 'check' ? 'cover the page and ask' : 'end'],
  ]
}

function capabilityRows(capabilities: Capabilities): readonly (readonly [string, string])[] {
  return [
    ['One refresh', capabilities.lock === 'web-locks' ? 'for all tabs, by Web Locks' : 'per tab: no Web Locks here'],
    [
      'Tabs talk by',
      { 'broadcast-channel': 'BroadcastChannel', 'storage-event': 'storage events', none: 'nothing: none here' }[capabilities.channel],
    ],
    ['Facts are kept in', capabilities.facts === 'indexeddb' ? 'IndexedDB' : 'memory: no IndexedDB here'],
  ]
}
