import type { SessionPolicy } from '@stillhere/core'
import { cookieBackend, createSessionFetch, type SessionFetch } from '@stillhere/core/browser'
import { createWorld, type Tab, type World } from '@stillhere/core/testing'
import { vi } from 'vitest'
import type { SessionServerLimits } from '../index.ts'
import { peek, serverWorld, type ServerWorld } from './world.ts'

/** The real client in a virtual browser before the real server, on clocks that move together unless somebody sets the browser's. */
export interface PageWorld {
  readonly at: ServerWorld
  readonly browser: World
  readonly tab: Tab
  /** The app's own API, as the page calls it. */
  readonly api: SessionFetch
  /** Paths that the page has asked for. */
  readonly asked: readonly string[]
  /** Second by second; `each` happens in every one of them. */
  pass(seconds: number, each?: (second: number) => Promise<unknown> | void): Promise<void>
  peek(): Promise<Record<string, unknown>>
}

/** Requests to the paths in `lost` reach nobody. Takes the place of `fetch` until the test is over: call `vi.unstubAllGlobals()` then. */
export async function pageWorld(limits: SessionServerLimits, policy: SessionPolicy = {}, lost: readonly string[] = []): Promise<PageWorld> {
  const at = serverWorld({ limits })
  await at.browser.signIn('ada')
  const asked: string[] = []
  let underWay = 0

  const respond = async (path: string, init: RequestInit): Promise<Response> => {
    if (!path.startsWith('/api')) return at.browser.send(path.replace('/session', ''), init)
    const required = await at.server.requireSession(at.browser.request(Object.fromEntries(new Headers(init.headers))))
    return required.ok ? Response.json([], { headers: required.headers }) : required.response
  }
  vi.stubGlobal('fetch', async (input: string | Request, init: RequestInit = {}) => {
    const { pathname } = new URL(typeof input === 'string' ? input : input.url, 'https://app.example')
    asked.push(pathname)
    if (lost.includes(pathname)) throw new TypeError('fetch failed')
    underWay += 1
    try {
      return await respond(pathname, typeof input === 'string' ? init : { method: input.method, headers: input.headers })
    } finally {
      underWay -= 1
    }
  })

  const browser = createWorld({ user: { sub: 'ada' }, startAt: 1_900_000_000_000, backend: cookieBackend('/session'), policy })
  const tab = browser.tab()
  const api = createSessionFetch(tab.session)
  /** What the page has asked is answered in the same instant of both clocks, however long the cryptography takes in ours. */
  const settle = async (): Promise<void> => {
    for (let quiet = 0; quiet < 3; quiet = underWay > 0 ? 0 : quiet + 1) {
      await new Promise((resolve) => setImmediate(resolve))
      if (underWay > 0) await new Promise((resolve) => setTimeout(resolve, 1))
    }
    await browser.advance('0ms')
  }
  await settle()
  await settle()
  return {
    at,
    browser,
    tab,
    api,
    asked,
    pass: async (seconds, each) => {
      for (let second = 1; second <= seconds; second += 1) {
        at.advance(1000)
        await browser.advance('1s')
        const own = each?.(second)
        await settle()
        await own
      }
    },
    peek: () => peek(at.browser),
  }
}
