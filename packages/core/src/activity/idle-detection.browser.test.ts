import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { cdp, userEvent } from 'vitest/browser'
import { openWorld } from '../testing/world.ts'
import { detectionOn, type IdleDetection } from './idle-detection.ts'

let detection: IdleDetection | null = null

beforeEach(() => permit('prompt'))
afterEach(async () => {
  detection?.stop()
  await cdp().send('Emulation.clearIdleOverride')
  await permit('prompt')
  document.body.replaceChildren()
})

/** What the user has set in the browser for this page. */
async function permit(setting: 'granted' | 'denied' | 'prompt'): Promise<void> {
  const { targetInfo } = await cdp().send('Target.getTargetInfo')
  const { browserContextId } = targetInfo
  await cdp().send('Browser.setPermission', {
    permission: { name: 'idle-detection' },
    setting,
    origin: location.origin,
    ...(browserContextId !== undefined && { browserContextId }),
  })
}

const happens = (isUserActive: boolean, isScreenUnlocked: boolean) =>
  cdp().send('Emulation.setIdleOverride', { isUserActive, isScreenUnlocked })

async function scene() {
  const { world } = openWorld({ user: { sub: 'u1' }, policy: { inactivity: '15m' } })
  const { session } = world.tab()
  await world.advance('1s')
  // Chromium plays a machine to the outermost page alone; this one stands in a frame of it.
  const made = detectionOn(session, { signOutWhenLocked: '0s' }, window.parent)
  detection = made
  return { session, detection: made }
}

test('R-87 Chromium tells of a machine that nobody touches and of a locked screen, and what follows is done', async () => {
  await permit('granted')
  await happens(true, true)
  const { session, detection: watching } = await scene()
  expect(await watching.resume()).toEqual({ ok: true })
  expect(watching.getState()).toEqual({ status: 'watching', userState: 'active', screenState: 'unlocked' })
  await happens(false, true)
  await vi.waitFor(() => expect(watching.getState()).toMatchObject({ userState: 'idle', screenState: 'unlocked' }))
  expect(session.getState().status).toBe('signed-in')
  await happens(false, false)
  await vi.waitFor(() => expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'signed-out' } }))
})

test('R-87 Chromium is asked by a click, and its refusal is told', async () => {
  await permit('denied')
  const { detection: refused } = await scene()
  expect(await refused.resume()).toMatchObject({ ok: false, reason: 'denied' })
  const button = document.createElement('button')
  button.textContent = 'Watch'
  const answers: unknown[] = []
  button.addEventListener('click', () => void refused.start().then((answer) => answers.push(answer)))
  document.body.append(button)
  await userEvent.click(button)
  await vi.waitFor(() => expect(answers).toEqual([{ ok: false, reason: 'denied', error: null }]))
  expect(refused.getState().status).toBe('denied')
})

test('R-87 Chromium tells when the permission is taken away, and then nothing is watched', async () => {
  await permit('granted')
  const { detection: watching } = await scene()
  await watching.resume()
  await permit('denied')
  await vi.waitFor(() => expect(watching.getState().status).toBe('denied'))
})
