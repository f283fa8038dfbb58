import { describe, expect, test } from 'vitest'
import type { BackendAnswer } from '../../engine/answer.ts'
import type { LimitReason } from '../../engine/words.ts'
import { createWorld } from '../world.ts'

const ada = { sub: 'u1', name: 'Ada' }

/** A tab signed in to a session `k` that the server lets live for another ten minutes without presence, and what the server was asked. */
async function signedIn() {
  const asked: string[] = []
  const server = { endsIn: { inactive: '10m' } as BackendEnds, answers: true }
  const answer = async (kind: string): Promise<BackendAnswer> => {
    asked.push(kind)
    if (!server.answers) return { status: 'unavailable' }
    return { status: 'live', userId: 'u1', user: ada, sessionKey: 'k', endsIn: server.endsIn }
  }
  const backend = {
    restore: () => answer('restore'),
    peek: () => answer('peek'),
    refresh: () => answer('refresh'),
    signOut: async () => {},
  }
  const world = createWorld({ user: ada, backend })
  const tab = world.tab()
  await world.advance('0ms')
  asked.length = 0
  const tell = async (header: string | null) => {
    tab.session.reportAnswer({ headers: { get: (name) => (name === 'stillhere-ends' ? header : null) } }, tab.session.now())
    await world.advance('0ms')
  }
  const inactiveAt = () => tab.session.deadlines().find(({ reason }) => reason === 'inactive')?.endsAt
  return { world, tab, asked, server, tell, inactiveAt, startAt: world.now }
}

type BackendEnds = Partial<Record<LimitReason, `${number}m`>>

describe('remaining times in the answers of the app’s own server', () => {
  test('that are shorter than what is known bring the end nearer, once the backend has said so too', async () => {
    const { world, tell, asked, server, inactiveAt, startAt, tab } = await signedIn()
    await world.advance('1m')
    server.endsIn = { inactive: '3m' }
    await tell('session="k", inactive=180')
    expect(asked).toEqual(['peek'])
    expect(inactiveAt()).toBe(startAt + 240_000)
    expect(tab.session.getState().status).toBe('signed-in')
  })

  test('of a limit that was not known of are asked about', async () => {
    const { tell, asked } = await signedIn()
    await tell('session="k", inactive=600, max-lifetime=3600')
    expect(asked).toEqual(['peek'])
  })

  test('of another session are asked about', async () => {
    const { tell, asked } = await signedIn()
    await tell('session="other"')
    expect(asked).toEqual(['peek'])
  })

  test.each([
    ['the same', 'session="k", inactive=600'],
    ['the same within two seconds', 'session="k", inactive=598.5'],
    ['longer', 'session="k", inactive=86400, max-lifetime=Infinity'],
    ['missing', null],
    ['empty', ''],
    ['garbled', 'session=, inactive=, ;;; =5 inactive=x'],
    ['of other things', 'session="k", toString=1, constructor=0, __proto__=0, revoked=0'],
  ])('R-86 that are %s change nothing and ask nothing', async (_how, header) => {
    const { tell, asked, inactiveAt, startAt } = await signedIn()
    await tell(header)
    expect(asked).toEqual([])
    expect(inactiveAt()).toBe(startAt + 600_000)
  })

  test.each(['session="k", inactive=0', 'session="k", inactive=-5, token-expired=0', 'session="forged"'])(
    'R-86 an untrue "%s" ends nothing and shortens nothing, whether or not the backend can be asked',
    async (header) => {
      const { tell, server, inactiveAt, startAt, tab } = await signedIn()
      await tell(header)
      server.answers = false
      await tell(header)
      expect(tab.session.getState()).toMatchObject({ status: 'signed-in', checking: null, warning: null })
      expect(inactiveAt()).toBe(startAt + 600_000)
    },
  )

  test('are looked at once in ten seconds, however many answers there are', async () => {
    const { tell, asked, world } = await signedIn()
    for (let count = 0; count < 50; count += 1) await tell('session="k", inactive=5')
    expect(asked).toEqual(['peek'])
    await world.advance('10s')
    await tell('session="k", inactive=5')
    expect(asked).toEqual(['peek', 'peek'])
  })

  test('mean nothing to who is signed out', async () => {
    const { tell, asked, tab } = await signedIn()
    await tab.session.signOut()
    asked.length = 0
    await tell('session="other"')
    expect(asked).toEqual([])
  })
})
