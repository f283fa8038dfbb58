import { afterAll, afterEach } from 'vitest'
import type { HeadlessBrowser } from '../headless-browser.ts'
import { type AuthServer, startAuthServer } from '../index.ts'

/** One server for all tests of a file. */
export interface RunningServer {
  readonly server: AuthServer
  /** What it has logged during this test. */
  readonly lines: readonly string[]
  at(path: string): string
  peek(browser: HeadlessBrowser, path?: string): Promise<Record<string, unknown>>
}

/** Forgets faults, counts and log after each test, and stops with the file. */
export async function runningServer(): Promise<RunningServer> {
  const lines: string[] = []
  const server = await startAuthServer({ log: (line) => lines.push(line) })
  afterAll(() => server.close())
  afterEach(() => {
    server.clearFaults()
    server.resetCounts()
    lines.length = 0
  })
  const at = (path: string): string => server.appUrl + path
  return { server, lines, at, peek: async (browser, path = '/session') => (await browser.request(at(`${path}/peek`))).json() }
}
