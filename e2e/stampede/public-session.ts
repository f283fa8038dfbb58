import type { Page } from '@playwright/test'

/** What a tab tells of its session, through the public surface alone. Instants are epoch milliseconds. */
export interface Standing {
  readonly status: string
  readonly refresh: string
  readonly now: number
  /** When the next background refresh is due; null when none is. */
  readonly refreshAt: number | null
  /** When the token ends that this tab knows of; null when it knows of none. */
  readonly tokenEndsAt: number | null
}

/** One thing that a tab noted down as it happened. */
export type Note =
  /** The session began to refresh; `refreshAt` is the instant that it had been waiting for, before the token's end as known then. */
  | { readonly what: 'due'; readonly now: number; readonly refreshAt: number | null; readonly tokenEndsAt: number | null }
  /** A refresh of this tab was answered by the server. */
  | { readonly what: 'answered'; readonly now: number }
  /** A warning opened, or the one that is open has another cause or end. */
  | {
      readonly what: 'warned'
      readonly now: number
      readonly cause: string
      readonly openedAt: number
      readonly endsAt: number
      readonly extendable: boolean
    }

interface SessionInPage {
  getState(): {
    readonly status: string
    readonly refresh: { readonly status: string }
    readonly warning: { readonly cause: string; readonly openedAt: number; readonly endsAt: number; readonly extendable: boolean } | null
  }
  deadlines(): readonly { readonly reason: string; readonly endsAt: number; readonly refreshAt: number | null }[]
  now(): number
  subscribe(listener: () => void): () => void
  restore(): Promise<unknown>
  reportUnauthorized(): Promise<unknown>
}

/**
 * Finds the session that the page's `<SessionProvider>` was given and notes down from now on when it begins to refresh, when the server
 * answers, and what it warns of. The session is read like an app would read it; nothing is changed but the page's `fetch`, which is listened to.
 */
export async function takeNotes(page: Page): Promise<void> {
  await page.evaluate(() => {
    const root = document.getElementById('root')
    const key = root && Object.keys(root).find((name) => name.startsWith('__reactContainer$'))
    const session = findSession(key ? Reflect.get(root, key) : null)
    if (session === null) throw new Error('This page has no <SessionProvider session>.')
    const notes: unknown[] = []
    Reflect.set(globalThis, 'stillhereSession', session)
    Reflect.set(globalThis, 'stillhereNotes', notes)

    let before = session.getState().refresh.status
    let [cause, endsAt]: readonly [string | null, number] = [null, 0]
    session.subscribe(() => {
      const { warning } = session.getState()
      if (warning !== null && (warning.cause !== cause || warning.endsAt !== endsAt)) {
        notes.push({ what: 'warned', now: session.now(), ...warning })
      }
      ;[cause, endsAt] = [warning?.cause ?? null, warning?.endsAt ?? 0]
      const { status } = session.getState().refresh
      if (status === 'running' && before !== 'running') notes.push({ what: 'due', now: session.now(), ...token(session) })
      before = status
    })
    const send = globalThis.fetch
    globalThis.fetch = async (input, init) => {
      const response = await send(input, init)
      if (typeof input === 'string' && /\/(refresh|extend)$/.test(input)) notes.push({ what: 'answered', now: session.now() })
      return response
    }

    function token(of: SessionInPage) {
      const found = of.deadlines().find((deadline) => deadline.refreshAt !== null)
      return { refreshAt: found?.refreshAt ?? null, tokenEndsAt: found?.endsAt ?? null }
    }

    /** Breadth first over the fibers, for a `session` among the props. */
    function findSession(start: unknown): SessionInPage | null {
      const next: unknown[] = [start]
      for (let fiber = next.shift(); next.length > 0 || fiber; fiber = next.shift()) {
        if (typeof fiber !== 'object' || fiber === null) continue
        const props: unknown = Reflect.get(fiber, 'memoizedProps')
        const found: unknown = typeof props === 'object' && props !== null ? Reflect.get(props, 'session') : null
        if (isSession(found)) return found
        next.push(Reflect.get(fiber, 'child'), Reflect.get(fiber, 'sibling'))
      }
      return null
    }

    function isSession(value: unknown): value is SessionInPage {
      return typeof value === 'object' && value !== null && 'getState' in value && 'deadlines' in value && 'subscribe' in value
    }
  })
}

/** How the session of a page stands that takes notes. */
export async function standing(page: Page): Promise<Standing> {
  return page.evaluate(() => {
    const session: SessionInPage = Reflect.get(globalThis, 'stillhereSession')
    const { status, refresh } = session.getState()
    const refreshAt = session.deadlines().find((deadline) => deadline.refreshAt !== null)?.refreshAt ?? null
    const tokenEndsAt = session.deadlines().find(({ reason }) => reason === 'token-expired')?.endsAt ?? null
    return { status, refresh: refresh.status, now: session.now(), refreshAt, tokenEndsAt }
  })
}

/** Looks whether somebody is signed in by now, in a page that takes notes. */
export async function restore(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const session: SessionInPage = Reflect.get(globalThis, 'stillhereSession')
    await session.restore()
  })
}

/** An API says 401 to a page that takes notes: it refreshes at once, however long its token is good for. Does not wait for the answer. */
export async function saysUnauthorized(page: Page): Promise<void> {
  await page.evaluate(() => {
    const session: SessionInPage = Reflect.get(globalThis, 'stillhereSession')
    void session.reportUnauthorized()
  })
}

/** What the page has noted down since it was last asked. */
export async function tornOffNotes(page: Page): Promise<readonly Note[]> {
  return page.evaluate(() => {
    const notes: Note[] = Reflect.get(globalThis, 'stillhereNotes')
    return notes.splice(0)
  })
}
