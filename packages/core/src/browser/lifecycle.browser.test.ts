import { afterEach, describe, expect, it } from 'vitest'
import { browserLifecycle } from './lifecycle.ts'

const frame = document.createElement('iframe')
afterEach(() => frame.remove())

function page(): Window & typeof globalThis {
  document.body.append(frame)
  if (!frame.contentWindow) throw new Error('The frame has no window.')
  return frame.contentWindow as Window & typeof globalThis
}

describe('browserLifecycle', () => {
  it('tells of the life of the page, in the words of the port', () => {
    const window = page()
    const heard: string[] = []
    const undo = browserLifecycle(window).subscribe((event) => heard.push(event))
    const visibility = (state: DocumentVisibilityState) => {
      Object.defineProperty(window.document, 'visibilityState', { value: state, configurable: true })
      window.document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
    }
    visibility('hidden')
    visibility('visible')
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: false }))
    window.document.dispatchEvent(new Event('freeze'))
    window.document.dispatchEvent(new Event('resume'))
    window.dispatchEvent(new Event('offline'))
    window.dispatchEvent(new Event('online'))
    window.dispatchEvent(new Event('focus'))
    expect(heard).toEqual(['hidden', 'shown', 'leaving', 'page-restored', 'resumed', 'offline', 'online'])
    undo()
    undo()
    visibility('hidden')
    expect(heard).toHaveLength(7)
  })

  it('says what can be seen of the real page', () => {
    expect(browserLifecycle().visible()).toBe(document.visibilityState === 'visible')
    expect(browserLifecycle().online()).toBe(navigator.onLine)
  })

  it('takes a page for visible and online where nothing says otherwise', () => {
    const lifecycle = browserLifecycle({})
    expect([lifecycle.visible(), lifecycle.online()]).toEqual([true, true])
    lifecycle.subscribe(() => {})()
  })
})
