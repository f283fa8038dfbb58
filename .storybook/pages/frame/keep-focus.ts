/**
 * A window that is not in front takes neither focus nor place: whatever a dialog in a frame does while `act` runs, the page
 * around it keeps both. Who works inside the frame stays there.
 */
export async function keepFocus(act: () => Promise<void>): Promise<void> {
  const giveBack = rememberFocus()
  await act()
  giveBack()
}

/** The same in two steps; call what it returns when it is over. */
export function rememberFocus(): () => void {
  const before = document.activeElement
  const { scrollX, scrollY } = window
  return () => {
    const now = document.activeElement
    if (!(now instanceof HTMLIFrameElement) || now === before || before instanceof HTMLIFrameElement) return
    if (before instanceof HTMLElement && before !== document.body) before.focus({ preventScroll: true })
    else now.blur()
    window.scrollTo({ left: scrollX, top: scrollY, behavior: 'instant' })
  }
}
