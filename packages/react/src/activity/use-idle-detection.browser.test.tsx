import { act, cleanup, render, screen } from '@testing-library/react'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useIdleDetection } from '../index.ts'
import { createSessionDouble } from '../test-support/session-double.ts'
import { StrictPage } from '../test-support/strict-page.tsx'

interface Machine {
  userState: 'active' | 'idle' | null
  screenState: 'locked' | 'unlocked' | null
}

const started = new Set<FakeDetector>()

/** As much of the browser's interface as the hook has to do with; `@stillhere/core` tries the rest against Chromium. */
class FakeDetector extends EventTarget implements Machine {
  userState: Machine['userState'] = null
  screenState: Machine['screenState'] = null

  static async requestPermission() {
    return 'granted' as const
  }

  async start({ signal }: { readonly signal: AbortSignal }) {
    started.add(this)
    signal.addEventListener('abort', () => started.delete(this))
    this.happens({ userState: 'active', screenState: 'unlocked' })
  }

  happens(next: Partial<Machine>) {
    Object.assign(this, next)
    this.dispatchEvent(new Event('change'))
  }
}

beforeEach(() => {
  vi.stubGlobal('IdleDetector', FakeDetector)
  vi.spyOn(navigator.userActivation, 'isActive', 'get').mockReturnValue(true)
})
afterEach(() => {
  cleanup()
  started.clear()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

function Lock() {
  const { status, userState, screenState, start, stop } = useIdleDetection({ signOutWhenLocked: '0s' })
  return (
    <>
      <output>{[status, userState, screenState].join(' ')}</output>
      <button onClick={() => void start()}>Watch</button>
      <button onClick={stop}>Stop</button>
    </>
  )
}

function scene() {
  const double = createSessionDouble()
  const tree = (
    <StrictPage session={double.session}>
      <Lock />
    </StrictPage>
  )
  return { double, tree }
}

const says = () => screen.getByRole('status').textContent
const press = (name: string) => act(async () => screen.getByRole('button', { name }).click())

test('R-87 shows what the browser says from the click on, and does what was asked for', async () => {
  const { double, tree } = scene()
  render(tree)
  expect([says(), started.size]).toEqual(['off  ', 0])
  await press('Watch')
  expect([says(), started.size]).toEqual(['watching active unlocked', 1])
  const [detector] = started
  act(() => detector?.happens({ userState: 'idle' }))
  expect(says()).toBe('watching idle unlocked')
  act(() => detector?.happens({ screenState: 'locked' }))
  expect(double.calls).toEqual(['signOut'])
})

test('R-87 stops when it is told to, and with its component', async () => {
  const { tree } = scene()
  const { unmount } = render(tree)
  await press('Watch')
  await press('Stop')
  expect([says(), started.size]).toEqual(['off  ', 0])
  await press('Watch')
  expect(started.size).toBe(1)
  unmount()
  expect(started.size).toBe(0)
})

test('R-87 says where there is nothing to ask', () => {
  vi.stubGlobal('IdleDetector', undefined)
  render(scene().tree)
  expect(says()).toBe('unsupported  ')
})

test('R-87 P-38 renders the same on a server, whatever the browser will say', () => {
  vi.stubGlobal('IdleDetector', undefined)
  expect(renderToString(scene().tree)).toContain('off')
})
