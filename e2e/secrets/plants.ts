import type { BrowserContext, Page, Route } from '@playwright/test'
import type { Place } from './places.ts'

/** Where a marker is put, and how. */
export interface Plant {
  readonly place: Place
  /** What of the place, where it has parts that are reached on different ways. */
  readonly part: string
  plant(page: Page, marker: string, context: BrowserContext): Promise<unknown>
}

function inPage(place: Place, part: string, plant: (marker: string) => unknown): Plant {
  return { place, part, plant: (page, marker) => page.evaluate(plant, marker) }
}

/** One marker for every place, and for each way in which a place can hide one; all of them on the demo's list of cases, in two tabs. */
export const PLANTS: readonly Plant[] = [
  inPage('local storage', 'value', (marker) => localStorage.setItem('planted', marker)),
  inPage('local storage', 'key', (marker) => localStorage.setItem(marker, '')),
  inPage('session storage', 'value', (marker) => sessionStorage.setItem('planted', marker)),
  inPage('IndexedDB', 'deep in a database of its own', writeDatabase),
  inPage('cache storage', 'body', async (marker) => (await caches.open('planted')).put('/planted', new Response(marker))),
  inPage('cookie that scripts read', 'value', (marker) => (document.cookie = `planted=${marker}`)),
  inPage('broadcast', 'deep in a message', (marker) => new BroadcastChannel('planted').postMessage({ deep: { inside: marker } })),
  { place: 'storage event', part: 'a value that is removed at once', plant: passThroughStorage },
  inPage('console', 'text', (marker) => console.debug(marker)),
  inPage('console', 'deep in an object', (marker) => console.warn('careless', { deep: { deeper: { deepest: { inside: [marker] } } } })),
  inPage('uncaught error', 'message', (marker) => void setTimeout(() => Promise.reject(new Error(marker)))),
  inPage('window', 'deep in a property', (marker) => Reflect.set(globalThis, 'planted', { deep: new Map([['inside', [marker]]]) })),
  inPage('window', 'neither enumerable nor text for a key', (marker) => {
    Object.defineProperty(globalThis, 'hidden', { value: { [Symbol('planted')]: marker } })
  }),
  inPage('window', 'bytes', (marker) => Reflect.set(globalThis, 'bytes', new TextEncoder().encode(marker))),
  inPage('window', 'name', (marker) => (window.name = marker)),
  inPage('history state', 'deep', (marker) => history.replaceState({ deep: { inside: marker } }, '')),
  inPage('address', 'fragment', (marker) => history.replaceState(history.state, '', `#${marker}`)),
  inPage('address', 'request', async (marker) => (await fetch(`/api/planted?token=${marker}`)).status),
  inPage('request', 'header', async (marker) => (await fetch('/api/planted', { headers: { authorization: `Bearer ${marker}` } })).status),
  inPage('request', 'header to elsewhere', async (marker) => {
    await fetch('http://localhost:9/planted', { headers: { authorization: `Bearer ${marker}` } }).catch(() => null)
  }),
  inPage('request', 'body', async (marker) => (await fetch('/api/planted', { method: 'POST', body: marker })).status),
  { place: 'readable answer', part: 'header', plant: (page, marker) => answerWith(page, { headers: { 'x-planted': marker } }) },
  { place: 'readable answer', part: 'body', plant: (page, marker) => answerWith(page, { json: { deep: { inside: marker } } }) },
  inPage('DOM', 'text', (marker) => document.body.append(marker)),
  inPage('DOM', 'attribute', (marker) => document.body.setAttribute('data-planted', marker)),
  inPage('DOM', 'comment', (marker) => document.body.append(document.createComment(marker))),
  inPage('DOM', 'shadow root', (marker) => {
    const host = document.body.appendChild(document.createElement('div'))
    host.attachShadow({ mode: 'open' }).append(marker)
  }),
  inPage('DOM', 'value of a field', (marker) => (document.body.appendChild(document.createElement('input')).value = marker)),
  inPage('React state', 'what a context provides', (marker) => plantInFiber('context', marker)),
  inPage('React state', 'props', (marker) => plantInFiber('props', marker)),
  inPage('React state', 'ref', (marker) => plantInFiber('ref', marker)),
  { place: 'React state', part: 'state of a hook', plant: (page, marker) => page.getByLabel('Filter cases').fill(marker) },
  inPage('developer tools hook', 'property', (marker) => {
    Reflect.set(Reflect.get(globalThis, '__REACT_DEVTOOLS_GLOBAL_HOOK__'), 'planted', marker)
  }),
  inPage('JavaScript heap', 'closure', (marker) => {
    // Put together here, so that only the closure has it as a whole.
    const secret = ['keep', ...marker.split('-')].join('-')
    Reflect.set(globalThis, 'lengthOfSecret', () => secret.length)
  }),
]

/** Lets the plants reach into React, which a function that is sent into a page cannot bring along. */
export async function installPlanting(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    type Kind = 'context' | 'props' | 'ref'
    Reflect.set(globalThis, 'plantInFiber', (kind: Kind, marker: string) => {
      const root = document.getElementById('root')
      const key = root && Object.keys(root).find((name) => name.startsWith('__reactContainer$'))
      const container: unknown = key ? Reflect.get(root, key) : null
      const open: unknown[] = [at(container, 'stateNode', 'current')]
      for (let fiber = open.pop(); fiber; fiber = open.pop()) {
        const target = targets[kind](fiber)
        if (typeof target === 'object' && target !== null) return Reflect.set(target, 'planted', marker)
        open.push(at(fiber, 'sibling'), at(fiber, 'child'))
      }
      throw new Error(`No fiber has a ${kind}.`)
    })

    const targets: Readonly<Record<Kind, (fiber: unknown) => unknown>> = {
      context: (fiber) => (at(fiber, 'type', '$$typeof') === Symbol.for('react.context') ? at(fiber, 'memoizedProps', 'value') : null),
      props: (fiber) => at(fiber, 'memoizedProps', 'settings'),
      ref(fiber) {
        for (let hook = at(fiber, 'memoizedState'); hook; hook = at(hook, 'next')) {
          const value = at(hook, 'memoizedState')
          if (typeof value === 'object' && value !== null && Object.keys(value).join() === 'current') return value
        }
        return null
      },
    }

    function at(start: unknown, ...keys: readonly string[]): unknown {
      return keys.reduce<unknown>((value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : null), start)
    }
  })
}

declare function plantInFiber(kind: 'context' | 'props' | 'ref', marker: string): void

async function writeDatabase(marker: string): Promise<void> {
  const request = indexedDB.open('planted')
  request.onupgradeneeded = () => request.result.createObjectStore('store').put({ deep: { inside: [marker] } }, 'key')
  await new Promise((resolve, reject) => {
    request.onsuccess = resolve
    request.onerror = reject
  })
  request.result.close()
}

async function passThroughStorage(page: Page, marker: string, context: BrowserContext): Promise<void> {
  const other = context.pages().find((one) => one !== page)
  if (other === undefined) throw new Error('Storage events need a second tab.')
  await other.evaluate((text) => {
    localStorage.setItem('passing', text)
    localStorage.removeItem('passing')
  }, marker)
}

async function answerWith(page: Page, answer: Parameters<Route['fulfill']>[0]): Promise<void> {
  await page.route('**/planted-answer', (route) => route.fulfill(answer), { times: 1 })
  await page.evaluate(async () => (await fetch('/planted-answer')).text())
}
