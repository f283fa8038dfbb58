import { createWorld, type World } from '@stillhere/core/testing'
import { vi } from 'vitest'
import { createFakeProvider, type FakeProvider, type ProviderOptions } from './fake-provider.ts'
import { memoryStorage } from './memory-storage.ts'

const START_AT = Date.UTC(2026, 0, 1)
const STEP_MS = 1000
const TURNS = 5000
const FAKED = ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] as const

/** What the scenarios need of a server, whatever it speaks. */
export interface StageServer extends Pick<
  FakeProvider,
  'fetch' | 'fail' | 'setLatency' | 'underWay' | 'refreshes' | 'reuses' | 'liveGrants'
> {
  /** Resolves when the server has no work under way that goes by no clock. */
  settled?(): Promise<void>
}

/** One machine: what SDKs take from the global scope and what stillhere takes from its ports go by one clock, driven from here. */
export interface Stage<Server extends StageServer = FakeProvider> {
  readonly provider: Server
  readonly world: World<unknown>
  /** What localStorage is for every tab. */
  readonly localStorage: Storage
  advance(ms: number): Promise<void>
  /** Waits for what takes time here, or work of the platform's own. */
  soon<T>(work: Promise<T>): Promise<T>
  /** The machine sleeps: clocks go on, nothing runs. */
  sleep(ms: number): Promise<void>
  close(): Promise<void>
}

export function openStage(options: ProviderOptions = {}): Stage {
  vi.useFakeTimers({ toFake: [...FAKED], now: START_AT })
  return stageWith(createFakeProvider(options))
}

/** With another server than the strict provider. */
export async function openStageOf<Server extends StageServer>(make: () => Server | Promise<Server>): Promise<Stage<Server>> {
  vi.useFakeTimers({ toFake: [...FAKED], now: START_AT })
  return stageWith(await make())
}

function stageWith<Server extends StageServer>(provider: Server): Stage<Server> {
  const localStorage = memoryStorage()
  vi.stubGlobal('fetch', provider.fetch)
  vi.stubGlobal('localStorage', localStorage)
  vi.stubGlobal('addEventListener', () => undefined)
  vi.stubGlobal('removeEventListener', () => undefined)
  const world = createWorld<unknown>({ user: { sub: 'ada' }, startAt: START_AT })

  async function advance(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= STEP_MS) {
      const step = Math.min(left, STEP_MS)
      await vi.advanceTimersByTimeAsync(step)
      await provider.settled?.()
      await world.advance(`${step}ms`)
    }
  }

  return {
    provider,
    world,
    localStorage,
    advance,
    async soon(work) {
      let settled = false
      const done = () => {
        settled = true
      }
      work.then(done, done)
      for (let turn = 0; turn < TURNS && !settled; turn += 1) {
        await advance(1)
        await new Promise((resolve) => setImmediate(resolve))
      }
      if (!settled) throw new Error('It does not come to an end')
      return work
    },
    async sleep(ms) {
      vi.setSystemTime(Date.now() + ms)
      await world.sleep(`${ms}ms`)
    },
    async close() {
      await world.dispose()
      vi.unstubAllGlobals()
      vi.useRealTimers()
    },
  }
}
