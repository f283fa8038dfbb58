import type { TokenStore } from '@stillhere/oidc'

/** The least that a store for all tabs has to be: what one tab has written the next one reads. */
export function indexedDbStore(name: string): TokenStore {
  const request = <T>(asked: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      asked.onsuccess = () => resolve(asked.result)
      asked.onerror = () => reject(new Error(asked.error?.message))
    })
  const store = async (mode: IDBTransactionMode): Promise<IDBObjectStore> => {
    const opening = indexedDB.open(name)
    opening.onupgradeneeded = () => void opening.result.createObjectStore(name)
    return (await request(opening)).transaction(name, mode).objectStore(name)
  }
  return {
    async get() {
      const value: unknown = await request((await store('readonly')).get(name))
      return typeof value === 'string' ? value : null
    },
    async set(value) {
      await request((await store('readwrite')).put(value, name))
    },
  }
}
