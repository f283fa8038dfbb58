import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { openFrame } from '../test-support/open-frame.ts'
import { attachCrossOriginFrame, reportActivityToParent } from './cross-origin-frame.ts'

/** A document that says to its parent what the parent tells it to say: as hostile as a frame can be. */
const ECHO = `<script>addEventListener('message', ({ data }) => { for (const one of data) parent.postMessage(one, '*') })</script>`
const REPORT = 'stillhere/1/activity'
const undos: (() => void)[] = []

beforeEach(() => {
  vi.spyOn(performance, 'now')
})
afterEach(() => {
  for (const undo of undos.splice(0)) undo()
  document.body.replaceChildren()
  vi.restoreAllMocks()
})

/** A frame with an origin of its own, as a sandbox gives it. */
const open = () => openFrame(ECHO, 'allow-scripts')

function attach(frame: HTMLIFrameElement, origin = 'null') {
  const reportActivity = vi.fn<() => void>()
  undos.push(attachCrossOriginFrame({ reportActivity }, frame, { origin }))
  return reportActivity
}

/** Lets the frame say all this, and waits until the last of it has been heard. */
async function say(frame: HTMLIFrameElement, ...messages: unknown[]): Promise<void> {
  const last = `last ${Math.random()}`
  const heard = new Promise<void>((resolve) => {
    const listener = ({ data }: MessageEvent) => {
      if (data !== last) return
      window.removeEventListener('message', listener)
      resolve()
    }
    window.addEventListener('message', listener)
  })
  frame.contentWindow?.postMessage([...messages, last], '*')
  await heard
}

describe('attachCrossOriginFrame', () => {
  test('P-35 counts what the frame reports', async () => {
    const frame = await open()
    const reported = attach(frame)
    await say(frame, REPORT)
    expect(reported.mock.calls).toEqual([[]])
  })

  test('R-86 takes nothing else for a report', async () => {
    const frame = await open()
    const reported = attach(frame)
    await say(frame, 'activity', `${REPORT} `, [REPORT], { type: REPORT }, { toString: REPORT }, null, 1, '')
    expect(reported).not.toHaveBeenCalled()
  })

  test('R-86 hears no other frame, and no other origin in this frame', async () => {
    const [frame, other] = [await open(), await open()]
    const [reported, elsewhere] = [attach(frame), attach(frame, 'https://player.example.com')]
    await say(other, REPORT)
    expect(reported).not.toHaveBeenCalled()
    await say(frame, REPORT)
    expect(reported).toHaveBeenCalledTimes(1)
    expect(elsewhere).not.toHaveBeenCalled()
  })

  test('R-86 takes no message that a script of this page has made up', async () => {
    const frame = await open()
    const reported = attach(frame)
    window.dispatchEvent(new MessageEvent('message', { data: REPORT, origin: 'null', source: frame.contentWindow }))
    expect(reported).not.toHaveBeenCalled()
  })

  test('R-86 hears nothing from a frame that has been removed, not even its last words', async () => {
    const frame = document.createElement('iframe')
    frame.srcdoc = `<button onclick="parent.postMessage('${REPORT}', '*')">Tell</button>`
    const ready = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
    document.body.append(frame)
    await ready
    const reported = attach(frame, location.origin)
    const lastWords = new Promise<MessageEvent>((resolve) => window.addEventListener('message', resolve, { once: true }))
    frame.contentDocument?.querySelector('button')?.click()
    frame.remove()
    expect(await lastWords).toMatchObject({ data: REPORT, isTrusted: true, origin: location.origin })
    expect(reported).not.toHaveBeenCalled()
  })

  test('R-86 a flood counts twice a second at most', async () => {
    const frame = await open()
    const reported = attach(frame)
    const stamps: number[] = []
    const note = ({ timeStamp }: MessageEvent) => stamps.push(timeStamp)
    window.addEventListener('message', note)
    undos.push(() => window.removeEventListener('message', note))
    await say(frame, ...Array.from({ length: 1000 }, () => REPORT))
    const spanMs = (stamps.at(-1) ?? 0) - (stamps[0] ?? 0)
    expect(stamps.length).toBeGreaterThan(1000)
    expect(reported.mock.calls.length).toBeLessThanOrEqual(1 + spanMs / 500)
  })

  test('R-86 counts nothing in a page that is hidden, where nobody can have typed', async () => {
    const frame = await open()
    const reported = attach(frame)
    const hidden = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
    await say(frame, REPORT)
    expect(reported).not.toHaveBeenCalled()
    hidden.mockReturnValue('visible')
    await say(frame, REPORT)
    expect(reported).toHaveBeenCalledTimes(1)
  })

  test('hears nothing after its undo', async () => {
    const frame = await open()
    const reported = attach(frame)
    undos.splice(0).forEach((undo) => {
      undo()
      undo()
    })
    await say(frame, REPORT)
    expect(reported).not.toHaveBeenCalled()
  })

  test.each(['*', '', 'player.example.com', 'https://player.example.com/', 'https://player.example.com/a', 'data:,x', 'NULL'])(
    'R-86 refuses "%s", which is no origin',
    async (origin) => {
      const frame = await open()
      const refused = expect.objectContaining({ code: 'frame-origin-invalid' })
      expect(() => attachCrossOriginFrame({ reportActivity() {} }, frame, { origin })).toThrow(refused)
      expect(() => reportActivityToParent({ origin })).toThrow(refused)
    },
  )
})

/** The page of this test stands in the frame of the runner's page, of one origin with it. */
describe('reportActivityToParent', () => {
  function listenAbove() {
    const heard: { data: unknown; origin: string }[] = []
    const listener = (event: MessageEvent) => {
      if (event.source === window) heard.push({ data: event.data, origin: event.origin })
    }
    window.parent.addEventListener('message', listener)
    undos.push(() => window.parent.removeEventListener('message', listener))
    return heard
  }

  async function press(key: string): Promise<void> {
    await userEvent.keyboard(key)
    // Whatever was told by then is heard before this is.
    const marker = `marker ${Math.random()}`
    await new Promise<void>((resolve) => {
      const listener = ({ data }: MessageEvent) => {
        if (data !== marker) return
        window.parent.removeEventListener('message', listener)
        resolve()
      }
      window.parent.addEventListener('message', listener)
      window.parent.postMessage(marker, location.origin)
    })
  }

  const reports = (heard: readonly { data: unknown }[]) => heard.filter(({ data }) => data === REPORT)

  test('P-35 tells of input, once a second, in one fixed text', async () => {
    const heard = listenAbove()
    const nowMs = vi.mocked(performance.now).mockReturnValue(5000)
    undos.push(reportActivityToParent({ origin: location.origin }))
    await press('a')
    await press('b')
    nowMs.mockReturnValue(5999)
    await press('c')
    expect(reports(heard)).toEqual([{ data: REPORT, origin: location.origin }])
    nowMs.mockReturnValue(6000)
    await press('d')
    expect(reports(heard)).toHaveLength(2)
  })

  test('R-86 tells nobody but the origin that it is for', async () => {
    const heard = listenAbove()
    undos.push(reportActivityToParent({ origin: 'https://app.example.com' }))
    await press('a')
    expect(reports(heard)).toEqual([])
  })

  test('R-54 tells of nothing that a script does, and of nothing after its undo', async () => {
    const heard = listenAbove()
    const undo = reportActivityToParent({ origin: location.origin })
    document.body.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true }))
    document.body.click()
    undo()
    undo()
    await press('a')
    expect(reports(heard)).toEqual([])
  })
})
