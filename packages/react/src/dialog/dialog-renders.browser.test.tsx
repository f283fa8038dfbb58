import { createWorld } from '@stillhere/core/testing'
import { act, cleanup, render, screen } from '@testing-library/react'
import type { ReactElement } from 'react'
import { afterEach, expect, test } from 'vitest'
import { SessionGate, SessionProvider, useSession } from '../index.ts'
import { SessionDialog } from './index.ts'

afterEach(cleanup)

test('P-33 in a whole warning the page does not render, the dialog once per announcement, and the figure once a second', async () => {
  const world = createWorld({ user: { sub: 'ada', name: 'Ada' }, policy: { inactivity: '15m' } })
  const tab = world.tab()
  const renders = { page: 0, dialog: 0 }
  function Page(): ReactElement {
    renders.page += 1
    return <p>{useSession((s) => s.user?.name)}</p>
  }
  const figures: string[] = []
  const write = (element: HTMLElement | null) => {
    if (element) figures.push(element.textContent)
  }
  render(
    <SessionProvider session={tab.session}>
      <SessionGate>
        <Page />
      </SessionGate>
      <SessionDialog.Root>
        <SessionDialog.Title
          render={(props) => {
            renders.dialog += 1
            return <h2 {...props}>{props.children}</h2>
          }}
        />
        <SessionDialog.Countdown render={({ children }) => <time ref={(element) => write(element)}>{children}</time>} />
        <SessionDialog.Stay />
      </SessionDialog.Root>
    </SessionProvider>,
  )
  await act(() => world.advance('1s'))
  await act(() => tab.input())
  await act(() => world.advance('779s'))
  expect(screen.queryByRole('alertdialog')).toBeNull()
  Object.assign(renders, { page: 0, dialog: 0 })

  await act(() => world.advance('1s'))
  expect(screen.getByRole('alertdialog')).toBeTruthy()
  expect(renders.dialog).toBeGreaterThan(0)
  renders.dialog = 0
  figures.length = 0
  for (let second = 0; second < 119; second++) await act(() => world.advance('1s'))
  expect(renders).toEqual({ page: 0, dialog: 3 })
  expect(new Set(figures).size).toBe(119)
  // The figure stands below the dialog and may render once more with each of the three announcements.
  expect(figures.length).toBeLessThanOrEqual(119 + 3)
  expect(figures.at(-1)).toBe('0:01')
  await act(() => world.dispose())
})
