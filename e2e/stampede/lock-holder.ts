import type { Page } from '@playwright/test'

/** Whether a page's own client holds the lock. A page learns its client's id by taking a lock of its own and looking it up. */
export async function holdsLock(page: Page, name: string): Promise<boolean> {
  return page.evaluate(async (wanted) => {
    const own = `whose ${crypto.randomUUID()}`
    const { held = [] } = await navigator.locks.request(own, () => navigator.locks.query())
    const clientOf = (lock: string) => held.find((one) => one.name === lock)?.clientId
    const ownClient = clientOf(own)
    return ownClient !== undefined && ownClient === clientOf(wanted)
  }, name)
}
