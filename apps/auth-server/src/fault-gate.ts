import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import type { ProviderFetch, SessionServer } from '@stillhere/server'
import { sendResponse } from '@stillhere/server/node'
import type Provider from 'oidc-provider'
import { type Counter, endpointOf } from './counts.ts'
import type { FaultSwitch } from './faults.ts'
import { revokeGrantOf } from './provider.ts'

/** Between browser and session server: counts, and lets the faults strike refreshes. */
export async function throughFaults(
  server: SessionServer,
  request: Request,
  rest: string,
  connection: { readonly incoming: IncomingMessage; readonly outgoing: ServerResponse },
  faults: FaultSwitch | null,
  counter: Counter,
): Promise<void> {
  const { incoming, outgoing } = connection
  const endpoint = endpointOf(rest)
  counter.received(endpoint)
  const struck = endpoint === 'refresh' || endpoint === 'extend' ? faults : null
  const seconds = struck?.read().slow.seconds ?? 0
  if (struck?.strike('slow')) await delay(seconds * 1000)
  if (struck?.strike('dropBefore')) return void incoming.socket.destroy()
  const retryAfterSeconds = struck?.read().unavailable.retryAfterSeconds ?? 0
  if (struck?.strike('unavailable')) return sendResponse(unavailable(retryAfterSeconds), outgoing)
  counter.handled(endpoint)
  const response = await server.handle(request)
  if (struck?.strike('dropAfter')) return void incoming.socket.destroy()
  if (response.headers.get('content-type')?.startsWith('text/event-stream')) outgoing.once('close', counter.stream())
  return sendResponse(response, outgoing)
}

/** Between session server and provider: refreshes that the provider refuses, or whose answer is lost on the way back. */
export function faultyProviderFetch(provider: Provider, faults: FaultSwitch | null): ProviderFetch {
  return async (url, init) => {
    const form = init.body instanceof URLSearchParams ? init.body : null
    const refreshToken = form?.get('grant_type') === 'refresh_token' ? form.get('refresh_token') : null
    if (refreshToken === null) return fetch(url, init)
    if (faults?.strike('reject')) await revokeGrantOf(provider, refreshToken)
    const response = await fetch(url, init)
    if (!faults?.strike('providerLost')) return response
    await response.body?.cancel()
    throw new TypeError('The answer of the provider was lost on the way (a fault that was asked for).')
  }
}

function unavailable(retryAfterSeconds: number): Response {
  return Response.json(
    { status: 'unavailable', retryAfterSeconds },
    { status: 503, headers: { 'cache-control': 'no-store', 'retry-after': String(Math.ceil(retryAfterSeconds)) } },
  )
}
