import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import type Provider from 'oidc-provider'
import type { FaultSwitch } from './faults.ts'
import { revokeGrantOf } from './provider.ts'

const LARGEST_FORM = 65_536

type Listener = (incoming: IncomingMessage, outgoing: ServerResponse) => void | Promise<void>

/**
 * Between pages and the provider's token endpoint: lets the faults strike the refreshes of public clients. A request of the session
 * server carries no `Origin` and passes.
 */
export function publicFaults(provider: Provider, faults: FaultSwitch | null, answer: Listener): Listener {
  return async (incoming, outgoing) => {
    const origin = incoming.headers.origin
    if (!faults || origin === undefined || incoming.method !== 'POST' || incoming.url !== '/token') return answer(incoming, outgoing)
    const form = new URLSearchParams(await peekedBody(incoming))
    if (form.get('grant_type') !== 'refresh_token') return answer(incoming, outgoing)

    const { seconds } = faults.read().slow
    if (faults.strike('slow')) await delay(seconds * 1000)
    if (incoming.destroyed) return
    if (faults.strike('dropBefore')) return void incoming.socket.destroy()
    const { retryAfterSeconds } = faults.read().unavailable
    if (faults.strike('unavailable')) return void outgoing.writeHead(503, unavailableHeaders(origin, retryAfterSeconds)).end()
    if (faults.strike('reject')) await revokeGrantOf(provider, form.get('refresh_token') ?? '')
    // The provider does its work, and what it writes goes nowhere.
    if (faults.strike('dropAfter') || faults.strike('providerLost')) outgoing.end = droppedBy(outgoing)
    return answer(incoming, outgoing)
  }
}

function droppedBy(outgoing: ServerResponse): ServerResponse['end'] {
  return () => {
    outgoing.socket?.destroy()
    return outgoing
  }
}

function unavailableHeaders(origin: string, retryAfterSeconds: number): Readonly<Record<string, string>> {
  return {
    'access-control-allow-origin': origin,
    'access-control-expose-headers': 'retry-after',
    'cache-control': 'no-store',
    'retry-after': String(Math.ceil(retryAfterSeconds)),
  }
}

/** The whole body, which stays in the stream for whoever reads it next. */
async function peekedBody(incoming: IncomingMessage): Promise<string> {
  const length = Math.min(Number(incoming.headers['content-length'] ?? 0), LARGEST_FORM)
  const chunks: Buffer[] = []
  let size = 0
  while (size < length) {
    const chunk: unknown = incoming.read()
    if (Buffer.isBuffer(chunk)) {
      chunks.push(chunk)
      size += chunk.length
    } else {
      await new Promise<void>((resolve) => void incoming.once('readable', resolve))
    }
  }
  const body = Buffer.concat(chunks)
  if (size > 0) incoming.unshift(body)
  return body.toString('utf8')
}
