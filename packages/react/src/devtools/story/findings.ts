import type { Session } from '@stillhere/core'
import { type PolicyCheck, type PolicyFinding, writtenPolicy, durationOf } from './policy-rows.ts'

/** What the check says of the policy in force, with the token's life as far as it is known. A check that throws finds nothing. */
export function findingsOf(session: Pick<Session<unknown>, 'policy' | 'deadlines'>, check: PolicyCheck): readonly PolicyFinding[] {
  const token = session.deadlines().find(({ reason }) => reason === 'token-expired')
  const known = token === undefined ? {} : { accessTokenLifetime: durationOf(Math.round((token.endsAt - token.sinceAt) / 1000) * 1000) }
  try {
    return check(writtenPolicy(session.policy), known)
  } catch {
    return []
  }
}
