import type { Session } from '@stillhere/core'
import { type SessionFetch, createSessionFetch } from '@stillhere/core/browser'
import { useQuery } from '@tanstack/react-query'
import { createContext, useContext } from 'react'

/** The protected API: one base path, one fetch that waits for a running refresh and answers a 401 with one refresh and one replay. */
export interface Protected {
  readonly fetch: SessionFetch
  readonly apiUrl: string
}

export function createProtected(session: Session<unknown>, apiUrl: string): Protected {
  return { fetch: createSessionFetch(session), apiUrl }
}

export const ProtectedContext = createContext<Protected | null>(null)

/** @throws Error outside the app's frame */
export function useApi(): Protected {
  const api = useContext(ProtectedContext)
  if (api === null) throw new Error('useApi needs a <ProtectedContext>.')
  return api
}

/** What a request has come to. */
export type Loaded<T> =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly value: T }
  | { readonly status: 'missing' }
  | { readonly status: 'failed'; readonly problem: string; readonly retry: () => void }

/** Under what the answer is cached. */
export function protectedKey(path: string): readonly ['protected', string] {
  return ['protected', path]
}

/**
 * What stands at `path` of the protected API, fetched anew in the background when somebody comes back to it.
 *
 * @param parse null for an answer that is not what was asked for
 */
export function useProtected<T>(path: string, parse: (body: unknown) => T | null): Loaded<T> {
  const { fetch, apiUrl } = useApi()
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: protectedKey(path),
    // Presence is told by what people do in the page; that something is fetched, now or again, is no sign of them.
    queryFn: ({ signal }) => ask(() => fetch(`${apiUrl}${path}`, { signal, background: true }), parse),
  })
  if (data !== undefined) return data
  if (error === null || isFetching) return { status: 'loading' }
  return { status: 'failed', problem: error.message, retry: () => void refetch() }
}

/** An answer worth keeping. */
export type Found<T> = Extract<Loaded<T>, { status: 'ready' | 'missing' }>

async function ask<T>(send: () => Promise<Response>, parse: (body: unknown) => T | null): Promise<Found<T>> {
  const response = await send().catch(() => null)
  if (response === null) throw new Error('The server cannot be reached. Check your connection.')
  if (response.status === 404) return { status: 'missing' }
  if (response.status === 401) throw new Unauthorized('You need to sign in again to see this.')
  if (!response.ok) throw new Error('The server could not answer just now.')
  const value = parse(await response.json())
  if (value === null) throw new Error('The server answered something unexpected.')
  return { status: 'ready', value }
}

/** Known to the session by its status. */
class Unauthorized extends Error {
  readonly status = 401
}
