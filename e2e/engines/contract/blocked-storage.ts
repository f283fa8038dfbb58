import { expect, it } from 'vitest'
import type { Given } from './describe-contract.ts'
import { becomes, standing } from '../standing.ts'

/** A browser that lets no page keep anything: no cookies, no database, no locks, no channel. */
export function aboutBlockedStorage(given: () => Given): void {
  it('P-27 works in one tab by itself where the browser blocks everything, and says so', async () => {
    const { open, server, observe } = given()
    const tab = await open(server.page({ backend: 'in-page' }))
    await becomes(tab, { status: 'signed-in' })
    await tab.evaluate(() => Reflect.get(globalThis, 'contract').session.refreshNow())
    const { capabilities } = await standing(tab)
    expect(capabilities).toMatchObject({ lock: 'none', facts: 'memory' })
    observe('where all storage is blocked', `facts in memory, no lock, channel: ${capabilities.channel}`)
  })
}
