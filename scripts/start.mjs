// `npm start`: the demo, its OpenID Provider and its app server, until Ctrl-C.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { freePort } from './lib/free-port.mjs'

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const NODE = path.join(ROOT, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
const HOST = '127.0.0.1'
const PREFERRED_PORT = 5173
const ANSWER_WITHIN_MS = 30_000
const STOP_WITHIN_MS = 4000

/** Real figures; at the provider they are divided by the rate. At ×30 a token lives for a minute of the onlooker's. */
const SESSIONS = [
  { name: 'demo', path: '/session', rate: 1, accessTokenSeconds: 300 },
  { name: 'demo-x30', path: '/x30/session', rate: 30, accessTokenSeconds: 1800 },
]

if (process.send !== undefined && process.env.STILLHERE_START === 'servers') await startServers()
else runWithOwnNode()

/**
 * Any Node can run this file; the servers are TypeScript and need the Node that the workspace brings. Whatever ends this process ends
 * them too, a vanished npm included: they hang on this process by a pipe, and this process watches its parent.
 */
function runWithOwnNode() {
  if (!existsSync(NODE)) fail('Nothing is installed yet. Run `npm start`, which installs everything first.')
  const servers = spawn(NODE, ['--conditions=@stillhere/source', '--disable-warning=ExperimentalWarning', fileURLToPath(import.meta.url)], {
    cwd: ROOT,
    env: { ...process.env, STILLHERE_START: 'servers' },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  servers.on('error', (error) => fail(`Node 24 could not be started from ${NODE}: ${error.message}`))
  servers.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 0 : 1)))
  const stop = () => {
    if (servers.connected) servers.disconnect()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop)
  if (process.env.npm_lifecycle_event !== undefined) whenParentIsGone(stop)
}

/**
 * npm's shell dies of a signal without passing it on; then this process has another parent.
 *
 * @param {() => void} act
 */
function whenParentIsGone(act) {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    act()
  }, 500)
  watch.unref()
}

async function startServers() {
  /** @type {(() => Promise<unknown>)[]} */
  const running = []
  let stopping = false
  const stop = async (/** @type {number} */ code) => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(code), STOP_WITHIN_MS).unref()
    await Promise.allSettled(running.reverse().map((close) => close()))
    process.exit(code)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop(0))
  process.on('disconnect', () => void stop(0))

  try {
    const port = await freePort(PREFERRED_PORT)
    const demo = `http://${HOST}:${port}`
    const auth = await startAuth(demo)
    running.push(auth.close)
    running.push(await startDemo(port, auth.serverUrl))
    await Promise.all([answers(demo), answers(`${demo}/session/peek`), answers(`${auth.issuer}/.well-known/openid-configuration`)])
    if (!stopping) announce({ demo, ...auth })
  } catch (error) {
    console.error(`The demo could not be started: ${error instanceof Error ? error.message : String(error)}`)
    await stop(1)
  }
}

/** @param {string} publicOrigin */
async function startAuth(publicOrigin) {
  const { policySessions, startAuthServer } = await import(pathToFileURL(path.join(ROOT, 'apps/auth-server/src/index.ts')).href)
  return startAuthServer({ publicOrigin, sessions: [...SESSIONS, ...policySessions()] })
}

/**
 * @param {number} port
 * @param {string} appServer
 */
async function startDemo(port, appServer) {
  process.env.DEMO_APP_SERVER = appServer
  const root = path.join(ROOT, 'apps/demo')
  const { createServer } = await import('vite')
  const server = await createServer({
    root,
    configFile: path.join(root, 'vite.config.ts'),
    logLevel: 'warn',
    clearScreen: false,
    server: { host: HOST, port, strictPort: true },
  })
  await server.listen()
  return () => server.close()
}

/**
 * Resolves when the address answers anything but a server error.
 *
 * @param {string} url
 */
async function answers(url) {
  const until = Date.now() + ANSWER_WITHIN_MS
  for (;;) {
    const response = await fetch(url, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) }).catch(() => null)
    await response?.body?.cancel()
    if (response !== null && response.status < 500) return
    if (Date.now() > until) throw new Error(`${url} does not answer${response === null ? '' : ` (status ${response.status})`}.`)
    await new Promise((resolve) => setTimeout(resolve, 150))
  }
}

/** @param {{ demo: string, issuer: string, serverUrl: string }} addresses */
function announce({ demo, issuer, serverUrl }) {
  /** @type {[string, string][]} */
  const rows = [
    ['Demo', `${demo}/`],
    ['Demo, time ×30', `${demo}/?speed=30`],
    ['Demo, as PrivX', `${demo}/?policy=privx`],
    ['Faults and counts', `${demo}/controls`],
    ['OpenID Provider', issuer],
    ['App server', serverUrl],
  ]
  const width = Math.max(...rows.map(([name]) => name.length))
  console.log(
    [
      '',
      ...rows.map(([name, url]) => `  ${name.padEnd(width)}  ${url}`),
      '',
      '  Sign in with any name and any password. Ctrl-C ends everything.',
      '',
    ].join('\n'),
  )
  if (process.stdout.isTTY && process.env.BROWSER !== 'none' && process.env.CI === undefined) open(`${demo}/`)
}

/**
 * The default browser; where there is none, the printed address has to do.
 *
 * @param {string} url
 */
function open(url) {
  const [command, args] =
    process.platform === 'darwin' ? ['open', [url]] : process.platform === 'win32' ? ['explorer', [url]] : ['xdg-open', [url]]
  spawn(command, args, { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref()
}

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  console.error(message)
  process.exit(1)
}
