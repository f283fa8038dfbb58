import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createClient } from 'redis'
import { freePort } from './serving.ts'
import { eventually } from './waiting.ts'

/** A Redis of the tests' own on 127.0.0.1, with nothing in it, gone with the process. */
export interface RedisServer {
  readonly url: string
  /** Sends a command past the store. */
  command(...args: readonly string[]): Promise<unknown>
  /** Kills it (SIGKILL); unless it writes to disk, all that it held is lost. */
  kill(): Promise<void>
  /** On the same port again. */
  start(): Promise<void>
  /** It keeps its connections and answers nothing, until it goes on. */
  freeze(): void
  thaw(): void
  close(): Promise<void>
}

/** Whether this machine has Redis. */
export function hasRedis(): boolean {
  return spawnSync('redis-server', ['--version']).status === 0
}

/**
 * @param options.disk whether it writes everything to a temporary folder at once, and has it again after a kill. Default false
 * @param options.cluster whether it is a cluster, of one node. Default false
 */
export async function redisServer(options: { readonly disk?: boolean; readonly cluster?: boolean } = {}): Promise<RedisServer> {
  const disk = options.disk ? ['--appendonly', 'yes', '--appendfsync', 'always'] : ['--appendonly', 'no']
  const cluster = options.cluster ? ['--cluster-enabled', 'yes'] : []
  const folder = mkdtempSync(path.join(tmpdir(), 'stillhere-redis-'))
  const port = await freePort()
  const url = `redis://127.0.0.1:${port}`
  let running: ChildProcess | null = null
  const killNow = (): void => void running?.kill('SIGKILL')
  process.once('exit', killNow)
  const admin = createClient({ url, socket: { reconnectStrategy: () => 5 } })
  admin.on('error', () => {})

  const server: RedisServer = {
    url,
    command: (...args) => admin.sendCommand(args),
    start: async () => {
      running = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder, ...disk, ...cluster], {
        stdio: 'ignore',
      })
      await eventually(async () => {
        if (running?.exitCode !== null) throw new Error(`redis-server ended with ${running?.exitCode}.`)
        return answers(port)
      })
    },
    kill: async () => {
      const dying = running
      running = null
      if (!dying || dying.exitCode !== null) return
      const gone = new Promise((resolve) => dying.once('exit', resolve))
      dying.kill('SIGKILL')
      await gone
    },
    freeze: () => void running?.kill('SIGSTOP'),
    thaw: () => void running?.kill('SIGCONT'),
    close: async () => {
      if (admin.isOpen) admin.destroy()
      await server.kill()
      process.off('exit', killNow)
      rmSync(folder, { recursive: true, force: true })
    },
  }
  await server.start()
  await admin.connect()
  if (options.cluster) {
    await server.command('CLUSTER', 'ADDSLOTSRANGE', '0', '16383')
    await eventually(async () => String(await server.command('CLUSTER', 'INFO')).includes('cluster_state:ok'))
  }
  return server
}

async function answers(port: number): Promise<boolean> {
  const client = createClient({ url: `redis://127.0.0.1:${port}`, socket: { reconnectStrategy: false } })
  client.on('error', () => {})
  try {
    await client.connect()
    client.destroy()
    return true
  } catch {
    return false
  }
}
