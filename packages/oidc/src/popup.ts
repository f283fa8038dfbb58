import * as texts from '#texts'
import { type SignInOutcome, StillhereError } from '@stillhere/core'
import type { OidcPlatform } from './platform.ts'
import type { HandedOver } from './returned.ts'

const SIZE = 'popup,width=520,height=680'
const LOOK_MS = 500
const LIMIT_MINUTES = 10

/** A window in which somebody signs in while the page stays. */
export interface Popup {
  goTo(url: string): void
  /** What the provider answered, or why there is nothing. */
  answer(): Promise<{ readonly parameters: URLSearchParams } | SignInOutcome>
  /** Safe to call twice. */
  close(): void
}

/** Opens it at once, because browsers allow it only while they handle the click. null when it was blocked. */
export function openPopup(platform: OidcPlatform): Popup | null {
  const window = platform.open?.('', `stillhere-${crypto.randomUUID()}`, SIZE) ?? null
  if (window === null) return null
  return {
    goTo: (url) => window.location.replace(url),
    close: () => window.close(),
    answer: () =>
      new Promise((resolve) => {
        const openedAt = Date.now()
        let closed = false
        const listen = (event: MessageEvent): void => {
          const { source, origin, data } = event
          if (source === window && origin === platform.location?.origin && isHandedOver(data))
            settle({ parameters: new URLSearchParams(data.search) })
        }
        const look = setInterval(() => {
          // What it said before it closed itself may be on its way.
          if (closed) settle({ status: 'cancelled', error: new StillhereError('oidc-popup-closed', texts.popupClosed()) })
          closed = window.closed
          if (Date.now() - openedAt > LIMIT_MINUTES * 60_000)
            settle({ status: 'cancelled', error: new StillhereError('oidc-popup-late', texts.popupLate(LIMIT_MINUTES)) })
        }, LOOK_MS)
        const settle = (what: { readonly parameters: URLSearchParams } | SignInOutcome): void => {
          clearInterval(look)
          platform.removeEventListener?.('message', listen)
          resolve(what)
        }
        platform.addEventListener?.('message', listen)
      }),
  }
}

export function blocked(): SignInOutcome {
  return { status: 'blocked', error: new StillhereError('oidc-popup-blocked', texts.popupBlocked()) }
}

function isHandedOver(data: unknown): data is HandedOver {
  return typeof data === 'object' && data !== null && 'stillhere' in data && data.stillhere === 'oidc' && 'search' in data
}
