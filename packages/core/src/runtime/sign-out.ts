import * as texts from '#texts'
import type { Command } from '../engine/commands.ts'
import { StillhereError } from '../engine/errors.ts'
import { compareSessions, mergeFacts } from '../engine/facts.ts'
import type { SignOutResult } from '../engine/results.ts'
import type { Backend, ReturnTo } from '../ports/backend.ts'
import type { Ports } from '../ports/ports.ts'
import { limited } from './backend-calls.ts'
import type { KeptFacts } from './kept-facts.ts'

type TellCommand = Command & { readonly type: 'tell-backend' }

/** Telling the backend is bounded; a backend that is down does not keep anybody on the page. Real time. */
const SIGN_OUT_LIMIT_MS = 5000

export interface Told {
  readonly result: SignOutResult
  readonly redirectTo: string | null
}

/** One tab tells the backend: the first whose mark of the end reached the store. null when another tab was first. */
export async function tellBackend<U>(
  backend: Backend<U>,
  ports: Ports,
  kept: KeptFacts,
  command: TellCommand,
  returnTo: ReturnTo | null,
): Promise<Told | null> {
  const { reason, facts, anyway } = command
  let first = true
  await kept.update((standing) => {
    const order = standing === null ? -1 : compareSessions(standing, facts)
    first = standing === null || order < 0 || (order === 0 && standing.end === null)
    if (standing === null || order < 0) return facts
    return order > 0 ? null : mergeFacts(standing, facts)
  })
  if (!first && !anyway) return null
  try {
    const answer = await limited(ports, SIGN_OUT_LIMIT_MS, (signal) => backend.signOut({ signal, reason, returnTo }))
    return { result: { ok: true }, redirectTo: answer?.redirectTo ?? null }
  } catch (cause) {
    const error = new StillhereError('backend-unavailable', texts.signOutUnconfirmed(), { cause })
    return { result: { ok: false, reason: 'unavailable', error }, redirectTo: null }
  }
}
