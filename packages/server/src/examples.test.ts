import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { eventually } from './test-support/waiting.ts'
import { hasRedis, redisServer } from './test-support/redis-server.ts'
import { freePort, raw, serving } from './test-support/serving.ts'

const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const one of undo.splice(0).reverse()) await one()
})

/** A provider that tells where it is, and nothing more. */
async function providerThere(): Promise<string> {
  const provider = await serving((incoming, outgoing) => {
    const issuer = `http://${incoming.headers.host}`
    const metadata = {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
    }
    outgoing.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(metadata))
  })
  undo.push(provider.close)
  return provider.url
}

interface Asked {
  readonly status: number
  readonly location: string | null
  readonly text: string
}

/** Starts a program of `examples/` as a reader would, and answers a way to ask it. */
async function started(name: string, more: Record<string, string> = {}): Promise<(path: string) => Promise<Asked>> {
  const port = await freePort()
  const child: ChildProcess = spawn(
    process.execPath,
    ['--conditions=@stillhere/source', '--no-warnings', path.join(import.meta.dirname, '../examples', name)],
    {
      env: { ...process.env, ...(await settings()), PORT: String(port), ...more },
      stdio: 'inherit',
    },
  )
  undo.push(() => child.kill('SIGKILL'))
  await eventually(async () => {
    if (child.exitCode !== null) throw new Error(`${name} ended with ${child.exitCode}.`)
    return raw(port).then(
      () => true,
      () => false,
    )
  })
  return async (target) => asked(await fetch(`http://127.0.0.1:${port}${target}`, { redirect: 'manual' }))
}

async function settings(): Promise<Record<string, string>> {
  return { ISSUER: await providerThere(), CLIENT_ID: 'app', CLIENT_SECRET: 'secret', PUBLIC_URL: 'https://app.example/session' }
}

async function asked(answer: Response): Promise<Asked> {
  return { status: answer.status, location: answer.headers.get('location'), text: await answer.text() }
}

async function servesSessions(ask: (path: string) => Promise<Asked>): Promise<void> {
  expect(await ask('/session/peek')).toMatchObject({ status: 200, text: '{"status":"rejected"}' })
  const { status, location } = await ask('/session/login?return_to=/cases')
  const target = new URL(location ?? '')
  expect([status, target.pathname, target.searchParams.get('redirect_uri')]).toEqual([
    303,
    '/authorize',
    'https://app.example/session/callback',
  ])
}

// Processes start slowly on a machine that is busy.
describe('the example', { timeout: 30_000 }, () => {
  test('for node:http serves sessions and leaves the rest to the app', async () => {
    const ask = await started('node-http.ts')
    await servesSessions(ask)
    expect(await ask('/')).toMatchObject({ status: 200, text: 'The rest of your app.' })
  })

  test('for a runtime that speaks Fetch serves sessions and leaves the rest to the app', async () => {
    const ask = await started('../src/test-support/fetch-runtime.ts')
    await servesSessions(ask)
    expect(await ask('/api/cases')).toMatchObject({ status: 401, text: '{"status":"rejected"}' })
    expect(await ask('/')).toMatchObject({ status: 200, text: 'The rest of your app.' })
  })

  const withRedis = hasRedis() ? ['and Redis serves sessions, and its API refuses whoever has none'] : []
  for (const what of withRedis)
    test(`for Express ${what}`, async () => {
      const redis = await redisServer()
      undo.push(redis.close)
      const ask = await started('express.ts', { REDIS_URL: redis.url })
      await servesSessions(ask)
      expect(await ask('/api/cases')).toMatchObject({ status: 401, text: '{"status":"rejected"}' })
      expect(await ask('/elsewhere')).toMatchObject({ status: 404 })
    })
})
