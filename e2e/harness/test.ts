import { expect, test as base } from '@playwright/test'
import type { AuthServer, DemoSession } from 'auth-server'
import { type App, createApp } from './app.ts'
import { collectComplaints } from './complaints.ts'
import { DEMO_DIST } from './places.ts'
import { type Sightings, watchPages } from './sightings.ts'

/** How many times as fast as real the demo's clock runs, unless a test asks for real time. */
export const RATE = 30

/** Lifetimes of the provider and the session server in seconds of the demo's clock: at ×30, thirty of them pass in a real second. */
export type Lifetimes = Pick<
  DemoSession,
  'accessTokenSeconds' | 'refreshTokenSeconds' | 'refreshWindowSeconds' | 'maxLifetimeSeconds' | 'inactivitySeconds' | 'serverIdleSeconds'
>

interface Fixtures {
  /** Set with `test.use({ lifetimes: … })`. Default: a token of half an hour (a real minute at ×30), all else as the server has it. */
  lifetimes: Lifetimes
  /** The OpenID Provider, the session server, the API and the demo, on free ports, started for this test alone. */
  server: AuthServer
  /** What any page of this test has shown since the start, however briefly. */
  sightings: Sightings
  /** The demo in this test's browser context: one cookie jar, any number of tabs, all of them visible to themselves. */
  app: App
}

export const test = base.extend<Fixtures>({
  lifetimes: [{ accessTokenSeconds: 1800 }, { option: true }],
  server: async ({ lifetimes }, provide) => {
    // Not at the top: the process that only lists the tests resolves packages without the condition that leads to their sources.
    const { policySessions, startAuthServer } = await import('auth-server')
    const server = await startAuthServer({
      staticDir: DEMO_DIST,
      sessions: [
        { name: 'demo', path: '/session', rate: 1, ...lifetimes },
        { name: 'demo-x30', path: '/x30/session', rate: RATE, ...lifetimes },
        ...policySessions(),
      ],
    })
    await provide(server)
    await server.close()
  },
  sightings: async ({ context }, provide) => provide(await watchPages(context)),
  app: async ({ context, server, sightings: _watchesFromTheStart }, provide) => {
    const complaints = collectComplaints(context)
    await provide(createApp(context, server))
    expect(complaints, 'no page threw, or tried what its Content Security Policy forbids').toEqual([])
  },
})

export { expect }
