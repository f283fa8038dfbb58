import { expect, it } from 'vitest'
import { SECRET } from '../page/contract-options.ts'
import type { EngineTab } from '../engine.ts'
import { becomes, minutesPass, pageShows, shown, signIn, standing } from '../standing.ts'
import type { Given } from './describe-contract.ts'

/** The way back to a page that was left: out of the back/forward cache, or loaded anew. */
export function aboutPageCache(given: () => Given): void {
  it('P-20 shows nothing private on the way back to a page whose session is over meanwhile', async () => {
    const { open, server } = given()
    const tab = await open(server.page({ name: 'steady', policy: { inactivity: '3m' } }))
    await signIn(tab)
    await tab.goTo(server.elsewhere)
    await minutesPass(4)
    await goBack(tab)
    await expect.poll(async () => (await standing(tab).catch(() => null))?.ended).toBe('inactive')
    await expect.poll(async () => (await pageShows(tab)).at(-1)?.shown).toEqual([])
    expect(await shown(tab)).toEqual([])
  })

  it('covers a page that comes back within its limits until it is known to live', async () => {
    const { open, server, observe } = given()
    const tab = await open(server.page({ name: 'steady' }))
    await signIn(tab)
    await tab.goTo(server.elsewhere)
    await goBack(tab)
    await expect
      .poll(() =>
        standing(tab).then(
          () => true,
          () => false,
        ),
      )
      .toBe(true)
    await becomes(tab, { status: 'signed-in', checking: null })
    const last = (await pageShows(tab)).at(-1)
    expect(last?.shown).toEqual([])
    await expect.poll(() => shown(tab)).toEqual([SECRET])
    observe('a page that is left and gone back to', last?.persisted === true ? 'comes out of the back/forward cache' : 'is loaded anew')
  })
}

/** Drivers wait for a load, and a page that comes out of the cache has none. */
async function goBack(tab: EngineTab): Promise<void> {
  await tab.evaluate(() => void setTimeout(() => history.back(), 0))
}
