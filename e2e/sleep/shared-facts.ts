import type { Page } from '@playwright/test'

/** What the tabs share of the session, as far as these tests ask. Instants on the demo's clock, epoch milliseconds times its speed. */
export interface SharedFacts {
  readonly startedAt: number
  readonly activityAt: number
  /** `issuedAt`: when the refresh was asked for that renewed it last, or the sign-in was first heard of. */
  readonly renewal: {
    readonly revision: number
    readonly issuedAt: number
    readonly endsAt: { readonly 'token-expired'?: number }
  } | null
  readonly end: { readonly reason: string; readonly at: number } | null
}

/** Reads the record that the product keeps in IndexedDB. */
export async function sharedFacts(page: Page, name: string): Promise<SharedFacts | null> {
  return page.evaluate(async (database) => {
    const opened = await done(indexedDB.open(database))
    const record: unknown = await done(opened.transaction('facts', 'readonly').objectStore('facts').get('facts'))
    opened.close()
    return typeof record === 'object' && record !== null ? Reflect.get(record, 'facts') : null

    function done<T>(request: IDBRequest<T>): Promise<T> {
      return new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error ?? new Error('IndexedDB does not answer.'))
      })
    }
  }, `stillhere/1/${name}`)
}

/** The wall clock of a page, on the demo's clock. */
export async function clockOf(page: Page, rate: number): Promise<number> {
  return page.evaluate((times) => Date.now() * times, rate)
}
