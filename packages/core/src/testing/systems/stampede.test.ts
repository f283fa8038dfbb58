import { describe, expect, test } from 'vitest'
import { openOwnPage, type OwnPage } from '../../test-support/open-page.ts'
import type { Ports } from '../../ports/ports.ts'
import { seededRandom } from '../seeded-random.ts'
import { openWorld, type OpenWorld } from '../world.ts'

const TABS = 10
const CYCLES = 20
/** From one refresh to the next: a token's life but for its lead. */
const CYCLE_MS = 240_000
const SEEDS = Array.from({ length: 6 }, (_, index) => index + 1)

/** A store whose every operation is under way for a while of its own, in the order in which this tab asked. */
function busyStore(random: () => number) {
  return ({ facts, timer }: Ports): Partial<Ports> => {
    let tail: Promise<unknown> = Promise.resolve()
    const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
      const done = tail.then(() => new Promise<void>((resolve) => void timer.setReal(random() ** 3 * 10_000, resolve))).then(work)
      tail = done
      return done
    }
    return {
      random,
      facts: { kind: facts.kind, read: () => inTurn(() => facts.read()), update: (change) => inTurn(() => facts.update(change)) },
    }
  }
}

/** Ten tabs that know one end of one token (or, with credentials of their own, signed in in the same instant) stay open for twenty cycles. */
async function afterAllCycles(opened: OpenWorld<{ readonly sub: string }>, seed: number): Promise<readonly OwnPage[]> {
  const random = seededRandom(seed)
  const pages = Array.from({ length: TABS }, () => openOwnPage(opened, {}, busyStore(random)))
  await opened.world.advance(`${CYCLES * CYCLE_MS + 120_000}ms`)
  return pages
}

const signedIn = { status: 'signed-in', checking: null, warning: null }
const PLATFORMS = [
  ['with Web Locks', { locks: 'web-locks' }],
  ['without Web Locks', { locks: 'none' }],
] as const
const given = { user: { sub: 'u1' }, serverLimits: { accessTokenLifetime: '5m' }, latency: '8s' } as const

describe.each(PLATFORMS)('ten tabs due in the same millisecond, twenty times, %s', (_name, platform) => {
  test.each(SEEDS)('P-5 R-67 on one credential send one request per cycle (seed %i)', async (seed) => {
    const opened = openWorld({ ...given, platform, seed })
    const pages = await afterAllCycles(opened, seed)
    expect(opened.sent.filter((kind) => kind === 'refresh')).toHaveLength(CYCLES)
    expect(opened.machine.storage.stored()).toMatchObject({ facts: { renewal: { revision: CYCLES + 1 } } })
    expect(opened.world.server.reuses).toBe(0)
    for (const { session } of pages) expect(session.getState()).toMatchObject(signedIn)
  })

  test('P-5 on a credential each send one request per tab and cycle', async () => {
    const opened = openWorld({ ...given, platform, credentials: 'per-tab' })
    const pages = await afterAllCycles(opened, 1)
    const sent = opened.network.requests.filter(({ kind }) => kind === 'refresh')
    expect(pages.map(({ page }) => sent.filter(({ owner }) => owner === page.owner).length)).toEqual(pages.map(() => CYCLES))
    expect(opened.world.server.reuses).toBe(0)
    for (const { session } of pages) expect(session.getState()).toMatchObject(signedIn)
  })
})
