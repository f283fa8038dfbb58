import { afterEach, describe, expect, test, vi } from 'vitest'
import { answerInFrame } from './frame.ts'

afterEach(() => vi.useRealTimers())

/** Watches the frames that come into the page. */
function frames(): readonly HTMLIFrameElement[] {
  const seen: HTMLIFrameElement[] = []
  const append = document.body.append.bind(document.body)
  vi.spyOn(document.body, 'append').mockImplementation((...nodes) => {
    seen.push(...nodes.filter((node) => node instanceof HTMLIFrameElement))
    append(...nodes)
  })
  return seen
}

describe('an answer in a frame', () => {
  test('is what the browser was sent back with; the frame is hidden, may run nothing, and is gone afterwards', async () => {
    const seen = frames()
    const answer = await answerInFrame(`${location.origin}/favicon.ico?code=c&state=s`, globalThis)
    expect([answer?.get('code'), answer?.get('state')]).toEqual(['c', 's'])
    expect(seen).toHaveLength(1)
    expect(seen[0]).toMatchObject({ hidden: true, isConnected: false })
    expect(seen[0]?.getAttribute('sandbox')).toBe('allow-same-origin')
  })

  test('is none where the browser was left at a page of somebody else', async () => {
    expect(await answerInFrame('data:text/html,<p>Sign in', globalThis)).toBeNull()
    expect(document.querySelectorAll('iframe[sandbox="allow-same-origin"]')).toHaveLength(0)
  })

  test('that does not come is waited for ten seconds', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const answer = answerInFrame('about:blank', globalThis).then(
      () => 'answered',
      () => 'late',
    )
    vi.advanceTimersByTime(9999)
    expect(await Promise.race([answer, Promise.resolve('waiting')])).toBe('waiting')
    vi.advanceTimersByTime(1)
    expect(await answer).toBe('late')
  })

  test('is none without a page', async () => {
    expect(await answerInFrame('https://id.example/', { fetch: async () => new Response() })).toBeNull()
  })
})
