import { vi } from 'vitest'
import { memoryStorage } from './memory-storage.ts'

export interface Auth0Page {
  /** What is told to the page. */
  readonly events: EventTarget
  /** Where it was sent. */
  readonly left: string[]
  /** The window that it opens next; null for a blocked one. */
  popup: { readonly location: { href: string }; closed: boolean; close(): void } | null
}

/** What the SDK takes from a page, in Node. No Worker: refresh tokens in memory stay on the main thread, which the SDK does where there is none. */
export function openAuth0Page(): Auth0Page {
  const events = new EventTarget()
  const left: string[] = []
  const storage = enumerable(memoryStorage())
  const location = {
    origin: 'https://app.example.test',
    href: 'https://app.example.test/',
    protocol: 'https:',
    search: '',
    assign: (url: string) => void left.push(url),
  }
  const cookies = new Map<string, string>()
  const document = {
    get cookie() {
      return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    },
    set cookie(line: string) {
      const [pair = ''] = line.split(';')
      const [name = '', value = ''] = pair.split('=')
      if (/expires=Thu, 01 Jan 1970/i.test(line) || value === '') cookies.delete(name)
      else cookies.set(name, value)
    },
  }
  vi.stubGlobal('localStorage', storage)
  vi.stubGlobal('sessionStorage', memoryStorage())
  vi.stubGlobal('location', location)
  vi.stubGlobal('document', document)
  const page: Auth0Page = { events, left, popup: null }
  const [addEventListener, removeEventListener] = [events.addEventListener.bind(events), events.removeEventListener.bind(events)]
  vi.stubGlobal('addEventListener', addEventListener)
  vi.stubGlobal('removeEventListener', removeEventListener)
  vi.stubGlobal('window', {
    crypto: globalThis.crypto,
    btoa: globalThis.btoa,
    fetch: (input: RequestInfo, init?: RequestInit) => globalThis.fetch(input, init),
    open: () => page.popup,
    location,
    localStorage: storage,
    addEventListener,
    removeEventListener,
  })
  return page
}

/** Its keys can be listed as those of a browser's storage. */
function enumerable(storage: Storage): Storage {
  return new Proxy(storage, {
    ownKeys: () => Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? ''),
    getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
  })
}
