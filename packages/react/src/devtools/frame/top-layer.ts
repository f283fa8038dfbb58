/**
 * Keeps `host` on top of the page and within reach. A modal dialog makes the rest of the page inert, whatever lies on top of it; only what
 * is in the dialog can be used. So the host moves into the dialog that is open, and back when it closes: both can be used then, side by
 * side. Returns its undo.
 */
export function keepOnTop(host: HTMLElement): () => void {
  const opened: HTMLDialogElement[] = []

  function place(): void {
    const parent = modalOf(opened) ?? document.body
    if (host.parentNode !== parent) {
      const focused = host.shadowRoot?.activeElement
      parent.append(host)
      if (focused instanceof HTMLElement) focused.focus({ preventScroll: true })
    }
    show(host)
    watch(parent)
  }

  const dialogs = new MutationObserver((changes) => {
    for (const { target } of changes) {
      if (!(target instanceof HTMLDialogElement) || host.contains(target)) continue
      const known = opened.indexOf(target)
      if (known >= 0) opened.splice(known, 1)
      if (target.open) opened.push(target)
    }
    place()
  })
  /** A dialog that leaves the page takes the host along. */
  const departures = new MutationObserver(() => {
    if (!host.isConnected) place()
  })

  function watch(parent: Element): void {
    departures.disconnect()
    if (parent !== document.body) departures.observe(document, { childList: true, subtree: true })
  }

  opened.push(...document.querySelectorAll('dialog'))
  dialogs.observe(document, { subtree: true, attributes: true, attributeFilter: ['open'] })
  place()
  return () => {
    dialogs.disconnect()
    departures.disconnect()
    host.remove()
  }
}

/** Where the host stands: in a corner, seen from the page's direction, or along the edge of that corner. */
export function setCorner(host: HTMLElement, corner: string, open: boolean): void {
  host.dir = getComputedStyle(document.documentElement).direction
  host.dataset['corner'] = corner
  host.dataset['open'] = String(open)
}

/** The modal dialog that was opened last. */
function modalOf(opened: readonly HTMLDialogElement[]): HTMLDialogElement | null {
  return opened.findLast((dialog) => dialog.isConnected && dialog.matches(':modal')) ?? null
}

/** The top layer is a stack: who comes last lies on top. */
function show(host: HTMLElement): void {
  if (typeof host.showPopover !== 'function') return
  host.popover = 'manual'
  if (host.matches(':popover-open')) host.hidePopover()
  host.showPopover()
}
