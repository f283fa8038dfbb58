import { createBrowserSession } from '@stillhere/core/browser'
import { act, cleanup } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { SessionExpiringDialog } from '../dialog/index.ts'
import { ENDS, LIVES } from '../test-support/lives.ts'
import { openCorner, openPanel } from '../test-support/open-devtools.tsx'
import { expectQuietConsole } from '../test-support/quiet-console.ts'
import { createSessionDouble, signedIn, START_AT } from '../test-support/session-double.ts'

expectQuietConsole()
afterEach(() => {
  cleanup()
  localStorage.removeItem('stillhere-devtools')
  document.adoptedStyleSheets = []
  document.documentElement.removeAttribute('dir')
})

function focused(tree: ShadowRoot): string {
  const { activeElement } = tree
  return activeElement?.ariaLabel ?? activeElement?.textContent.trim() ?? ''
}

test('the button is reached by keyboard and opens the panel, Escape closes it, and the focus comes back to the button', async () => {
  const { session } = createSessionDouble(signedIn())
  const { tree, button, text } = await openCorner(session)
  button(/^Open stillhere devtools/).focus()
  await act(() => userEvent.keyboard('{Enter}'))
  expect(focused(tree)).toBe('stillhere devtools')
  await act(() => userEvent.keyboard('{Tab}'))
  expect(focused(tree)).toBe('Life')
  await act(() => userEvent.keyboard('{ArrowLeft}'))
  expect(focused(tree)).toBe('Tools')
  expect(text()).toContain('nothing to tamper with')
  await act(() => userEvent.keyboard('{Escape}'))
  expect(focused(tree)).toMatch(/^Open stillhere devtools/)
})

test('the panel does not trap: Tab goes on from its last control to the page', async () => {
  const { session } = createSessionDouble(signedIn())
  const { host, press, button } = await openCorner(session, {}, <button>Of the page</button>)
  await press(/^Open stillhere devtools/)
  button('Close devtools').focus()
  for (let tabs = 0; tabs < 12 && document.activeElement === host; tabs += 1) await act(() => userEvent.keyboard('{Tab}'))
  expect(document.activeElement).not.toBe(host)
})

test('what is open, how high and which part is remembered by the browser, and nothing else', async () => {
  const { session } = createSessionDouble(signedIn())
  const { press, tree } = await openCorner(session)
  await press(/^Open stillhere devtools/)
  await press('Log')
  tree.querySelector<HTMLElement>('[role="separator"]')?.focus()
  await act(() => userEvent.keyboard('{ArrowUp}'))
  expect(JSON.parse(localStorage.getItem('stillhere-devtools') ?? '')).toEqual({ open: true, height: 364, pane: 'log' })
  cleanup()
  expect(document.querySelector('[data-stillhere="devtools"]')).toBeNull()
})

test('while a modal dialog is open, devtools and dialog can both be used, and Escape in the panel leaves the dialog open', async () => {
  const scene = await act(LIVES.warning)
  const { tree, host, press, button } = await openCorner(scene.tab.session, { corner: 'top-end' }, <SessionExpiringDialog />)
  const dialog = document.querySelector('dialog')
  expect(dialog?.matches(':modal')).toBe(true)
  await act(() => userEvent.click(button(/^Open stillhere devtools/)))
  expect(tree.querySelector('.panel')).not.toBeNull()
  await act(() => userEvent.click(button('Policy')))
  expect(tree.querySelector('.body')?.textContent).toContain('maxLifetime')
  await act(() => userEvent.keyboard('{Escape}'))
  expect(tree.querySelector('.panel')).toBeNull()
  expect(dialog?.open).toBe(true)

  await press(/^Open stillhere devtools/)
  await act(() => userEvent.click(page.getByRole('button', { name: 'Stay signed in' })))
  await act(() => scene.world.advance('1s'))
  expect(dialog?.open).toBe(false)
  await vi.waitFor(() => expect(host.parentNode).toBe(document.body))
  expect(tree.querySelector('.panel')).not.toBeNull()
  await act(() => scene.world.dispose())
})

test('devtools that are in a dialog when it is taken out of the page come back', async () => {
  const { session } = createSessionDouble(signedIn())
  const { host } = await openCorner(session)
  const dialog = document.createElement('dialog')
  document.body.append(dialog)
  dialog.showModal()
  await vi.waitFor(() => expect(host.parentNode).toBe(dialog))
  dialog.remove()
  await vi.waitFor(() => expect(host.parentNode).toBe(document.body))
  expect(host.matches(':popover-open')).toBe(true)
})

test('the styles of the page do not reach the devtools, and theirs do not reach the page', async () => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(
    'body * { color: rgb(255, 0, 0); display: none !important; font-size: 40px; direction: rtl } body > div { opacity: 0; transform: scale(3) }',
  )
  document.adoptedStyleSheets = [sheet]
  const { session } = createSessionDouble(signedIn())
  const { button, host } = await openCorner(session)
  const corner = button(/^Open stillhere devtools/)
  expect(corner.checkVisibility({ opacityProperty: true, visibilityProperty: true })).toBe(true)
  expect(getComputedStyle(corner).color).not.toBe('rgb(255, 0, 0)')
  expect(corner.getBoundingClientRect().width).toBe(44)
  expect(getComputedStyle(host).transform).toBe('none')
})

test('the page hears nothing of what is done in the devtools', async () => {
  const { session } = createSessionDouble(signedIn())
  const { press, tree } = await openCorner(session)
  await press(/^Open stillhere devtools/)
  await press('Log')
  const heard: string[] = []
  const hear = (event: Event) => void heard.push(event.type)
  const types = ['click', 'keydown', 'keyup', 'input', 'focusin', 'pointerdown']
  for (const type of types) document.addEventListener(type, hear)
  const search = tree.querySelector<HTMLInputElement>('input[type="search"]')
  if (!search) throw new Error('The log has no search.')
  await act(() => userEvent.click(search))
  await act(() => userEvent.type(search, 'ab'))
  for (const type of types) document.removeEventListener(type, hear)
  expect(search.value).toBe('ab')
  expect(heard).toEqual([])
})

test('what is done in the devtools is nobody’s activity, and what is done in the page is', async () => {
  const backend = {
    restore: async () => ({ status: 'live', userId: 'ada', user: { sub: 'ada' }, endsIn: {} }) as const,
    refresh: async () => ({ status: 'unavailable' }) as const,
    signOut: async () => {},
  }
  const session = createBrowserSession({ backend, policy: { inactivity: '15m' }, name: `devtools-${Math.random()}` })
  const { button } = await openCorner(session, {}, <button>Of the page</button>)
  await vi.waitFor(() => expect(session.getState().status).toBe('signed-in'))
  const activeAt = () => session.deadlines()[0]?.sinceAt ?? 0
  const before = activeAt()
  await act(() => userEvent.click(button(/^Open stillhere devtools/)))
  await act(() => userEvent.click(button('Log')))
  expect(activeAt()).toBe(before)
  await act(() => userEvent.click(page.getByRole('button', { name: 'Of the page' })))
  expect(activeAt()).toBeGreaterThan(before)
})

test('closed it costs nothing: no timer, and in an hour of work and refreshes not one change of what is drawn', async () => {
  const scene = await act(LIVES.atWork)
  const { tree } = await openCorner(scene.tab.session)
  const seen: MutationRecord[] = []
  const changes = new MutationObserver((records) => void seen.push(...records))
  changes.observe(tree, { subtree: true, childList: true, attributes: true, characterData: true })
  for (let minute = 0; minute < 60; minute += 1) {
    await act(() => scene.world.advance('1m'))
    await act(() => scene.tab.input())
  }
  expect(scene.world.server.refreshes).toBeGreaterThan(10)
  void scene.tab.session.refreshNow()
  await act(() => scene.world.advance('1ms'))
  expect(scene.tab.session.getState().refresh.status).toBe('running')
  expect([...seen, ...changes.takeRecords()]).toEqual([])
  changes.disconnect()
  await act(() => scene.world.dispose())
})

test('open it sets one timer, and only where something shown moves with the time', async () => {
  const double = createSessionDouble(signedIn())
  double.setDeadlines([
    { reason: 'inactive', sinceAt: START_AT, endsAt: START_AT + 60_000, extendable: true, warnAt: null, refreshAt: null, from: 'policy' },
  ])
  const { press, tree } = await openCorner(double.session)
  expect(double.timers()).toBe(0)
  await press(/^Open stillhere devtools/)
  expect(double.timers()).toBe(1)
  expect(tree.querySelector('.figure')?.textContent).toBe('1:00')
  await act(async () => double.advance(1000))
  expect(tree.querySelector('.figure')?.textContent).toBe('0:59')
  await press('Policy')
  expect(double.timers()).toBe(0)
  await press('Life')
  await press('Close devtools')
  expect(double.timers()).toBe(0)
})

test('the button stands in the corner that is asked for, seen from the direction of the page', async () => {
  const { session } = createSessionDouble(signedIn())
  const middleOf = (element: Element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect()
    return [left + right < innerWidth ? 'left' : 'right', top + bottom < innerHeight ? 'top' : 'bottom']
  }
  expect(middleOf((await openCorner(session)).button(/^Open/))).toEqual(['right', 'bottom'])
  cleanup()
  document.documentElement.dir = 'rtl'
  expect(middleOf((await openCorner(session)).button(/^Open/))).toEqual(['left', 'bottom'])
  cleanup()
  expect(middleOf((await openCorner(session, { corner: 'top-start' })).button(/^Open/))).toEqual(['right', 'top'])
})

test('beside the button the page can be pressed', async () => {
  const { session } = createSessionDouble(signedIn())
  const { button, host } = await openCorner(session)
  const { left, top } = button(/^Open/).getBoundingClientRect()
  expect(document.elementFromPoint(left + 20, top + 20)).toBe(host)
  expect(document.elementFromPoint(left - 8, top + 20)).not.toBe(host)
})

test('no part of the panel is cut off or scrolls sideways at 320 px', async () => {
  await page.viewport(320, 640)
  const scene = await act(LIVES.refreshFailing)
  const { tree, press } = await openPanel(scene.tab.session)
  for (const pane of ['Life', 'Log', 'Tabs', 'Policy', 'Tools']) {
    await press(pane)
    const body = tree.querySelector('.body')
    const head = tree.querySelector('.head')
    expect([pane, (body?.scrollWidth ?? 1) - (body?.clientWidth ?? 0), (head?.scrollWidth ?? 1) - (head?.clientWidth ?? 0)]).toEqual([
      pane,
      0,
      0,
    ])
  }
  await page.viewport(900, 680)
  await act(() => scene.world.dispose())
})

test('the tools bring about what they say, and the panel shows it', async () => {
  const scene = await act(LIVES.atWork)
  const { press, button, tree } = await openPanel(scene.tab.session)
  await press('Tools')
  await press('Next refresh: no answer')
  expect(button('Next refresh: no answer').ariaPressed).toBe('true')
  await press('Refresh now')
  await act(() => scene.world.advance('1s'))
  expect(button('Next refresh: no answer').ariaPressed).toBe('false')
  await press('Sleep')
  await act(() => scene.world.advance('2s'))
  expect(tree.querySelector('.tools')?.textContent).toContain('This session’s clock is 5 min ahead')
  await press('Revoke')
  expect(tree.querySelector('.status')?.textContent).toContain('(revoked')
  await act(() => scene.world.dispose())
})

test('every end is seen in the button’s name, without opening anything', async () => {
  const scene = await act(ENDS.inactive)
  const { button } = await openCorner(scene.tab.session)
  expect(button(/^Open/).textContent).toContain('nobody was active in any tab (inactive, limit 15 min')
  await act(() => scene.world.dispose())
})
