import { afterEach, describe, expect, it } from 'vitest'
import { browserNavigate } from './navigate.ts'

const frame = document.createElement('iframe')
afterEach(() => frame.remove())

const loaded = () => new Promise<unknown>((resolve) => frame.addEventListener('load', resolve, { once: true }))

async function page(): Promise<Window & typeof globalThis> {
  frame.src = '/package.json?first'
  const first = loaded()
  document.body.append(frame)
  await first
  if (!frame.contentWindow) throw new Error('The frame has no window.')
  return frame.contentWindow as Window & typeof globalThis
}

/** Which of the page's guards were asked. */
function guard(window: Window): string[] {
  const asked: string[] = []
  window.addEventListener('beforeunload', () => asked.push('listener'))
  window.onbeforeunload = () => {
    asked.push('property')
  }
  return asked
}

describe('browserNavigate', () => {
  it('(control) a page that leaves by itself asks its guards', async () => {
    const window = await page()
    const asked = guard(window)
    const next = loaded()
    window.location.assign('/package.json?second')
    await next
    expect(asked.toSorted()).toEqual(['listener', 'property'])
  })

  it('(control) asks them while it is attached and nobody leaves through it', async () => {
    const window = await page()
    browserNavigate(window).attach()
    const asked = guard(window)
    const next = loaded()
    window.location.assign('/package.json?second')
    await next
    expect(asked.toSorted()).toEqual(['listener', 'property'])
  })

  it('R-16 goes on without asking the guards that were put up since it was attached', async () => {
    const window = await page()
    const departure = browserNavigate(window)
    const detach = departure.attach()
    const asked = guard(window)
    window.addEventListener('beforeunload', () => asked.push('capturing'), { capture: true })
    const next = loaded()
    departure.navigate('/package.json?second')
    window.addEventListener('beforeunload', () => asked.push('late'))
    detach()
    window.dispatchEvent(new Event('beforeunload', { cancelable: true }))
    await next
    expect(frame.contentWindow?.location.search).toBe('?second')
    expect(asked).toEqual([])
  })

  it('R-16 takes the property guard off, whenever it was put up', async () => {
    const window = await page()
    const asked: string[] = []
    window.onbeforeunload = () => {
      asked.push('property')
    }
    const next = loaded()
    browserNavigate(window).navigate('/package.json?second')
    await next
    expect([frame.contentWindow?.location.search, asked]).toEqual(['?second', []])
  })

  it('loads the page anew without a target', async () => {
    const window = await page()
    const departure = browserNavigate(window)
    departure.attach()
    const asked = guard(window)
    const next = loaded()
    departure.navigate(null)
    await next
    expect([frame.contentWindow?.location.search, asked]).toEqual(['?first', []])
  })

  it.each(['javascript:parent.document.title="x"', 'data:text/html,x', 'https://'])(
    'loads the page anew instead of going to %j',
    async (to) => {
      const window = await page()
      const next = loaded()
      browserNavigate(window).navigate(to)
      await next
      expect(frame.contentWindow?.location.search).toBe('?first')
    },
  )

  it('does nothing where there is no page', () => {
    expect(() => browserNavigate({}).navigate('/bye')).not.toThrow()
  })
})
