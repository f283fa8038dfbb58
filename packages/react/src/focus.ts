/** Nothing has the focus: what had it is gone or hidden. */
export function isFocusLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body
}

/** Gives a lost focus back to where it was, or to the main heading if that cannot take it. */
export function giveFocusBack(before: Element | null): void {
  if (!isFocusLost() || !(before instanceof HTMLElement) || before === document.body) return
  if (before.isConnected) before.focus({ preventScroll: true })
  if (isFocusLost()) focusHeading()
}

/** Where a page begins (WCAG 2.4.3). */
export function focusHeading(): void {
  const heading = document.querySelector<HTMLElement>('main h1') ?? document.querySelector('h1')
  if (!heading) return
  if (!heading.hasAttribute('tabindex')) heading.tabIndex = -1
  heading.focus()
}
