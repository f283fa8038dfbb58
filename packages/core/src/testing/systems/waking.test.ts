import { describe, expect, test } from 'vitest'
import type { User } from '../../engine/words.ts'
import { openOwnPage } from '../../test-support/open-page.ts'
import type { Session } from '../../runtime/session-types.ts'
import { openWorld } from '../world.ts'

const ada = { sub: 'u1' }
const minute = 60_000

/** What an app would show, step by step from now on. */
function shown(session: Session<User>): string[] {
  const steps: string[] = []
  session.subscribe(() => {
    const { status, checking, warning } = session.getState()
    steps.push(checking !== null ? 'covered' : warning !== null ? 'warning' : status)
  })
  return steps
}

const entries = ['input', 'timer', 'shown', 'page-restored', 'resumed', 'online', 'message'] as const
type Entry = (typeof entries)[number]

async function wakeBy(entry: Entry, opened: ReturnType<typeof openWorld>, own: ReturnType<typeof openOwnPage>): Promise<void> {
  switch (entry) {
    case 'input':
      return opened.machine.clock.perform(() => own.page.input())
    case 'timer':
      return opened.world.advance('1m')
    case 'message':
      return opened.world.messages.forge(opened.world.messages.posted[0])
    default:
      return own.happen(entry)
  }
}

describe.each(entries)('after eight hours of sleep the first thing that happens is %s', (entry) => {
  test('P-11 R-48 the limit that is past ends the session, and nothing shows it signed in or counts as activity', async () => {
    const opened = openWorld({ user: ada, policy: { inactivity: '15m' } })
    const own = openOwnPage(opened, { inactivity: '15m' })
    const { session } = own
    const signedInAt = opened.world.now
    await opened.world.advance('5m')
    await opened.world.sleep('8h')
    const steps = shown(session)
    await wakeBy(entry, opened, own)
    expect(session.getState()).toMatchObject({
      status: 'ended',
      end: { reason: 'inactive', endedAt: signedInAt + 15 * minute, limitMs: 15 * minute },
    })
    expect(steps.filter((step) => step !== 'covered')).toEqual(['ended'])
    await opened.machine.clock.perform(() => own.page.input())
    expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'inactive' } })
  })

  test('R-48 P-19 what is alive is covered until that is certain', async () => {
    const opened = openWorld({ user: ada, policy: { inactivity: '12h' }, serverLimits: { accessTokenLifetime: '24h' }, latency: '2s' })
    const own = openOwnPage(opened, { inactivity: '12h' })
    await opened.world.advance('5m')
    const endsAt = own.session.deadlines()[0]?.endsAt
    await opened.world.sleep('8h')
    const steps = shown(own.session)
    await wakeBy(entry, opened, own)
    await opened.world.advance('5s')
    expect(steps[0]).toBe('covered')
    expect(steps.at(-1)).toBe('signed-in')
    expect(new Set(steps.slice(0, -1))).toEqual(new Set(['covered']))
    expect(own.session.deadlines()[0]).toMatchObject({ reason: 'inactive', endsAt })
  })
})

test('R-48 whoever has a timer on the session’s clock learns on waking what the session has learnt, though that timer is due first', async () => {
  const opened = openWorld({ user: ada, policy: { inactivity: '15m' } })
  const { session } = openOwnPage(opened, { inactivity: '15m' })
  await opened.world.advance('5m')
  const seen: (string | null)[] = []
  session.after(1000, () => seen.push(session.getState().checking?.cause ?? null))
  await opened.world.sleep('8h')
  await opened.world.advance('1s')
  expect(seen).toEqual(['woke'])
})
