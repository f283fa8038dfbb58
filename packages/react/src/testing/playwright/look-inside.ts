import { type DrivenPage, runIn } from './playwright.ts'

/** The session as the tabs of a browser share it. Instants are epoch milliseconds by the page's clock. */
export interface SeenSession {
  /** `none`: nobody has signed in here yet, or the page keeps nothing. */
  readonly status: 'signed-in' | 'ended' | 'none'
  readonly end: { readonly reason: string; readonly at: number } | null
  /** When somebody was last there. */
  readonly activityAt: number | null
}

/** Reads the record without secrets that the product's tabs share in IndexedDB; a page needs no hook for it. */
export async function readSession(page: DrivenPage, name: string): Promise<SeenSession> {
  const facts = await runIn(page, readFacts, databaseOf(name))
  const end = member(facts, 'end')
  const [reason, at, activityAt] = [member(end, 'reason'), member(end, 'at'), member(facts, 'activityAt')]
  const seenAt = typeof activityAt === 'number' ? activityAt : null
  if (typeof reason === 'string' && typeof at === 'number') return { status: 'ended', end: { reason, at }, activityAt: seenAt }
  return { status: seenAt === null ? 'none' : 'signed-in', end: null, activityAt: seenAt }
}

/** Where the tabs of a session of that name keep what they share. */
export function databaseOf(name: string): string {
  return `stillhere/1/${name}`
}

/**
 * Where in a page a text stands that no page should hold, a token for instance: its storage, its address, what its scripts can read of
 * cookies, its document. Empty when nowhere.
 */
export async function findText(page: DrivenPage, text: string): Promise<readonly string[]> {
  const places = await runIn(page, searchPage, text)
  return Array.isArray(places) ? places.filter((place) => typeof place === 'string') : []
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : null
}

async function readFacts(name: string): Promise<unknown> {
  // Opening makes a database where there is none, and the app would find it without its store.
  if (!(await indexedDB.databases()).some((database) => database.name === name)) return null
  const opened = await done(indexedDB.open(name))
  const record: unknown = await done(opened.transaction('facts', 'readonly').objectStore('facts').get('facts'))
  opened.close()
  return typeof record === 'object' && record !== null ? Reflect.get(record, 'facts') : null

  function done<T>(request: IDBRequest<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error ?? new Error('IndexedDB does not answer.'))
    })
  }
}

async function searchPage(text: string): Promise<string[]> {
  const found: string[] = []
  const look = (place: string, value: unknown) => {
    if (JSON.stringify(value)?.includes(text)) found.push(place)
  }
  for (const [name, storage] of [
    ['localStorage', localStorage],
    ['sessionStorage', sessionStorage],
  ] as const)
    for (const [key, value] of Object.entries(storage)) look(`${name} ${key}`, [key, value])
  look('address', location.href)
  look('history state', history.state)
  look('cookies', document.cookie)
  look('window name', window.name)
  look('document', document.documentElement.outerHTML)
  for (const { name } of await indexedDB.databases()) {
    if (name === undefined) continue
    const database = await done(indexedDB.open(name))
    for (const store of database.objectStoreNames) {
      const objects = database.transaction(store, 'readonly').objectStore(store)
      look(`IndexedDB ${name} ${store}`, [await done(objects.getAllKeys()), await done(objects.getAll())])
    }
    database.close()
  }
  for (const name of await caches.keys().catch(() => [])) {
    const cache = await caches.open(name)
    for (const request of await cache.keys()) look(`cache ${name}`, [request.url, await (await cache.match(request))?.text()])
  }
  return found

  function done<T>(request: IDBRequest<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error ?? new Error('IndexedDB does not answer.'))
    })
  }
}
