import { expect, it } from 'vitest'
import type { EngineTab } from '../engine.ts'
import type { Given } from './describe-contract.ts'

const TABS = 3
const TIMES = 100

/** What is written under a lock is what the next holder reads, or is lost: by kind of storage. */
export function aboutStorage(given: () => Given): void {
  it('loses no update of the shared facts, with no lock at all', async () => {
    const tabs = await several(given())
    await Promise.all(
      tabs.map((tab) =>
        tab.evaluate(async (times) => {
          const { bare } = Reflect.get(globalThis, 'contract')
          for (let time = 0; time < times; time += 1) {
            await bare.facts.update((stored: { n?: number } | null) => ({ n: (stored?.n ?? 0) + 1 }))
          }
        }, TIMES),
      ),
    )
    const stored = await tabs[0]?.evaluate(() => Reflect.get(globalThis, 'contract').bare.facts.read())
    expect(stored).toEqual({ n: TABS * TIMES })
  })

  it('loses no update that is read and written apart under the lock', async () => {
    const tabs = await several(given())
    await Promise.all(
      tabs.map((tab) =>
        tab.evaluate(async (times) => {
          const { bare } = Reflect.get(globalThis, 'contract')
          for (let time = 0; time < times; time += 1) {
            await bare.lock.run(20_000, async () => {
              const found: { n?: number } | null = await bare.facts.read()
              await bare.facts.update(() => ({ n: (found?.n ?? 0) + 1 }))
            })
          }
        }, TIMES),
      ),
    )
    const stored = await tabs[0]?.evaluate(() => Reflect.get(globalThis, 'contract').bare.facts.read())
    expect(stored).toEqual({ n: TABS * TIMES })
  })

  it('shows why localStorage is not trusted: under the same lock it is not always fresh', async () => {
    const { observe } = given()
    const tabs = await several(given())
    const largest = await Promise.all(
      tabs.map((tab) =>
        tab.evaluate(async (times) => {
          const { bare } = Reflect.get(globalThis, 'contract')
          let last = 0
          for (let time = 0; time < times; time += 1) {
            await bare.lock.run(20_000, async () => {
              last = Number(localStorage.getItem('n')) + 1
              localStorage.setItem('n', String(last))
            })
          }
          return last
        }, TIMES),
      ),
    )
    const made = TABS * TIMES
    const lost = made - Math.max(...largest)
    expect(lost).toBeGreaterThanOrEqual(0)
    observe('updates of localStorage lost under a lock', `${lost} of ${made}`)
  })
}

/** Tabs with ports that no session uses. */
async function several({ open, server }: Given): Promise<readonly EngineTab[]> {
  const page = server.page({ backend: 'in-page', name: `storage-${crypto.randomUUID()}` })
  const tabs: EngineTab[] = []
  for (let tab = 0; tab < TABS; tab += 1) tabs.push(await open(page))
  return tabs
}
