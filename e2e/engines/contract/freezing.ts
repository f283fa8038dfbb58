import { expect, it } from 'vitest'
import { SECRET } from '../page/contract-options.ts'
import { awakening, becomes, minutesPass, realMs, shown, signIn, watchAwakening } from '../standing.ts'
import type { Given } from './describe-contract.ts'

/** A hidden tab that the browser itself has stopped while others go on. Only for engines that can be told to. */
export function aboutFreezing(given: () => Given): void {
  it('P-19 shows nothing private in a tab that is thawed past the inactivity limit', async () => {
    const { open, server, observe } = given()
    const tab = await open(server.page({ name: 'steady', policy: { inactivity: '5m' } }))
    if (tab.lifecycle === null) throw new Error('No tab of this engine can be frozen from outside.')
    await signIn(tab)
    await tab.evaluate(() => {
      const said: string[] = []
      Reflect.set(globalThis, 'said', said)
      for (const type of ['freeze', 'resume']) document.addEventListener(type, () => said.push(`${type} ${document.visibilityState}`))
    })
    await open(server.elsewhere)
    await watchAwakening(tab)
    await tab.lifecycle.freeze()
    await minutesPass(6)
    await tab.lifecycle.thaw()
    await becomes(tab, { status: 'ended', ended: 'inactive' })
    expect(await tab.evaluate(() => Reflect.get(globalThis, 'said'))).toEqual(['freeze hidden', 'resume hidden'])
    // Timers of hidden tabs run once a second at most, these too.
    await expect.poll(() => awakening(tab)).toMatchObject({ shown: { before: [SECRET], firstChange: [], overdueTimers: [] } })
    expect((await awakening(tab)).silentMs, 'no timer ran').toBeGreaterThan(realMs(5))
    expect(await shown(tab)).toEqual([])
    observe('a frozen tab', 'runs no timer and says “freeze” and “resume”')
  })
}
