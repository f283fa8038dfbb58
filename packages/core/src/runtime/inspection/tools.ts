import type { EventBody } from '../../engine/events.ts'
import type { Facts } from '../../engine/facts.ts'
import { shareable } from '../../engine/turn.ts'
import { LIMIT_REASONS, type LimitReason } from '../../engine/words.ts'
import { nextWake } from '../../engine/next-wake.ts'
import type { Rules } from '../../engine/rules.ts'
import type { Loop } from '../loop.ts'
import type { InspectedPorts } from './inspected-ports.ts'
import type { InspectionTools } from './types.ts'

/** Real time that an answer of the backend may take while time is let pass; then it goes on without. */
const PATIENCE_MS = 3000
const BREATH_MS = 20

/** Each does to the session what the world would: through its ports, or with an event that its engine knows. `told`: the tools' state has changed. */
export function createTools(
  inspected: Pick<InspectedPorts<unknown>, 'ports' | 'time' | 'tampering' | 'ignoring' | 'calls'>,
  loop: Loop<unknown>,
  rules: Rules,
  told: () => void,
): InspectionTools {
  const { ports, time, tampering, ignoring } = inspected
  let skipping = false
  const breath = () => new Promise<void>((resolve) => void ports.timer.setReal(BREATH_MS, resolve))

  /** As if the backend had just been looked at. */
  function answerPeek(answer: (EventBody<unknown> & { readonly type: 'peek-answered' })['answer']): void {
    loop.dispatch({ type: 'peek-answered', answer, sentAt: loop.now(), about: loop.state.facts?.key ?? null, random: 0 })
    told()
  }

  async function untilAnswered(): Promise<void> {
    await breath()
    for (let waitedMs = 0; inspected.calls() > 0 && waitedMs < PATIENCE_MS; waitedMs += BREATH_MS) await breath()
  }

  return {
    getState() {
      const { sleptMs, skippedMs } = time.ahead()
      return { ...tampering, aheadMs: sleptMs + skippedMs, skipping }
    },
    expireToken() {
      const { facts, status, user, userId } = loop.state
      if (status !== 'signed-in' || facts?.renewal == null || user === null || userId === null) return false
      const endsInMs = { ...remaining(facts, loop.now()), 'token-expired': 0 }
      const { extendable } = facts.renewal
      answerPeek({
        status: 'live',
        userId,
        user,
        endsInMs,
        extendable,
        authAgeMs: null,
        sessionAgeMs: null,
        sessionKey: null,
        remembered: facts.remembered,
      })
      return true
    },
    failRefreshes(how, times) {
      tampering.failing = times > 0 ? { how, times } : null
      told()
    },
    setCutOff(cutOff) {
      tampering.cutOff = cutOff
      if (!cutOff) loop.dispatch({ type: 'came-online' })
      told()
    },
    setIdle(idle) {
      tampering.idle = idle
      told()
    },
    ignoreInput(isIgnored) {
      ignoring.add(isIgnored)
      return () => void ignoring.delete(isIgnored)
    },
    sleep(durationMs) {
      time.sleep(durationMs)
      loop.dispatch({ type: 'page-resumed' })
      told()
    },
    async skipTo(at) {
      if (skipping) return
      skipping = true
      told()
      try {
        for (let leftMs = at - loop.now(); leftMs > 0 && loop.state.status === 'signed-in'; leftMs = at - loop.now()) {
          const wakesAt = nextWake(loop.state, rules) ?? Infinity
          time.skip(Math.max(0, Math.min(leftMs, wakesAt - loop.now())))
          loop.dispatch({ type: 'timer-fired' })
          await untilAnswered()
        }
      } finally {
        skipping = false
        told()
      }
    },
    signOutElsewhere() {
      const { facts } = loop.state
      if (facts === null) return
      const value = { ...shareable(facts, rules), end: { reason: 'signed-out', at: loop.now(), limitMs: null, settled: true } }
      ports.channel.post(value)
      loop.dispatch({ type: 'facts-heard', value })
    },
    revoke: () => answerPeek({ status: 'rejected', reason: 'revoked' }),
  }
}

/** What the backend said is left of each limit, counted from now. */
function remaining({ renewal }: Facts, now: number): Partial<Record<LimitReason, number>> {
  const left: Partial<Record<LimitReason, number>> = {}
  for (const reason of LIMIT_REASONS) {
    const endsAt = renewal?.endsAt[reason]
    if (endsAt !== undefined) left[reason] = Math.max(0, endsAt - now)
  }
  return left
}
