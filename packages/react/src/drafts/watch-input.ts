/** Tells when something may have been typed or is not unsaved any more, and when the page may be about to go. Returns its undo. */
export function watchInput({ touched, leaving }: { readonly touched: () => void; readonly leaving: () => void }): () => void {
  const abort = new AbortController()
  const options = { signal: abort.signal, capture: true, passive: true }
  const hidden = () => {
    if (document.visibilityState === 'hidden') leaving()
  }
  for (const type of ['input', 'change', 'submit', 'reset']) document.addEventListener(type, touched, options)
  document.addEventListener('visibilitychange', hidden, options)
  addEventListener('pagehide', leaving, options)
  return () => abort.abort()
}
