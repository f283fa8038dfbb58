import { expect, it } from 'vitest'
import { becomes, isAsking, refreshesAt, shown, signIn, standing } from '../standing.ts'
import { SECRET } from '../page/contract-options.ts'
import type { ContractServer } from '../contract-server.ts'
import type { Given } from './describe-contract.ts'

const TABS = 4
const REFRESHES = 6
/** Half the time from one refresh to the next that is due: two of them closer than this are of one token. */
const OF_ONE_TOKEN_MS = 400

const WHOLE = { lock: 'web-locks', channel: 'broadcast-channel', facts: 'indexeddb', peek: true, signIn: true } as const

/** What works in every kind of window. */
export function aboutStaying(given: () => Given): void {
  it('takes a sign-in and a sign-out of one tab to the other', async () => {
    const { open } = given()
    const here = await open()
    await signIn(here)
    const there = await open()
    await becomes(there, { status: 'signed-in', capabilities: WHOLE })
    await here.evaluate(() => void Reflect.get(globalThis, 'contract').session.signOut())
    await becomes(there, { status: 'ended', ended: 'signed-out' })
    // This one goes to the server's sign-out and comes back.
    await expect.poll(() => standing(here).catch(() => null)).toMatchObject({ status: 'signed-out', ended: 'signed-out' })
    for (const tab of [here, there]) expect(await shown(tab)).toEqual([])
  })
}

/** One truth for all tabs: sign-in, sign-out, refresh. */
export function aboutTabs(given: () => Given): void {
  aboutStaying(given)

  for (const locks of [true, false]) {
    it(`refreshes once per token from ${TABS} tabs ${locks ? 'under a lock' : 'without Web Locks'}, and spends none twice`, async () => {
      const { open, server } = given()
      const first = await open(server.page({ locks }))
      await signIn(first)
      const tabs = [first]
      for (let tab = 1; tab < TABS; tab += 1) tabs.push(await open(server.page({ locks })))
      for (const tab of tabs) await becomes(tab, { status: 'signed-in' })
      const before = server.counts().received.refresh
      await expect.poll(() => server.counts().received.refresh).toBeGreaterThan(before + REFRESHES)
      const sent = (await Promise.all(tabs.map(refreshesAt))).flat().toSorted((a, b) => a - b)
      expect(sent.filter((at, index) => at - (sent[index - 1] ?? 0) < OF_ONE_TOKEN_MS)).toEqual([])
      for (const tab of tabs) await becomes(tab, { status: 'signed-in', capabilities: { ...WHOLE, lock: locks ? 'web-locks' : 'none' } })
      expect(server.counts().reuses).toBe(0)
    })
  }

  it('lets another tab refresh when the one that holds the lock is closed', async () => {
    const { open, server, observe } = given()
    const first = await open()
    await signIn(first)
    const tabs = [first, await open()]
    for (const tab of tabs) await becomes(tab, { status: 'signed-in' })
    server.setFaults({ slow: { times: 1, seconds: 60 } })
    // Whichever is due first asks, holds the lock meanwhile, and is answered long after its tab is gone.
    const asking = async () => (await Promise.all(tabs.map(isAsking))).indexOf(true)
    await expect.poll(asking).toBeGreaterThanOrEqual(0)
    await expect.poll(() => heldBack(server), { message: 'held back on its way' }).toBe(1)
    const before = server.counts()
    const [holder] = tabs.splice(await asking(), 1)
    await holder?.close()
    await expect.poll(() => server.counts().handler.refresh).toBeGreaterThan(before.handler.refresh)
    for (const tab of tabs) {
      await becomes(tab, { status: 'signed-in', checking: null })
      expect(await shown(tab)).toEqual([SECRET])
    }
    observe('a lock whose tab is closed', 'is free at once')
  })

  it('survives a server that cannot be reached for a while', async () => {
    const { open, server } = given()
    const tab = await open()
    await signIn(tab)
    server.setFaults({ dropBefore: 2 })
    await expect.poll(() => heldBack(server), { message: 'dropped on their way' }).toBe(2)
    const before = server.counts().handler.refresh
    await expect.poll(() => server.counts().handler.refresh).toBeGreaterThan(before)
    await becomes(tab, { status: 'signed-in', checking: null })
  })
}

/** Refreshes that have reached the server's machine and not the session server behind it. */
function heldBack(server: ContractServer): number {
  const { received, handler } = server.counts()
  return received.refresh - handler.refresh
}
