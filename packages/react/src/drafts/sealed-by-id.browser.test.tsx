import { createWorld, type World } from '@stillhere/react/testing'
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { SessionGate, SessionProvider } from '../index.ts'
import { Note, TEXT } from '../test-support/draft-page.tsx'

let world: World
beforeEach(() => sessionStorage.clear())
afterEach(async () => {
  cleanup()
  sessionStorage.clear()
  await world.dispose()
})

/** As an app has it that says nothing about drafts. */
function open(tab = world.tab()) {
  render(
    <SessionProvider session={tab.session}>
      <SessionGate>
        <Note />
      </SessionGate>
    </SessionProvider>,
  )
  return tab
}

const kept = () => Object.keys(sessionStorage).filter((name) => name.includes('/draft/'))

async function writtenByAda() {
  world = createWorld({ user: { sub: 'ada' } })
  const tab = open()
  await world.advance('1s')
  fireEvent.change(screen.getByLabelText('note'), { target: { value: TEXT } })
  await world.server.end()
  await vi.waitFor(() => expect(kept()).toHaveLength(1), 10_000)
  cleanup()
  return tab
}

it('without any option a draft is offered again to the same user', async () => {
  const tab = await writtenByAda()
  expect(JSON.stringify(sessionStorage)).not.toMatch(/plumber|ada|note/)
  await world.server.signIn()
  open(await tab.reload())
  expect((await screen.findByLabelText('found', {}, { timeout: 10_000 })).textContent).toBe(TEXT)
})

it('without any option a draft is gone for another user', async () => {
  const tab = await writtenByAda()
  await world.server.signIn({ sub: 'grace' })
  open(await tab.reload())
  await vi.waitFor(() => expect(kept()).toHaveLength(0), 10_000)
  expect(screen.queryByLabelText('found')).toBeNull()
})
