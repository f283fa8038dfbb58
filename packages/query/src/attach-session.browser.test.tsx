import { SessionGate, SessionProvider, useSessionUser } from '@stillhere/react'
import { createWorld } from '@stillhere/react/testing'
import {
  HydrationBoundary,
  QueryClient,
  QueryClientProvider,
  dehydrate,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useSuspenseQuery,
} from '@tanstack/react-query'
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { Component, type ReactNode, StrictMode, Suspense, useEffect } from 'react'
import { afterEach, describe, expect, it } from 'vitest'
import { attachSession } from './attach-session.ts'

const ADA = { sub: 'u1', name: 'Ada' }
const GRACE = { sub: 'u2', name: 'Grace' }

const undos: (() => void)[] = []
afterEach(() => {
  cleanup()
  for (const undo of undos.splice(0)) undo()
})

/** What is due in React and in TanStack Query's timers of no length. */
const settle = () => act(async () => void (await new Promise((resolve) => setTimeout(resolve, 5))))

/** Begins something, and gives it the turns that it takes to be answered. */
async function outsideAct(begin: () => Promise<unknown>): Promise<void> {
  const before: unknown = Reflect.get(globalThis, 'IS_REACT_ACT_ENVIRONMENT')
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', false)
  try {
    void begin()
    await new Promise((resolve) => setTimeout(resolve, 5))
  } finally {
    Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', before)
  }
}

const text = () => document.body.textContent.trim()

function open() {
  const world = createWorld<typeof ADA>({ user: ADA })
  const tab = world.tab()
  const client = new QueryClient()
  undos.push(attachSession(client, tab.session))
  const sent: string[] = []
  const stage = {
    world,
    session: tab.session,
    client,
    sent,
    /** Answers with whose it is. */
    ask: async (what: string) => {
      sent.push(`${what} as ${tab.session.getState().user?.name ?? 'nobody'}`)
      return `${what} of ${tab.session.getState().user?.name ?? 'nobody'}`
    },
    show(inside: ReactNode, { outside = null, whenEnded = 'unmount' }: { outside?: ReactNode; whenEnded?: 'unmount' | 'hide' } = {}) {
      return render(
        <StrictMode>
          <SessionProvider session={tab.session}>
            <QueryClientProvider client={client}>
              {outside}
              <SessionGate signedOut={<p>Sign in</p>} whenEnded={whenEnded}>
                <Suspense fallback="Fetching">{inside}</Suspense>
              </SessionGate>
            </QueryClientProvider>
          </SessionProvider>
        </StrictMode>,
      )
    },
    async start() {
      await world.advance('1s')
      await settle()
    },
    async end(reason: 'revoked' | 'inactive' = 'revoked') {
      await world.server.end(reason)
      await settle()
    },
    async signIn(user: typeof ADA) {
      await world.server.signIn(user)
      // In a page React shows at once what it is told; within an act React 18 would do so only at its end.
      await outsideAct(() => tab.session.restore())
      await world.advance('1s')
      await settle()
    },
  }
  return stage
}

type Stage = ReturnType<typeof open>

function Shown({ stage, name }: { readonly stage: Stage; readonly name: string }) {
  const { data, isLoading } = useQuery({ queryKey: [name], queryFn: () => stage.ask(name) })
  if (isLoading) return <p>Loading</p>
  // As most components are written: what is not loading is there.
  return <p>{data?.toUpperCase() ?? fail()}</p>
}

function Suspending({ stage, name }: { readonly stage: Stage; readonly name: string }) {
  return <p>{useSuspenseQuery({ queryKey: [name], queryFn: () => stage.ask(name) }).data}</p>
}

function Endless({ stage }: { readonly stage: Stage }) {
  const { data } = useInfiniteQuery({
    queryKey: ['pages'],
    initialPageParam: 0,
    getNextPageParam: () => 1,
    queryFn: () => stage.ask('page'),
  })
  return <p>{data?.pages.join()}</p>
}

function Saver({ stage }: { readonly stage: Stage }) {
  const { mutate, data, variables, isPending } = useMutation({ mutationFn: (text: string) => stage.ask(text) })
  return (
    <button type="button" onClick={() => mutate('note')}>
      Save {isPending ? 'pending' : ''} {variables} {data}
    </button>
  )
}

/** Asks for what only this user may ask for. */
function Named({ stage }: { readonly stage: Stage }) {
  const { name = '' } = useSessionUser()
  return <Shown stage={stage} name={`list of ${name}`} />
}

function fail(): never {
  throw new Error('no data, and not loading')
}

class Boundary extends Component<{ readonly children: ReactNode }> {
  override state = { failed: false }
  static getDerivedStateFromError() {
    return { failed: true }
  }
  override render() {
    return this.state.failed ? 'Failed' : this.props.children
  }
}

const everything = (stage: Stage) => (
  <Boundary>
    <Shown stage={stage} name="list" />
    <Endless stage={stage} />
    <Saver stage={stage} />
  </Boundary>
)

describe('P-39 after an end', () => {
  it.each(['unmount', 'hide'] as const)(
    'no data of queries and mutations is in the page, inside a gate set to %s and outside',
    async (whenEnded) => {
      const stage = open()
      stage.show(everything(stage), { whenEnded, outside: <Boundary>{<Shown stage={stage} name="outside" />}</Boundary> })
      await stage.start()
      fireEvent.click(screen.getByRole('button'))
      await settle()
      expect(text()).toBe('OUTSIDE OF ADALIST OF ADApage of AdaSave  note note of Ada')
      await stage.end('inactive')
      expect(document.body.innerHTML).not.toMatch(/ada/i)
      expect(text()).toMatch(/^LoadingSign in/)
    },
  )

  it('nothing is asked for by what goes, suspended components included', async () => {
    const stage = open()
    stage.show(
      <>
        {everything(stage)}
        <Suspending stage={stage} name="detail" />
      </>,
    )
    await stage.start()
    expect(text()).toContain('detail of Ada')
    const before = stage.sent.length
    await stage.end()
    expect(screen.getByText('Sign in')).toBeTruthy()
    expect([stage.sent.length, stage.client.getQueryCache().getAll()]).toEqual([before, []])
  })

  it('a kept tree has its data again when the same user signs in', async () => {
    const stage = open()
    stage.show(everything(stage), { whenEnded: 'hide' })
    await stage.start()
    await stage.end('inactive')
    const before = stage.sent.length
    await stage.signIn(ADA)
    await settle()
    expect(text()).toBe('LIST OF ADApage of AdaSave')
    expect(stage.sent.slice(before).toSorted()).toEqual(['list as Ada', 'page as Ada'])
  })

  it('nothing that only the former user’s kept tree shows is asked for as the next user', async () => {
    const stage = open()
    stage.show(<Named stage={stage} />, { whenEnded: 'hide' })
    await stage.start()
    await stage.end('inactive')
    await stage.signIn(GRACE)
    await settle()
    expect(text()).toBe('LIST OF GRACE OF GRACE')
    expect(stage.sent).toEqual(['list of Ada as Ada', 'list of Grace as Grace'])
  })

  it('data that a page brings along from the former user is not taken in', async () => {
    const stage = open()
    stage.show(null)
    await stage.start()
    await act(() => stage.client.prefetchQuery({ queryKey: ['list'], queryFn: () => stage.ask('list') }))
    const payload = dehydrate(stage.client)
    await stage.end()
    await stage.signIn(GRACE)
    cleanup()
    stage.show(
      <HydrationBoundary state={payload}>
        <Shown stage={stage} name="list" />
      </HydrationBoundary>,
    )
    expect(document.body.textContent).not.toMatch(/ada/i)
    await settle()
    expect(text()).toBe('LIST OF GRACE')
  })
})

describe('attaching', () => {
  /** A life of a page: it loads, is shown, refetches and writes. */
  async function rendersOf(attached: boolean): Promise<number> {
    const world = createWorld({ user: ADA })
    const { session } = world.tab()
    const client = new QueryClient()
    if (attached) undos.push(attachSession(client, session))
    let renders = 0
    const later = <T,>(answer: T) => new Promise<T>((resolve) => setTimeout(resolve, 2, answer))
    function Reader() {
      renders += 1
      const { data, fetchStatus, failureCount } = useQuery({ queryKey: ['a'], queryFn: () => later('a') })
      const { mutate, status } = useMutation({ mutationFn: () => later('b') })
      return <button onClick={() => mutate()}>{[data, fetchStatus, failureCount, status].join()}</button>
    }
    await world.advance('1s')
    const { unmount } = render(
      <QueryClientProvider client={client}>
        <Reader />
      </QueryClientProvider>,
    )
    await settle()
    await act(() => client.invalidateQueries())
    await settle()
    fireEvent.click(screen.getByRole('button'))
    await settle()
    await world.advance('59m')
    await settle()
    expect(screen.getByRole('button').textContent).toBe('a,idle,0,success')
    expect(world.server.refreshes).toBe(1)
    unmount()
    await world.dispose()
    return renders
  }

  it('causes no render', async () => {
    expect(await rendersOf(true)).toBe(await rendersOf(false))
  })

  it('can be done in an effect, twice in StrictMode', async () => {
    const world = createWorld({ user: ADA })
    const { session } = world.tab()
    const client = new QueryClient()
    function Attached({ children }: { readonly children: ReactNode }) {
      useEffect(() => attachSession(client, session), [])
      return children
    }
    render(
      <StrictMode>
        <Attached>now</Attached>
      </StrictMode>,
    )
    await world.advance('1s')
    client.setQueryData(['a'], 'a')
    await world.server.end()
    expect(client.getQueryData(['a'])).toBeUndefined()
    await world.dispose()
  })
})
