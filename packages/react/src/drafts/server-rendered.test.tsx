import { renderToString } from 'react-dom/server'
import { afterEach, expect, it, vi } from 'vitest'
import {
  type BackendAnswer,
  type DraftStorage,
  SessionGate,
  SessionProvider,
  useKeptDrafts,
  useSessionDraft,
  useUnsavedWork,
} from '../index.ts'

const LIVE: BackendAnswer = { status: 'live', userId: 'ada', user: { sub: 'ada' }, endsIn: {} }
const unavailable = async () => ({ status: 'unavailable' as const })

afterEach(() => vi.restoreAllMocks())

function Form() {
  const { found } = useSessionDraft('note', () => 'typed')
  return <p>{`found ${found ?? 'nothing'}, ${useKeptDrafts()} kept, ${useUnsavedWork()}`}</p>
}

it('R-43 P-38 on a server nothing is found, nothing is read and no storage is touched', () => {
  const errors = vi.spyOn(console, 'error')
  const touched: PropertyKey[] = []
  const storage = new Proxy<DraftStorage>(
    { length: 0, key: () => null, getItem: () => null, setItem() {}, removeItem() {} },
    {
      get(target, name) {
        touched.push(name)
        return Reflect.get(target, name)
      },
    },
  )
  const html = renderToString(
    <SessionProvider backend={{ restore: unavailable, refresh: unavailable, signOut: async () => {} }} initial={LIVE} drafts={{ storage }}>
      <SessionGate>
        <Form />
      </SessionGate>
    </SessionProvider>,
  )
  expect(html).toContain('found nothing, 0 kept, none')
  expect([touched, errors.mock.calls]).toEqual([[], []])
})
