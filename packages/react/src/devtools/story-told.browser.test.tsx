import { createFixedSession } from '@stillhere/core/testing'
import { act, cleanup } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { expectQuietConsole } from '../test-support/quiet-console.ts'
import { ENDS, LIVES } from '../test-support/lives.ts'
import { openPanel } from '../test-support/open-devtools.tsx'
import type { Scene } from '../test-support/scene.ts'

expectQuietConsole()
afterEach(() => {
  cleanup()
  localStorage.removeItem('stillhere-devtools')
})

/** The time of day of an instant, as the log writes it. */
function clock(at: number): string {
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(at)
}

async function panelOver({ tab }: Scene) {
  const panel = await openPanel(tab.session)
  await panel.press('Log')
  return panel
}

for (const [reason, lived] of Object.entries(ENDS)) {
  test(`the log tells a session that ends with ${reason} as it happened: signed in, each refresh, the end and its instant`, async () => {
    const scene = await act(lived)
    const { end } = scene.tab.session.getState()
    expect(end?.reason).toBe(reason)
    const panel = await panelOver(scene)
    const lines = panel.lines()

    expect(lines.filter((line) => line.includes('Signed in.'))).toHaveLength(1)
    const answered = lines.filter((line) => line.includes('asked for new tokens') && !line.includes('no answer that helps'))
    expect(answered).toHaveLength(scene.world.server.refreshes)
    const ended = lines.filter((line) => line.includes('The session ended'))
    expect(ended).toHaveLength(1)
    expect(ended[0]).toContain(`(${reason}`)
    expect(ended[0]?.slice(0, 8)).toBe(clock(instantOfEnd(scene)))
    expect(panel.tree.querySelector('.status')?.textContent).toContain(`(${reason}`)
    await panel.press('Life')
    expect(panel.tree.querySelectorAll('.mark[data-kind="end"]')).toHaveLength(1)
    expect(panel.tree.querySelectorAll('.mark[data-kind="renewed"]')).toHaveLength(
      lines.filter((line) => line.includes('Renewed.')).length + LEGEND,
    )
    await act(() => scene.world.dispose())
  })
}

/** The legend shows one of each sign. */
const LEGEND = 1

/** By the world's own record of what the tab said, not by the session's. */
function instantOfEnd({ world, tab }: Scene): number {
  const line = world.trace.find((one) => /tab 1 is ended/.test(one))
  const at = tab.session.getState().end?.endedAt
  if (line === undefined || at === undefined) throw new Error('Nothing has ended.')
  return at
}

test('retries are told one by one, with the error code and the next try, and so is the warning that they lead to', async () => {
  const scene = await act(LIVES.refreshFailing)
  const panel = await panelOver(scene)
  const { refresh, warning } = scene.tab.session.getState()
  if (refresh.status !== 'retrying') throw new Error('It does not fail.')
  const failed = panel.lines().filter((line) => line.includes('The refresh failed'))
  expect(failed).toHaveLength(refresh.attempt)
  expect(failed.at(-1)).toContain(`backend-unavailable). Next try at ${clock(refresh.nextAt)}.`)
  expect(panel.lines().filter((line) => line.includes('The warning opened'))).toEqual([
    expect.stringContaining(`Access token is over at ${clock(warning?.endsAt ?? 0)}; staying moves it.`),
  ])
  await act(() => scene.world.dispose())
})

test('sleep is told as a cover and its lifting, and somebody in another tab as somebody in another tab', async () => {
  const scene = await act(LIVES.longDay)
  const panel = await panelOver(scene)
  const covers = panel.lines().filter((line) => /covered|cover is lifted/.test(line))
  expect(covers).toEqual([expect.stringContaining('stood still'), expect.stringContaining('The cover is lifted')])
  await panel.press('Life')
  // The one input of the other tab.
  expect(panel.tree.querySelectorAll('.presence[data-look="elsewhere"]')).toHaveLength(1)
  await act(() => scene.world.dispose())
})

test('the binding deadline is named with figure, source and what moves it, and changes when another one binds', async () => {
  const scene = await act(LIVES.atWork)
  const panel = await openPanel(scene.tab.session)
  const binding = () => panel.tree.querySelector('.binding')?.textContent ?? ''
  expect(binding()).toContain('Binds: Access token')
  expect(binding()).toContain('The backend says that it lasts until')
  expect(binding()).toContain('A refresh moves it, and happens by itself.')
  await panel.press('Policy')
  await act(() => scene.world.advance('12m'))
  await panel.press('Life')
  expect(binding()).toContain('Binds: Inactivity')
  expect(binding()).toContain('Your policy has inactivity at 15 min')
  expect(panel.text()).toContain('your policy: inactivity')
  await act(() => scene.world.dispose())
})

test('the log can be searched, narrowed to a subject, paused and cleared', async () => {
  const scene = await act(LIVES.atWork)
  const panel = await panelOver(scene)
  const count = panel.lines().length
  await panel.press('Pause')
  await act(() => scene.world.advance('10m'))
  expect(panel.lines()).toHaveLength(count)
  await panel.press(/^Go on \(\d+ new\)$/)
  expect(panel.lines().length).toBeGreaterThan(count)
  const refresh = [...panel.tree.querySelectorAll('label')].find((label) => label.textContent === 'Refresh')
  await act(async () => refresh?.click())
  expect(panel.lines().filter((line) => line.includes('Renewed.'))).toEqual([])
  await panel.press('Clear')
  expect(panel.lines()).toEqual([])
  await act(() => scene.world.dispose())
})

test('a session that stands still, or was made for production, is shown by its state alone', async () => {
  const session = createFixedSession({ status: 'ended', end: { reason: 'inactive', here: true, endedAt: 1_000_000, limitMs: 900_000 } })
  const panel = await openPanel(session)
  expect(panel.tree.querySelector('.status')?.textContent).toContain('(inactive, limit 15 min)')
  await panel.press('Tools')
  expect(panel.text()).toContain('There is nothing to tamper with')
})
