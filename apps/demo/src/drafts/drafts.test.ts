import { afterEach, expect, it, vi } from 'vitest'
import { createDrafts, type Drafts, type DraftsOptions } from './drafts.ts'
import { keyFrom } from './seal.ts'

const TEXT = 'The plumber came on Tuesday.'
const PREFIX = 'draft:'

type Store = NonNullable<DraftsOptions['storage']>

function memoryStorage(): Store & { readonly texts: () => readonly string[] } {
  const items = new Map<string, string>()
  return {
    get length() {
      return items.size
    },
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (name) => items.get(name) ?? null,
    setItem: (name, text) => void items.set(name, text),
    removeItem: (name) => void items.delete(name),
    texts: () => [...items].flat(),
  }
}

/** A key as the server gives it to one user. */
const keyOf = (user: string) => () => keyFrom(btoa(user.padEnd(32, '.')))

async function written(storage: Store, options: Partial<DraftsOptions> = {}): Promise<Drafts> {
  const drafts = createDrafts({ storage, prefix: PREFIX, fetchKey: keyOf('ada'), ...options })
  await drafts.open()
  drafts.write('C-1', TEXT)
  return drafts
}

async function pageOf(user: string, storage: Store): Promise<Drafts> {
  const drafts = createDrafts({ storage, prefix: PREFIX, fetchKey: keyOf(user) })
  await drafts.open()
  return drafts
}

const sealed = (storage: Store) => vi.waitUntil(() => storage.getItem(`${PREFIX}C-1`) !== null)

afterEach(() => vi.restoreAllMocks())

it('R-19 P-28 gives the same user back what was typed before the end, on a new page', async () => {
  const storage = memoryStorage()
  const drafts = await written(storage)
  await sealed(storage)
  expect(drafts.close('inactive')).toBe('saved')
  expect([drafts.read('C-1'), drafts.ids(), drafts.isOpen()]).toEqual([null, [], false])

  const later = await pageOf('ada', storage)
  expect([later.read('C-1'), later.isBroughtBack('C-1'), later.ids()]).toEqual([TEXT, true, ['C-1']])
  later.write('C-1', `${TEXT} Again.`)
  expect(later.isBroughtBack('C-1')).toBe(false)
})

it('R-19 P-28 gives another user nothing, and removes it', async () => {
  const storage = memoryStorage()
  const drafts = await written(storage)
  await sealed(storage)
  drafts.close('inactive')
  const theirs = await pageOf('grace', storage)
  expect([theirs.read('C-1'), theirs.countSealed(), storage.length]).toEqual([null, 0, 0])
})

it('leaves nothing that can be read in the browser, neither the text nor what would open it', async () => {
  const storage = memoryStorage()
  await written(storage)
  await sealed(storage)
  expect(storage.texts().filter((text) => /plumber|Tuesday|ada\./.test(text) || text.includes(btoa(TEXT)))).toEqual([])
  const key = await keyOf('ada')()
  expect(key?.extractable).toBe(false)
})

it('drops everything when somebody else has signed in, what is being sealed at that moment too', async () => {
  const storage = memoryStorage()
  const drafts = await written(storage)
  await sealed(storage)
  const encrypt = vi.spyOn(crypto.subtle, 'encrypt')
  drafts.write('C-2', 'More.')
  await vi.waitUntil(() => encrypt.mock.results.length > 0)
  expect(drafts.close('replaced')).toBe('lost')
  await Promise.allSettled(encrypt.mock.results.map(({ value }) => value))
  await pageOf('ada', storage)
  expect(storage.length).toBe(0)
})

it('keeps the last text when the session ends while that one is being sealed', async () => {
  const storage = memoryStorage()
  const drafts = await written(storage)
  await sealed(storage)
  const first = storage.getItem(`${PREFIX}C-1`)
  const encrypt = vi.spyOn(crypto.subtle, 'encrypt')
  drafts.write('C-1', 'The last word.')
  await vi.waitUntil(() => encrypt.mock.results.length > 0)
  expect(drafts.close('inactive')).toBe('saved')
  await vi.waitUntil(() => storage.getItem(`${PREFIX}C-1`) !== first)
  expect((await pageOf('ada', storage)).read('C-1')).toBe('The last word.')
})

it('forgets a text that was saved', async () => {
  const storage = memoryStorage()
  const drafts = await written(storage)
  await sealed(storage)
  drafts.write('C-1', null)
  expect([drafts.ids(), storage.length, drafts.close('signed-out')]).toEqual([[], 0, 'none'])
})

it.each([
  ['the server gives no key', { fetchKey: () => Promise.resolve(null) }],
  ['the browser has no storage', { storage: null }],
] as const)('says that a text is lost when %s', async (_why, options) => {
  const drafts = await written(memoryStorage(), options)
  expect(drafts.read('C-1')).toBe(TEXT)
  expect(drafts.close('inactive')).toBe('lost')
})

it('says that nothing is lost when the only text that could not be sealed was saved after all', async () => {
  const drafts = await written(memoryStorage(), { fetchKey: () => Promise.resolve(null) })
  drafts.write('C-1', null)
  expect(drafts.close('inactive')).toBe('none')
})

it('says that a text is lost when the storage is full', async () => {
  const full = {
    ...memoryStorage(),
    setItem: vi.fn(() => {
      throw new DOMException('full', 'QuotaExceededError')
    }),
  }
  const drafts = await written(full)
  await vi.waitUntil(() => full.setItem.mock.results.length > 0)
  expect(drafts.close('inactive')).toBe('lost')
})

it('leaves sealed texts alone while the server does not say whose they are, and asks again', async () => {
  const storage = memoryStorage()
  const drafts = await written(storage)
  await sealed(storage)
  drafts.close('inactive')
  const fetchKey = vi.fn(keyOf('ada')).mockResolvedValueOnce(null)
  const later = createDrafts({ storage, prefix: PREFIX, fetchKey })
  await later.open()
  expect([later.isOpen(), later.read('C-1'), later.countSealed()]).toEqual([true, null, 1])
  await later.open()
  await later.open()
  expect([later.read('C-1'), fetchKey.mock.calls.length]).toEqual([TEXT, 2])
})
