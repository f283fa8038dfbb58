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
    const goesThrough = kind === 'logout'
    if (fault === 'network' && !goesThrough) return route.abort()
    if (fault !== null && fault !== 'network' && !goesThrough) return route.fulfill(said(fault, { status: 'unavailable' }))
    if (end !== null && !goesThrough) return route.fulfill(refusal(kind, { status: 'rejected', reason: end }))
    const sentAt = Date.now()
    const renewed = kind === 'refresh' || kind === 'extend'
    const response = await route.fetch(renewed ? { postData: JSON.stringify(RENEW_ANYHOW) } : {})
    const body = await response.text()
    const told = parsed(body)
    const shifted = answers.shift(told, { kind, sentAt, answeredAt: Date.now(), aheadMs: aheadMs() })
    if (shifted !== told && isRejection(shifted)) return route.fulfill(refusal(kind, shifted))
    const headers = handedOn(response.headers())
    return route.fulfill({ status: response.status(), headers, body: shifted === told ? body : JSON.stringify(shifted) })
  }

  const kindOf = ({ pathname }: URL) => ASKED.find((kind) => pathname === `${url}/${kind}`) ?? null
  await context.route(
    (address) => kindOf(address) !== null,
    async (route) => {
      const kind = kindOf(new URL(route.request().url()))
      // Either the server is out of reach, or the page has gone meanwhile and has taken its request along.
      if (kind !== null) await answer(route, kind).catch(() => route.abort().catch(() => undefined))
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

interface Said {
  readonly status: number
  readonly headers: { [name: string]: string }
  readonly body: string
}

function said(status: number, answer: unknown): Said {
  return { status, headers: { 'content-type': 'application/json', 'cache-control': 'no-store' }, body: JSON.stringify(answer) }
}

function refusal(kind: string, answer: unknown): Said {
  return said(kind === 'peek' ? 200 : 401, answer)
}

/** Cookies are in the browser's jar by now, and the body is as long as it is. */
function handedOn(headers: { readonly [name: string]: string }): { [name: string]: string } {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !/^(set-cookie|content-(encoding|length)|transfer-encoding)$/i.test(name)),
  )
}

function isRejection(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && Reflect.get(answer, 'status') === 'rejected'
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
