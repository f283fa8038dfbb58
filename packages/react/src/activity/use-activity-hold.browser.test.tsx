import { cleanup, render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { type ActivityHoldOptions, SessionProvider, useActivityHold } from '../index.ts'
import { StrictPage } from '../test-support/strict-page.tsx'
import { createWorld } from '../testing/index.ts'

const FIFTEEN_MINUTES = { user: { sub: 'ada' }, policy: { inactivity: '15m' }, serverLimits: { accessTokenLifetime: '90h' } } as const

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

function Job({ label = 'upload', ...options }: Partial<ActivityHoldOptions> & { readonly label?: string }) {
  useActivityHold(label, { while: true, max: '3h', ...options })
  return null
}

async function scene() {
  const world = createWorld(FIFTEEN_MINUTES)
  const { session } = world.tab()
  await world.advance('1m')
  const page = (job: ReactNode) => <StrictPage session={session}>{job}</StrictPage>
  const shown = render(page(null))
  return { world, session, show: (job: ReactNode) => shown.rerender(page(job)) }
}

describe('useActivityHold', () => {
  test('P-35 holds while its job runs, and no longer', async () => {
    const { world, session, show } = await scene()
    show(<Job />)
    await world.advance('1h')
    expect(session.getState()).toMatchObject({ status: 'signed-in', warning: null })
    show(<Job while={false} />)
    await world.advance('15m')
    expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'inactive' } })
  })

  test('P-35 ends with its component', async () => {
    const { world, session, show } = await scene()
    show(<Job />)
    await world.advance('1h')
    show(null)
    await world.advance('15m')
    expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'inactive' } })
  })

  test('P-35 does not renew its maximum with every percent that its label tells, nor with every job', async () => {
    const { world, session, show } = await scene()
    for (let minute = 0; minute < 50; minute += 1) {
      show(<Job label={`upload ${minute}`} max="30m" while={minute % 5 !== 4} />)
      await world.advance('1m')
    }
    expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'inactive' } })
  })

  test('P-35 waits for the sign-in when it is there before it', async () => {
    const world = createWorld(FIFTEEN_MINUTES)
    const { session } = world.tab()
    render(
      <SessionProvider session={session}>
        <Job />
      </SessionProvider>,
    )
    expect(session.getState().status).toBe('restoring')
    await world.advance('2h')
    expect(session.getState()).toMatchObject({ status: 'signed-in', warning: null })
    await world.dispose()
  })

  test('needs a provider above it', () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    expect(() => render(<Job />)).toThrow(expect.objectContaining({ code: 'provider-missing' }))
  })
})
