import type { Session } from '@stillhere/core'
import { type SessionFetch, createSessionFetch } from '@stillhere/core/browser'
import { useSessionEvent } from '@stillhere/react'
import { createContext, useContext, useEffect, useState } from 'react'

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

/** What a request has come to. `dropped`: the session ended, and what it had fetched is gone. */
export type Loaded<T> =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly value: T }
  | { readonly status: 'missing' }
  | { readonly status: 'failed'; readonly problem: string; readonly retry: () => void }
  | { readonly status: 'dropped' }

/**
 * Fetches `path` of the protected API while the component stands. Drops what it holds when the session ends, takes no late answer after
 * that, and fetches anew after a sign-in.
 *
 * @param parse must keep its identity; null for an answer that is not what was asked for
 */
export function useProtected<T>(path: string, parse: (body: unknown) => T | null): Loaded<T> {
  const { fetch, apiUrl } = useApi()
  const [turn, setTurn] = useState(0)
  const [loaded, setLoaded] = useState<{ readonly turn: number; readonly outcome: Outcome<T> } | null>(null)
  const [dropped, setDropped] = useState(false)
  const retry = () => setTurn((last) => last + 1)

  useEffect(() => {
    if (dropped) return
    const cancel = new AbortController()
    void ask(() => fetch(`${apiUrl}${path}`, { signal: cancel.signal }), parse).then((outcome) => {
      if (!cancel.signal.aborted) setLoaded({ turn, outcome })
    })
    return () => cancel.abort()
  }, [fetch, apiUrl, path, parse, turn, dropped])

  useSessionEvent('ended', () => {
    setDropped(true)
    setLoaded(null)
  })
  useSessionEvent('signed-in', () => {
    setDropped(false)
    retry()
  })

  if (dropped) return { status: 'dropped' }
  if (loaded === null || loaded.turn !== turn) return { status: 'loading' }
  return loaded.outcome.status === 'failed' ? { ...loaded.outcome, retry } : loaded.outcome
}

type Outcome<T> =
  | { readonly status: 'ready'; readonly value: T }
  | { readonly status: 'missing' }
  | { readonly status: 'failed'; readonly problem: string }

async function ask<T>(send: () => Promise<Response>, parse: (body: unknown) => T | null): Promise<Outcome<T>> {
  try {
    const response = await send()
    if (response.status === 404) return { status: 'missing' }
    if (response.status === 401) return { status: 'failed', problem: 'You need to sign in again to see this.' }
    if (!response.ok) return { status: 'failed', problem: 'The server could not answer just now.' }
    const value = parse(await response.json())
    return value === null ? { status: 'failed', problem: 'The server answered something unexpected.' } : { status: 'ready', value }
  } catch {
    return { status: 'failed', problem: 'The server cannot be reached. Check your connection.' }
  }
}
