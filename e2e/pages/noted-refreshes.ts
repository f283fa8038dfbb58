import type { Backend, FactsStorage, Session } from '@stillhere/core'

/** What this page has noted of its refreshes. */
export interface NotedRefreshes {
  /** How often one was due here, whoever asked for it in the end. */
  due: number
  /** The requests that this page has sent. */
  readonly sent: NotedRequest[]
}

export interface NotedRequest {
  /** When the session asked for it, real milliseconds by the wall clock. */
  readonly askedAt: number
  /** The revision that stood in what the tabs share, which it was to replace. null where each tab has its own. */
  readonly revision: number | null
}

/** Takes notes from now on, of what is sent to renew tokens by the backend that is answered here. */
export function noteRequests<U>(backend: Backend<U>, facts: FactsStorage): Backend<U> & { readonly sent: NotedRequest[] } {
  const sent: NotedRequest[] = []
  let askedAt = 0
  const send = globalThis.fetch
  globalThis.fetch = async (input, init) => {
    const isRefresh = init?.body instanceof URLSearchParams && init.body.get('grant_type') === 'refresh_token'
    if (isRefresh) sent.push({ askedAt, revision: revisionIn(await facts.read()) })
    return send(input, init)
  }
  const asked = <Call, Answer>(ask: (call: Call) => Answer) => {
    return (call: Call): Answer => {
      askedAt = Date.now()
      return ask(call)
    }
  }
  return { ...backend, restore: asked(backend.restore), refresh: asked(backend.refresh), sent }
}

/** Whatever comes of it: what has begun here is counted. */
export function noteRefreshes(session: Session<unknown>, sent: NotedRequest[]): NotedRefreshes {
  const noted: NotedRefreshes = { due: 0, sent }
  let before = 'idle'
  session.subscribe(() => {
    const { status } = session.getState().refresh
    if (status === 'running' && before !== 'running') noted.due += 1
    before = status
  })
  return noted
}

function revisionIn(record: unknown): number | null {
  const revision = ['facts', 'renewal', 'revision'].reduce(
    (part, key) => (typeof part === 'object' && part !== null ? Reflect.get(part, key) : null),
    record,
  )
  return typeof revision === 'number' ? revision : null
}
