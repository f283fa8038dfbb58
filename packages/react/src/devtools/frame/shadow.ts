import { type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { sheets } from '../style/sheets.ts'

/** A place of its own in a page: the page's styles stay outside, ours inside, and the page's scripts hear nothing of what is done here. */
export interface Shadow {
  render(node: ReactNode): void
  /** Takes everything away again. */
  remove(): void
}

/** What pages listen to for shortcuts, focus traps and menus that close. The kit's own ears are at the window, before any of this. */
const KEPT_INSIDE = [
  'click',
  'dblclick',
  'mousedown',
  'mouseup',
  'pointerdown',
  'pointerup',
  'touchstart',
  'touchend',
  'keydown',
  'keyup',
  'keypress',
  'beforeinput',
  'input',
  'change',
  'focusin',
  'focusout',
  'submit',
  'wheel',
] as const

/** null where the platform cannot keep styles apart (test environments without constructable style sheets). */
export function openShadow(host: HTMLElement): Shadow | null {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' })
  if (typeof CSSStyleSheet.prototype.replaceSync !== 'function' || !('adoptedStyleSheets' in root)) return null
  root.adoptedStyleSheets = sheets()
  const place = document.createElement('div')
  place.className = 'place'
  root.replaceChildren(place)
  const react = createRoot(place)
  const keepInside = (event: Event) => event.stopPropagation()
  for (const type of KEPT_INSIDE) host.addEventListener(type, keepInside)
  return {
    render: (node) => react.render(node),
    remove() {
      for (const type of KEPT_INSIDE) host.removeEventListener(type, keepInside)
      // React may be rendering the component that goes.
      queueMicrotask(() => react.unmount())
    },
  }
}

/** Whether the event that is being heard right now comes from inside `host`. */
export function isFromInside(host: Element): boolean {
  // The platform's own: the event that a listener outside of shadow trees is being told of.
  const event: unknown = Reflect.get(globalThis, 'event')
  return event instanceof Event && event.target === host
}
