import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { type FakeProvider, fakeProvider, ISSUER } from './fake-provider.ts'
import { held } from './held.ts'
import { serving } from './serving.ts'
import { type TestBrowser, testBrowser } from './world.ts'

/** One session server in a process of its own. */
export interface SessionProcess {
  handle(request: Request): Promise<Response>
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>
}

/** A provider here, session servers in processes over one Redis, and clocks that are moved together. */
export interface ProcessWorld {
  readonly provider: FakeProvider
  readonly processes: readonly [SessionProcess, SessionProcess]
  readonly browser: TestBrowser
  advance(ms: number): Promise<void>
  /** Token requests wait before anything is done for them, until what this returns is called; one whose sender is gone never is. */
  holdTokenRequests(): () => void
  /** How many token requests wait there, their senders alive. */
  held(): number
  close(): Promise<void>
}

export async function processWorld(redisUrl: string): Promise<ProcessWorld> {
  let aheadMs = 0
  let gate: Promise<void> | null = null
  let waiting = 0
  const provider = fakeProvider(() => Date.now() + aheadMs)
  const front = await serving((incoming, outgoing) => {
    void (async () => {
      let form = ''
      for await (const chunk of incoming) form += String(chunk)
      if (gate && incoming.url === '/token') {
        waiting += 1
        incoming.socket.once('close', () => void (waiting -= 1))
        await gate
        if (incoming.socket.destroyed) return
      }
      const init = { method: incoming.method ?? 'GET', ...(form === '' ? {} : { body: new URLSearchParams(form) }) }
      const answer = await provider.fetch(ISSUER + (incoming.url ?? ''), init)
      outgoing.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' }).end(await answer.text())
    })()
  })
  const [first, second] = await Promise.all([start(front.url, redisUrl), start(front.url, redisUrl)])
  const server = { ...first, publicUrl: 'https://app.example/session', peek: never, requireSession: never, accessToken: never }
  return {
    provider,
    processes: [first, second],
    browser: testBrowser(server, provider, server.publicUrl),
    advance: async (ms) => {
      aheadMs += ms
      await Promise.all([first.setClock(aheadMs), second.setClock(aheadMs)])
    },
    holdTokenRequests: () => {
      const { promise, release } = held()
      gate = promise
      return () => {
        gate = null
        release()
      }
    },
    held: () => waiting,
    close: async () => {
      await Promise.all([first.kill(), second.kill(), front.close()])
    },
  }
}

async function start(
  providerUrl: string,
  redisUrl: string,
): Promise<SessionProcess & { readonly setClock: (aheadMs: number) => Promise<void> }> {
  const child: ChildProcess = fork(path.join(import.meta.dirname, 'session-process.ts'), {
    execArgv: ['--conditions=@stillhere/source', '--no-warnings'],
    env: { ...process.env, ISSUER, PROVIDER_URL: providerUrl, REDIS_URL: redisUrl },
  })
  const killNow = (): void => void child.kill('SIGKILL')
  process.once('exit', killNow)
  const [url] = await once(child, 'message')
  return {
    handle: async (request) => {
      const { pathname, search } = new URL(request.url)
      const body = request.method === 'GET' ? null : await request.text()
      return fetch(url + pathname + search, { method: request.method, headers: request.headers, body, redirect: 'manual' })
    },
    setClock: async (aheadMs) => {
      const set = once(child, 'message')
      child.send(aheadMs)
      await set
    },
    kill: async () => {
      process.off('exit', killNow)
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      killNow()
      await gone
    },
  }
}

function never(): Promise<never> {
  throw new Error('A process is asked over HTTP only.')
}
