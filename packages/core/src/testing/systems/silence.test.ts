import { expect, test } from 'vitest'
import type { Backend } from '../../ports/backend.ts'
import { createWorld, openWorld } from '../world.ts'

const ada = { sub: 'u1', name: 'Ada' }

function problemsOf(restore: Backend<typeof ada>['restore']) {
  const backend: Backend<typeof ada> = { restore, refresh: restore, signOut: async () => {} }
  const world = createWorld({ user: ada, backend })
  const tab = world.tab()
  const codes: string[] = []
  tab.session.on('problem', ({ code }) => void codes.push(code))
  return { world, codes, logged: () => world.trace.filter((line) => line.includes(' logs ')) }
}

test('a page whose backend stays silent at the start says so to the developer after a few attempts, once', async () => {
  const { world, codes, logged } = problemsOf(() => Promise.reject(new Error('nobody there')))
  await world.advance('200ms')
  expect(logged()).toEqual([])
  await world.advance('10m')
  expect(codes).toEqual(['backend-unavailable'])
  expect(logged()).toHaveLength(1)
})

test('an answer that cannot be read is named at once, with what is wrong in it', async () => {
  const { world, codes, logged } = problemsOf(async () => ({
    status: 'unavailable',
    message: '/session/peek answers 404 and not in the wire format',
  }))
  await world.advance('10m')
  expect(codes).toEqual(['backend-answer-invalid'])
  expect(logged()[0]).toContain('/session/peek answers 404')
})

test('a page at the sign-in form lets the user in when they sign in in another tab', async () => {
  const { world } = openWorld({ user: ada, signedIn: false })
  const first = world.tab()
  const second = world.tab()
  await world.advance('1s')
  expect([first, second].map(({ session }) => session.getState().status)).toEqual(['signed-out', 'signed-out'])
  await world.server.signIn()
  await first.session.restore()
  await world.advance('1s')
  expect([first, second].map(({ session }) => session.getState().status)).toEqual(['signed-in', 'signed-in'])
})
