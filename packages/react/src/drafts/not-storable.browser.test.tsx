import { StillhereError } from '@stillhere/core'
import { createWorld, type World } from '@stillhere/react/testing'
import { cleanup } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest'
import { useSessionDraft } from '../index.ts'
import { draftPage, type DraftPageOptions, newDraftPage, Note, secretOf, tabStorage, TEXT } from '../test-support/draft-page.tsx'

const LOST = 'What you had not saved is gone.'

let world: World
let consoleError: MockInstance
beforeEach(() => {
  consoleError = vi.spyOn(console, 'error').mockImplementation(() => {})
})
afterEach(async () => {
  cleanup()
  vi.restoreAllMocks()
  await world.dispose()
})

function atWork(options: DraftPageOptions) {
  world = createWorld({ user: { sub: 'ada' }, policy: { inactivity: '15m' } })
  return newDraftPage(world, options)
}

function complaints(): readonly StillhereError[] {
  return consoleError.mock.calls.flat().filter((error) => error instanceof StillhereError)
}

/** A form that holds whatever a test wants. */
function Form({ read }: { readonly read: () => unknown }) {
  useSessionDraft('form', read)
  return null
}

const CYCLE: { self?: unknown } = {}
CYCLE.self = CYCLE

describe('what can be kept', () => {
  it.each([
    [
      'dates, maps, sets, big numbers and what is undefined',
      { at: new Date(0), tags: new Set(['a']), by: new Map([['a', 1n]]), no: undefined },
    ],
    ['what holds itself', CYCLE],
    ['false, 0 and an empty text', [false, 0, '']],
  ])('is plain data: %s', async (_what, value) => {
    const page = await atWork({ ui: <Form read={() => value} /> })
    await world.server.end()
    await page.kept(1)
    expect(complaints()).toEqual([])
    await world.server.signIn()
    let found: unknown
    function Found() {
      found = useSessionDraft<unknown>('form', () => null).found
      return null
    }
    draftPage(await page.tab.reload(), { storage: page.storage, ui: <Found /> })
    await vi.waitUntil(() => found !== null)
    expect(found).toEqual(value)
  })
})

class Photo {
  readonly name = 'roof.jpg'
}

describe('what cannot be kept is called lost, holds up no end, and the console says once why', () => {
  it.each<readonly [string, DraftPageOptions, RegExp]>([
    [
      '`read` throws',
      {
        ui: (
          <Form
            read={() => {
              throw new Error('no editor')
            }}
          />
        ),
      },
      /draft "form" cannot be kept: its `read` threw/,
    ],
    [
      'it holds a function',
      { ui: <Form read={() => ({ text: TEXT, rows: [{ save: () => {} }] })} /> },
      /what stands at `\.rows\[0\]\.save` is no plain data/,
    ],
    [
      'it holds a file',
      { ui: <Form read={() => ({ photo: new File([TEXT], 'roof.jpg') })} /> },
      /what stands at `\.photo` is no plain data/,
    ],
    ['it is an instance of a class', { ui: <Form read={() => new Photo()} /> }, /it is no plain data/],
    ['it is too long', { ui: <Form read={() => 'x'.repeat(600_000)} /> }, /half a million is the most/],
    ['the storage is full', { storage: full() }, /the storage refused it/],
    ['the browser forbids storage', { storage: forbidden() }, /forbids session storage/],
    ['the server gives no key', { sealingKey: () => null }, /the server gave no `sealingKey`/],
    [
      'the server cannot be asked for the key',
      { sealingKey: () => Promise.reject(new Error('offline')) },
      /the server gave no `sealingKey`/,
    ],
  ])('when %s', async (_why, options, message) => {
    const page = await atWork(options)
    if (!options.ui) page.type(TEXT)
    await world.advance('780s')
    await vi.waitUntil(() => complaints().length > 0)
    await world.server.end()
    expect(page.inside.queryByText('signed out')).not.toBeNull()
    await vi.waitFor(() => expect(page.dialogText()).toContain(LOST))
    expect(page.storage.drafts()).toEqual([])
    const [complaint, ...more] = complaints()
    expect([complaint?.code, more]).toEqual(['draft-not-storable', []])
    expect(complaint?.message).toMatch(message)
    expect(everythingIn(complaint)).not.toContain(TEXT)
  })

  it('and what was kept before it could not be kept any more is still there', async () => {
    let broken = false
    const read = () => {
      if (broken) throw new Error('no editor')
      return TEXT
    }
    const page = await atWork({ ui: <Form read={read} /> })
    await world.advance('1s')
    await page.kept(1)
    broken = true
    await world.server.end()
    expect(page.storage.drafts()).toHaveLength(1)
    expect(page.dialogText()).toContain(LOST)
  })

  it('and one that can be kept does not hide another one that is lost', async () => {
    const page = await atWork({
      ui: (
        <>
          <Form read={() => () => {}} />
          <Note />
        </>
      ),
    })
    page.type(TEXT)
    await world.server.end()
    await page.kept(1)
    expect(page.dialogText()).toContain(LOST)
  })
})

describe('while the key is on its way', () => {
  it('what was typed before the end is kept as soon as the key is there, and not called saved before', async () => {
    const key = Promise.withResolvers<string>()
    const page = await atWork({ sealingKey: () => key.promise })
    page.type(TEXT)
    await world.server.end()
    expect(page.storage.drafts()).toEqual([])
    expect(page.dialogText()).not.toContain('has been saved')
    key.resolve(secretOf('ada')())
    await page.kept(1)
    await vi.waitFor(() => expect(page.dialogText()).toContain('What you were working on has been saved.'))
  })

  it('what waits is lost when somebody else signs in in this browser meanwhile', async () => {
    const page = await atWork({ sealingKey: () => new Promise(() => {}) })
    page.type(TEXT)
    await world.advance('1s')
    await world.server.signIn({ sub: 'grace' })
    await page.tab.session.restore()
    expect(page.tab.session.getState().end?.reason).toBe('replaced')
    expect(page.dialogText()).toContain(LOST)
  })

  it('what waits is not sealed for somebody else who signs in before the key is there', async () => {
    const keys = [Promise.withResolvers<string>(), Promise.withResolvers<string>()]
    let asked = -1
    const sealingKey = () => keys[(asked += 1)]?.promise ?? null
    const page = await atWork({ sealingKey })
    page.type(TEXT)
    await world.server.end()
    await world.server.signIn({ sub: 'grace' })
    await page.tab.session.restore()
    expect(page.tab.session.userId()).toBe('grace')
    page.type('Of Grace.')
    await world.advance('1s')
    keys[1]?.resolve(secretOf('grace')())
    await vi.waitUntil(() => page.storage.drafts().length > 0)
    expect([page.storage.drafts().length, page.isOffered()]).toEqual([1, false])
    keys[0]?.resolve(secretOf('ada')())
    const later = draftPage(await page.tab.reload(), { storage: page.storage, sealingKey: secretOf('grace') })
    expect(await later.offered()).toBe('Of Grace.')
    later.press('Discard it')
    await later.kept(0)
    expect(later.isOffered()).toBe(false)
  })

  it('what is kept already waits too, and the server is asked again', async () => {
    const page = await atWork({})
    page.type(TEXT)
    await world.server.end()
    await page.kept(1)
    await world.server.signIn()
    const sealingKey = vi.fn<() => string | null>(() => null)
    const later = draftPage(await page.tab.reload(), { storage: page.storage, sealingKey })
    await vi.waitUntil(() => sealingKey.mock.calls.length > 0)
    expect(later.storage.drafts()).toHaveLength(1)
    sealingKey.mockImplementation(secretOf('ada'))
    await world.advance('10s')
    expect(await later.offered()).toBe(TEXT)
  })

  it('the server is asked once in ten seconds, however much is typed, and once more at the end', async () => {
    const sealingKey = vi.fn<() => string | null>(() => null)
    const page = await atWork({ sealingKey })
    for (let second = 0; second < 25; second += 1) {
      page.type(`${second}`)
      await world.advance('1s')
    }
    await vi.waitUntil(() => complaints().length > 0)
    expect(sealingKey.mock.calls.length).toBeLessThanOrEqual(4)
    sealingKey.mockImplementation(secretOf('ada'))
    page.type(TEXT)
    await world.server.end()
    await page.kept(1)
  })

  it('the server is not asked for ever where no form is left, and again when one comes', async () => {
    const sealingKey = vi.fn<() => string | null>(() => null)
    const page = await atWork({ sealingKey })
    await vi.waitUntil(() => sealingKey.mock.calls.length > 0)
    page.show(<p>another page</p>)
    await world.advance('1m')
    const asked = sealingKey.mock.calls.length
    await world.advance('10m')
    expect(sealingKey).toHaveBeenCalledTimes(asked)
    sealingKey.mockImplementation(secretOf('ada'))
    page.show(<Note />)
    page.type(TEXT)
    await world.advance('1s')
    await page.kept(1)
  })
})

/** Every text that can be reached from a value, as the console of a browser shows it. */
function everythingIn(value: unknown, seen = new Set<unknown>()): string {
  if (typeof value !== 'object' || value === null || seen.has(value)) return String(value)
  seen.add(value)
  const names = Object.getOwnPropertyNames(value)
  return names.map((name) => `${name} ${everythingIn(Reflect.get(value, name), seen)}`).join('\n')
}

function full() {
  const storage = tabStorage()
  const setItem = (name: string, text: string) => {
    if (name.includes('/draft/')) throw new DOMException('full', 'QuotaExceededError')
    storage.setItem(name, text)
  }
  return { ...storage, setItem }
}

function forbidden() {
  const setItem = () => {
    throw new DOMException('forbidden', 'SecurityError')
  }
  return { ...tabStorage(), setItem }
}
