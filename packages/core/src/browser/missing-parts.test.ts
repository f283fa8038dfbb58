import { describe, expect, it } from 'vitest'
import { openOwnPage } from '../test-support/open-page.ts'
import { openWorld } from '../testing/world.ts'
import { browserLock } from './exclusive-lock.ts'
import { browserFacts } from './facts-storage.ts'
import type { Platform } from './platform.ts'
import { browserTabsChannel } from './tabs-channel.ts'

const minute = 60_000
const parts = ['locks', 'channel', 'store'] as const
type Part = (typeof parts)[number]
const combinations = [0, 1, 2, 3, 4, 5, 6, 7].map((bits) => parts.filter((_, index) => (bits & (1 << index)) !== 0))

function forbidden(): never {
  throw new DOMException('The operation is insecure.', 'SecurityError')
}

/** A page on which nothing of these is to be had, or throws as soon as it is touched. */
function platformWithout(how: 'absent' | 'throwing'): Platform {
  const document = {} as Document
  if (how === 'absent') return { document, navigator: {} as Navigator, localStorage: null }
  return {
    document,
    navigator: {
      get locks(): LockManager {
        return forbidden()
      },
    } as Navigator,
    get localStorage(): Storage {
      return forbidden()
    },
    get indexedDB(): IDBFactory {
      return forbidden()
    },
    BroadcastChannel: forbidden as unknown as typeof BroadcastChannel,
  }
}

describe.each(['absent', 'throwing'] as const)('browser ports on a platform whose parts are %s', (how) => {
  const open = (missing: readonly Part[]) => {
    const opened = openWorld({ user: { sub: 'u1' }, policy: { inactivity: '15m' } })
    const platform = platformWithout(how)
    const own = openOwnPage(opened, { inactivity: '15m' }, () => ({
      ...(missing.includes('locks') && { lock: browserLock('app', platform) }),
      ...(missing.includes('channel') && { channel: browserTabsChannel('app', platform) }),
      ...(missing.includes('store') && { facts: browserFacts('app', platform) }),
    }))
    return { ...opened, ...own, signedInAt: opened.world.now }
  }

  it.each(combinations.map((missing) => [missing.join(', ') || 'nothing', missing] as const))(
    'P-27 R-65 R-69 a single tab goes through its life without %s, and says so',
    async (_, missing) => {
      const { world, session, signedInAt, machine, page } = open(missing)
      await world.advance('10m')
      await machine.clock.perform(() => page.input())
      await expect(session.reportUnauthorized()).resolves.toEqual({ ok: true })
      await world.advance('14m')
      expect(session.getState().warning).toMatchObject({ cause: 'inactive', endsAt: signedInAt + 25 * minute })
      await expect(session.extend()).resolves.toMatchObject({ ok: true })
      await world.sleep('10m')
      await machine.clock.perform(() => page.input())
      await world.advance('1s')
      expect(session.getState()).toMatchObject({ status: 'signed-in', checking: null })
      expect(session.capabilities).toMatchObject({
        lock: missing.includes('locks') ? 'none' : 'web-locks',
        channel: missing.includes('channel') ? 'none' : 'broadcast-channel',
        facts: missing.includes('store') ? 'memory' : 'indexeddb',
      })
      await world.advance('5m')
      expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'inactive', endedAt: signedInAt + 39 * minute } })
      expect(world.server).toMatchObject({ refreshes: 1, reuses: 0, signOuts: 1 })
    },
  )
})

describe('the names of what tabs share', () => {
  it('R-70 carry the session’s own name, so that two sessions of one origin never meet', async () => {
    const asked: string[] = []
    const platform: Platform = {
      document: {} as Document,
      navigator: {
        locks: {
          request: async (name: string, _: unknown, work: () => unknown) => {
            asked.push(`lock ${name}`)
            return work()
          },
        },
      } as unknown as Navigator,
      BroadcastChannel: class {
        constructor(name: string) {
          asked.push(`channel ${name}`)
        }
        postMessage(): void {}
        close(): void {}
      } as unknown as typeof BroadcastChannel,
      indexedDB: {
        open(name: string) {
          asked.push(`store ${name}`)
          return forbidden()
        },
      } as unknown as IDBFactory,
    }
    for (const name of ['stillhere/1/one', 'stillhere/1/two']) {
      await browserLock(name, platform).run(10, async (outcome) => outcome)
      browserTabsChannel(name, platform).post({})
      await browserFacts(name, platform).read()
    }
    const [one, two] = ['one', 'two'].map((name) => asked.filter((line) => line.endsWith(`/${name}`)))
    expect(new Set(one?.map((line) => line.replace(/ .*/, '')))).toEqual(new Set(['lock', 'channel', 'store']))
    expect(two?.length).toBe(one?.length)
    expect(asked).toHaveLength((one?.length ?? 0) * 2)
  })
})
