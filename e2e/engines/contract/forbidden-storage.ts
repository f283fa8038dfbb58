import { expect, it } from 'vitest'
import type { EngineTab } from '../engine.ts'
import type { Given } from './describe-contract.ts'

/** A frame whose origin is opaque may use no storage and no lock. */
export function aboutForbiddenStorage(given: () => Given): void {
  it('P-27 works by itself where storage is forbidden, and says so', async () => {
    const { open, server, observe } = given()
    const tab = await open(server.framed)
    await expect.poll(() => told(tab)).toMatchObject({ status: 'signed-in', capabilities: { facts: 'memory', lock: 'none' } })
    observe('in a frame of an opaque origin', `facts in memory, no lock, ${(await told(tab))?.capabilities.channel ?? 'nothing told'}`)
  })
}

interface Told {
  readonly status: string
  readonly capabilities: { readonly facts: string; readonly lock: string; readonly channel: string }
}

/** What the frame last told of its session. */
export async function told(tab: EngineTab): Promise<Told | null> {
  return tab.evaluate(() => Reflect.get(globalThis, 'told') ?? null)
}
