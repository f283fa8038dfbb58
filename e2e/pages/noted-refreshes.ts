import type { Backend, FactsStorage, Session } from '@stillhere/core'

/** What this page has noted of its refreshes. */
export interface NotedRefreshes {
  /** How often one began here, whoever sent a request for it in the end. */
  readonly begun: number
  /** How often the session asked its backend for anything. */
  readonly asked: number
  /** Of each request that this page sent: the revision of what the tabs share that it was to replace. null where each tab has its own. */
  readonly replaced: readonly (number | null)[]
}

/** Takes notes of what is sent to renew tokens, for a session on the backend that is answered here. */
export function noteRefreshes<U>(backend: Backend<U>, facts: FactsStorage) {
  const replaced: Promise<number | null>[] = []
  let begun = 0
  let asked = 0
  const send = globalThis.fetch
  globalThis.fetch = async (input, init) => {
    if (init?.body instanceof URLSearchParams && init.body.get('grant_type') === 'refresh_token') {
      const revision = facts.read().then(revisionIn)
      replaced.push(revision)
      await revision
    }
    return send(input, init)
  }
  const counted = <Call, Answer>(ask: (call: Call) => Answer) => {
    return (call: Call): Answer => {
      asked += 1
      return ask(call)
    }
  }
  return {
    backend: { ...backend, restore: counted(backend.restore), refresh: counted(backend.refresh) },
    watch(session: Session<U>): void {
      let before = 'idle'
      session.subscribe(() => {
        const { status } = session.getState().refresh
        if (status === 'running' && before !== 'running') begun += 1
        before = status
      })
    },
    notes: async (): Promise<NotedRefreshes> => ({ begun, asked, replaced: await Promise.all(replaced) }),
  }
}

function revisionIn(record: unknown): number | null {
  const revision = ['facts', 'renewal', 'revision'].reduce(
    (part, key) => (typeof part === 'object' && part !== null ? Reflect.get(part, key) : null),
    record,
  )
  return typeof revision === 'number' ? revision : null
}
