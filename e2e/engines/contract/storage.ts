import { expect, it } from 'vitest'
import type { EngineTab } from '../engine.ts'
import type { Given } from './describe-contract.ts'

const TABS = 3
const TIMES = 100

/** What is written under a lock is what the next holder reads, or is lost: by kind of storage. */
export function aboutStorage(given: () => Given): void {
  it('loses no update of the shared facts, with no lock at all', async () => {
    const tabs = await several(given())
    await inEach(tabs, async (times) => {
      const { bare } = Reflect.get(globalThis, 'contract')
      for (let time = 0; time < times; time += 1) {
        await bare.facts.update((stored: { n?: number } | null) => ({ n: (stored?.n ?? 0) + 1 }))
      }
    })
    expect(await storedBy(tabs)).toEqual({ n: TABS * TIMES })
  })

  it('loses no update that is read and written apart under the lock', async () => {
    const { observe } = given()
    const tabs = await several(given())
    const largest = await inEach(tabs, async (times) => {
      const { bare } = Reflect.get(globalThis, 'contract')
      let inLocalStorage = 0
      for (let time = 0; time < times; time += 1) {
        await bare.lock.run(20_000, async () => {
          inLocalStorage = Number(localStorage.getItem('n')) + 1
          const found: { n?: number } | null = await bare.facts.read()
          await bare.facts.update(() => ({ n: (found?.n ?? 0) + 1 }))
          localStorage.setItem('n', String(inLocalStorage))
        })
      }
      return inLocalStorage
    })
    expect(await storedBy(tabs)).toEqual({ n: TABS * TIMES })
    // Why localStorage is not trusted: under the same lock it is not always fresh.
    observe('updates of localStorage lost under a lock', `${TABS * TIMES - Math.max(...largest)} of ${TABS * TIMES}`)
  })
}

/** Tabs with ports that no session uses. */
async function several({ open, server }: Given): Promise<readonly EngineTab[]> {
  const page = server.page({ backend: 'in-page', name: `storage-${crypto.randomUUID()}` })
  const tabs: EngineTab[] = []
  for (let tab = 0; tab < TABS; tab += 1) tabs.push(await open(page))
  return tabs
}

/** Has every tab do it at the same time. */
function inEach<T>(tabs: readonly EngineTab[], act: (times: number) => Promise<T>): Promise<readonly T[]> {
  return Promise.all(tabs.map((tab) => tab.evaluate(act, TIMES)))
}

function storedBy([tab]: readonly EngineTab[]): Promise<unknown> | undefined {
  return tab?.evaluate(() => Reflect.get(globalThis, 'contract').bare.facts.read())
}
