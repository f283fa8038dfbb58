import { vi } from 'vitest'

/** The page as SDKs see it by `window`: where it is, where it goes, what it opens. */
export interface FakePage {
  /** Where it was sent to last. */
  readonly wentTo: string | null
  readonly address: string
  /** Loads another address. */
  load(url: string): void
}

export interface FakePopup {
  closed: boolean
  readonly location: { replace(url: string): void }
  close(): void
  focus(): void
}

/** `open`: what `window.open` brings; null where pop-ups are blocked. */
export function stubPage(url: string, open: () => FakePopup | null = () => null): FakePage {
  let address = new URL(url)
  let wentTo: string | null = null
  const leave = (to: string) => {
    wentTo = to
  }
  const location = {
    assign: leave,
    replace: leave,
    get href() {
      return address.href
    },
    get origin() {
      return address.origin
    },
    get pathname() {
      return address.pathname
    },
    get search() {
      return address.search
    },
    get hash() {
      return address.hash
    },
  }
  const history = {
    state: null,
    replaceState(_state: unknown, _unused: string, to: string) {
      address = new URL(to, address)
    },
  }
  const window = {
    location,
    history,
    open,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    setTimeout: (run: () => void, ms: number) => setTimeout(run, ms),
    get self() {
      return window
    },
  }
  vi.stubGlobal('window', window)
  vi.stubGlobal('location', location)
  vi.stubGlobal('history', history)
  return {
    get wentTo() {
      return wentTo
    },
    get address() {
      return address.href
    },
    load(to) {
      address = new URL(to)
    },
  }
}
