import { expect, it } from 'vitest'
import { SECRET } from '../page/contract-options.ts'
import { awakening, becomes, minutesPass, shown, signIn, SILENCE_MS, watchAwakening } from '../standing.ts'
import type { Given } from './describe-contract.ts'

/** So that it is not the last instant that decides. */
const MARGIN_MS = 1000

/** The operating system stops the processes of all pages and continues them: no clock and no timer is replaced. */
export function aboutSleep(given: () => Given): void {
  it('P-11 P-19 shows nothing private in the first frame after a sleep past the inactivity limit, and ends', async () => {
    const { engine, open, server } = given()
    const tab = await open(server.page({ name: 'steady', policy: { inactivity: '5m' } }))
    await signIn(tab)
    await watchAwakening(tab)
    await engine.whilePagesAreStopped(() => minutesPass(5, MARGIN_MS))
    await becomes(tab, { status: 'ended', ended: 'inactive' })
    await expect.poll(() => awakening(tab)).toMatchObject({ shown: { before: [SECRET], firstChange: [], overdueTimers: [] } })
    expect((await awakening(tab)).silentMs).toBeGreaterThan(SILENCE_MS)
    expect(await shown(tab)).toEqual([])
  })

  it('P-19 covers the page after a sleep past the end of its token, and brings it back with one look at the server', async () => {
    const { engine, open, server, observe } = given()
    const tab = await open(server.page({ name: 'steady' }))
    await signIn(tab)
    server.setFaults({ slow: { times: 1, seconds: 1 } })
    await watchAwakening(tab)
    await engine.whilePagesAreStopped(() => minutesPass(4, MARGIN_MS))
    await becomes(tab, { status: 'signed-in', checking: null })
    const { silentMs, shown: seen } = await awakening(tab)
    expect(silentMs).toBeGreaterThan(SILENCE_MS)
    expect(seen).toMatchObject({ before: [SECRET], firstChange: [] })
    await expect.poll(() => shown(tab)).toEqual([SECRET])
    observe('after a sleep (process stopped)', 'covered before the first change that can be painted')
  })
}
