import type { Evidence, Place } from './places.ts'

/** Runs in the page: installs a function that collects every text which stands in a place that scripts can look at. */
export function installCollector({ collect }: { readonly collect: string }): void {
  interface Stop {
    readonly value: unknown
    readonly path: string
  }
  const HOOK = '__REACT_DEVTOOLS_GLOBAL_HOOK__'
  Reflect.set(globalThis, collect, collectAll)

  async function collectAll(): Promise<readonly Evidence[]> {
    const found: Evidence[] = []
    const known = new Set<string>()
    const add = (place: Place, where: string, text: string): void => {
      if (text === '' || known.has(`${place}\n${text}`)) return
      known.add(`${place}\n${text}`)
      found.push({ place, where, text })
    }
    const walk = (place: Place, path: string, value: unknown): void =>
      walkThrough({ value, path }, (where, text) => add(place, where, text))

    for (const [key, value] of Object.entries(localStorage)) add('local storage', key, `${key}=${String(value)}`)
    for (const [key, value] of Object.entries(sessionStorage)) add('session storage', key, `${key}=${String(value)}`)
    add('cookie that scripts read', 'document.cookie', document.cookie)
    add('address', 'location', location.href)
    add('address', 'referrer', document.referrer)
    for (const { name } of performance.getEntries()) add('address', 'performance entry', name)
    walk('history state', 'history.state', history.state)
    for (const element of everyElement(document)) {
      if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)
        add('DOM', `value of ${element.localName}`, element.value)
      for (const key of Object.keys(element))
        if (key.startsWith('__reactContainer$')) walk('React state', 'root', Reflect.get(element, key))
      if (element.shadowRoot !== null) add('DOM', 'shadow root', element.shadowRoot.innerHTML)
    }
    add('DOM', 'document', document.documentElement.outerHTML)
    walk('developer tools hook', 'hook', Reflect.get(globalThis, HOOK))
    const pristine: unknown = Reflect.get(globalThis, `${collect}Pristine`)
    add('window', 'name', window.name)
    for (const key of Reflect.ownKeys(globalThis)) {
      if (key === HOOK || (pristine instanceof Set && pristine.has(key))) continue
      walk('window', String(key), Reflect.get(globalThis, key))
    }
    for (const { name } of await indexedDB.databases()) if (name !== undefined) walk('IndexedDB', name, await everythingIn(name))
    for (const name of await caches.keys()) walk('cache storage', name, await everythingCached(name))
    return found
  }

  /** Follows everything that hangs together, each object once; stops at the platform's own objects. */
  function walkThrough(start: Stop, seeText: (path: string, text: string) => void): void {
    const seen = new WeakSet<object>()
    const open: Stop[] = [start]
    for (let stop = open.pop(); stop !== undefined; stop = open.pop()) {
      const { value, path } = stop
      if (typeof value === 'string') seeText(path, value)
      if (typeof value === 'symbol') seeText(path, value.description ?? '')
      if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) continue
      seen.add(value)
      if (value instanceof Node || value instanceof Window) continue
      if (ArrayBuffer.isView(value)) {
        seeText(path, new TextDecoder('latin1').decode(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)))
        continue
      }
      for (const next of partsOf(value)) open.push({ value: next.value, path: [...path.split('.').slice(-8), next.path].join('.') })
    }
  }

  function partsOf(value: object): readonly Stop[] {
    const parts: Stop[] = []
    if (value instanceof Map) for (const [key, one] of value) parts.push({ value: key, path: 'key' }, { value: one, path: String(key) })
    if (value instanceof Set) for (const one of value) parts.push({ value: one, path: 'member' })
    for (const key of Reflect.ownKeys(value)) {
      parts.push({ value: key, path: 'key' })
      try {
        // A store keeps its state in a closure; what it hands out to every component counts as state all the same.
        const one: unknown = Reflect.get(value, key)
        parts.push({ value: key === 'getState' && typeof one === 'function' ? Reflect.apply(one, value, []) : one, path: String(key) })
      } catch {
        parts.push({ value: 'cannot be read', path: String(key) })
      }
    }
    return parts
  }

  function everyElement(within: Document | ShadowRoot): readonly Element[] {
    return [...within.querySelectorAll('*')].flatMap((element) => [
      element,
      ...(element.shadowRoot ? everyElement(element.shadowRoot) : []),
    ])
  }

  async function everythingIn(name: string): Promise<unknown> {
    const database = await done(indexedDB.open(name))
    const everything: unknown[] = []
    for (const store of database.objectStoreNames) {
      const all = database.transaction(store, 'readonly').objectStore(store)
      everything.push(store, ...(await Promise.all([done(all.getAllKeys()), done(all.getAll())])))
    }
    database.close()
    return everything
  }

  async function everythingCached(name: string): Promise<unknown> {
    const cache = await caches.open(name)
    const all = (await cache.keys()).map(async (request) => [request.url, ...request.headers, await (await cache.match(request))?.text()])
    return Promise.all(all)
  }

  function done<T>(request: IDBRequest<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error ?? new Error('IndexedDB does not answer.'))
    })
  }
}
