import type { PopupWindow } from '../platform.ts'
import { type FakePage, ORIGIN } from './fake-page.ts'

export interface FakeWindow extends PopupWindow {
  closed: boolean
  /** Where the page that opened it has sent it; empty before that. */
  sentTo: string
}

export function fakeWindow(): FakeWindow {
  const window: FakeWindow = {
    closed: false,
    sentTo: '',
    location: { replace: (url) => void (window.sentTo = String(url)) },
    close: () => void (window.closed = true),
  }
  return window
}

/** What the page in the window says when it comes back, to the page that opened it. */
export function comesBack(page: FakePage, window: object, url: string | URL, origin = ORIGIN): void {
  page.fire('message', { source: window, origin, data: { stillhere: 'oidc', search: new URL(url).search } })
}
