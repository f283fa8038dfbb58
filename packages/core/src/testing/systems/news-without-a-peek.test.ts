import { expect, test } from 'vitest'
import { live, scriptedBackend } from '../../test-support/scripted-backend.ts'
import { openWorld } from '../world.ts'

test('a backend that cannot be looked at is asked who is there when it has news, and its word is final', async () => {
  let tell = () => {}
  let there = true
  const backend = scriptedBackend({
    restore: async () => (there ? live() : { status: 'rejected', reason: 'signed-out' }),
    subscribe(changed) {
      tell = changed
      return () => {}
    },
  })
  const { world } = openWorld({ user: { sub: 'u1' }, backend })
  const { session } = world.tab()
  await world.advance('1m')
  tell()
  await world.advance('1s')
  expect(session.getState()).toMatchObject({ status: 'signed-in', checking: null })
  there = false
  tell()
  await world.advance('1s')
  expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'signed-out' } })
})

test('tabs can have backends of their own', async () => {
  const asked: string[] = []
  const named = (name: string) =>
    scriptedBackend({
      restore: async () => {
        asked.push(name)
        return live()
      },
    })
  const { world } = openWorld({ user: { sub: 'u1' }, backend: named('common') })
  const first = world.tab({ backend: named('first') })
  world.tab()
  await world.advance('1s')
  await first.reload()
  expect(asked).toEqual(['first', 'common', 'first'])
})
