import { afterEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { loaded, openFrame } from '../test-support/open-frame.ts'
import { attachFrame } from './frame.ts'

const undos: (() => void)[] = []
afterEach(() => {
  for (const undo of undos.splice(0)) undo()
  document.body.replaceChildren()
  vi.restoreAllMocks()
})

async function show(frame: HTMLIFrameElement, content: string): Promise<void> {
  const ready = loaded(frame)
  frame.srcdoc = content
  await ready
}

function attach(frame: HTMLIFrameElement) {
  const reportActivity = vi.fn()
  undos.push(attachFrame({ reportActivity }, frame))
  return reportActivity
}

const LETTER = '<button>Sign</button><textarea></textarea>'
const inside = (name: string) => page.frameLocator(page.getByTitle('Letter')).getByRole('button', { name })

describe('attachFrame', () => {
  test('P-35 R-54 hears what somebody does in the frame', async () => {
    const reported = attach(await openFrame(LETTER))
    await inside('Sign').click()
    expect(reported).toHaveBeenCalled()
    const clicked = reported.mock.calls.length
    await userEvent.keyboard('a')
    expect(reported.mock.calls.length).toBeGreaterThan(clicked)
  })

  test('R-54 does not hear what scripts do there, nor focus that only goes into the frame', async () => {
    const frame = await openFrame(LETTER)
    const reported = attach(frame)
    const { contentDocument: letter, contentWindow } = frame
    letter?.querySelector('button')?.click()
    letter?.querySelector('button')?.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))
    frame.focus()
    contentWindow?.focus()
    await vi.waitFor(() => expect(document.activeElement).toBe(frame))
    expect(reported).not.toHaveBeenCalled()
  })

  test('P-35 hears the document that comes after, and each input once', async () => {
    const frame = await openFrame(LETTER)
    const reported = attach(frame)
    await show(frame, '<button>Send</button>')
    const heard: string[] = []
    for (const type of ['pointermove', 'pointerdown', 'focusin', 'keydown'])
      frame.contentWindow?.addEventListener(type, () => heard.push(type), { capture: true })
    await inside('Send').click()
    expect(heard).toContain('pointerdown')
    expect(reported.mock.calls.length).toBeGreaterThan(0)
    expect(reported.mock.calls.length).toBeLessThanOrEqual(heard.length)
  })

  test('hears nothing after its undo, nor in documents that come then', async () => {
    const frame = await openFrame(LETTER)
    const reported = attach(frame)
    undos.splice(0).forEach((undo) => {
      undo()
      undo()
    })
    await inside('Sign').click()
    await show(frame, '<button>Send</button>')
    await inside('Send').click()
    expect(reported).not.toHaveBeenCalled()
  })

  test('names a frame of another origin once in the console, and hears it again when it is back', async () => {
    const errors = vi.spyOn(console, 'error').mockImplementation(() => {})
    const frame = await openFrame(LETTER)
    const reported = attach(frame)
    frame.setAttribute('sandbox', 'allow-scripts')
    await show(frame, '<button>Elsewhere</button>')
    await show(frame, '<button>Elsewhere still</button>')
    expect(errors.mock.calls.map(([line]) => String(line))).toEqual([expect.stringContaining('frame-unreachable')])
    frame.removeAttribute('sandbox')
    await show(frame, '<button>Back</button>')
    await inside('Back').click()
    expect(reported).toHaveBeenCalled()
  })

  test('can be undone while the frame shows a document of another origin', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const frame = await openFrame(LETTER)
    attach(frame)
    frame.setAttribute('sandbox', 'allow-scripts')
    await show(frame, '<button>Elsewhere</button>')
    expect(() => undos.splice(0).forEach((undo) => undo())).not.toThrow()
  })
})
