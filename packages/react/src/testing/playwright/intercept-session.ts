import type { EndReason } from '@stillhere/core'
import type { DrivenContext, DrivenRoute } from './playwright.ts'
import { createShiftedAnswers } from './shift-answers.ts'

/** No network, or an HTTP status in place of an answer. */
export type SessionFault = 'network' | 429 | 500 | 502 | 503 | 504

/** The wire between the pages of a context and the cookie session's server. */
export interface SessionWire {
  fail(fault: SessionFault): void
  recover(): void
  end(reason: EndReason): void
  readonly requests: readonly string[]
}

const ASKED = ['peek', 'refresh', 'extend', 'logout']
/** More seconds than any token has left: asks the server to renew in any case. It does not know that hours have passed for the page. */
const RENEW_ANYHOW = { minValiditySeconds: 1e9 }

/** `aheadMs`: how far the pages' clock is ahead of the server's. */
export async function interceptSession(context: DrivenContext, url: string, aheadMs: () => number): Promise<SessionWire> {
  const answers = createShiftedAnswers()
  const requests: string[] = []
  let fault: SessionFault | null = null
  let end: EndReason | null = null

  async function answer(route: DrivenRoute, kind: string): Promise<void> {
    requests.push(kind)
    if (kind === 'logout') return route.fulfill({ response: await route.fetch({}) })
    if (fault === 'network') return route.abort()
    if (fault !== null) return route.fulfill({ status: fault, json: { status: 'unavailable' } })
    if (end !== null) return route.fulfill(rejected(kind, { status: 'rejected', reason: end }))
    const sentAt = Date.now()
    const response = await route.fetch(kind === 'peek' ? {} : { postData: JSON.stringify(RENEW_ANYHOW) })
    const told = await response.json().catch(() => null)
    const shifted = answers.shift(told, { kind, sentAt, answeredAt: Date.now(), aheadMs: aheadMs() })
    if (shifted === told) return route.fulfill({ response })
    if (isRejection(shifted)) return route.fulfill(rejected(kind, shifted))
    return route.fulfill({ response, json: shifted })
  }

  const kindOf = ({ pathname }: URL) => ASKED.find((kind) => pathname === `${url}/${kind}`) ?? null
  await context.route(
    (address) => kindOf(address) !== null,
    async (route) => {
      const kind = kindOf(new URL(route.request().url()))
      // A page that has gone meanwhile takes its request along.
      if (kind !== null) await answer(route, kind).catch(() => undefined)
    },
  )
  return {
    fail(next) {
      fault = next
    },
    recover() {
      fault = null
      end = null
    },
    end(reason) {
      end = reason
    },
    requests,
  }
}

function rejected(kind: string, json: unknown): { readonly status: number; readonly json: unknown; readonly headers: Record<string, string> } {
  return { status: kind === 'peek' ? 200 : 401, json, headers: { 'cache-control': 'no-store' } }
}

function isRejection(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && Reflect.get(answer, 'status') === 'rejected'
}
