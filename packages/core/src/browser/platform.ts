/**
 * The parts of the browser that the ports stand on, each of which may be missing, throw when it is touched or refuse later
 * (private windows, blocked storage, sandboxed frames, server rendering). `globalThis` fits; tests hand in another.
 */
export interface Platform {
  readonly document?: Document | undefined
  readonly navigator?: Navigator | undefined
  readonly location?: Location | undefined
  readonly localStorage?: Storage | null | undefined
  readonly indexedDB?: IDBFactory | undefined
  readonly BroadcastChannel?: typeof BroadcastChannel | undefined
  readonly performance?: Pick<Performance, 'now'> | undefined
  readonly console?: Pick<Console, 'error'> | undefined
  readonly addEventListener?: typeof addEventListener | undefined
  readonly removeEventListener?: typeof removeEventListener | undefined
}

/** Reads what the platform may lack or forbid: `null` when it is missing and when the mere reading throws. */
export function available<T>(read: () => T | null | undefined): T | null {
  try {
    return read() ?? null
  } catch {
    return null
  }
}

/**
 * Listens on the platform's window or document until the returned undo is called. Without a target it does nothing, so that
 * ports may be made and subscribed to where there is no page.
 */
export function listen(
  target: Pick<EventTarget, 'addEventListener' | 'removeEventListener'> | Platform | null | undefined,
  types: readonly string[],
  listener: (event: Event) => void,
  options: AddEventListenerOptions = { passive: true },
): () => void {
  for (const type of types) target?.addEventListener?.(type, listener, options)
  return () => {
    for (const type of types) target?.removeEventListener?.(type, listener, options)
  }
}

/** One-shot real timer; returns its undo. */
export function after(delayMs: number, wake: () => void): () => void {
  const timer = setTimeout(wake, delayMs)
  return () => clearTimeout(timer)
}
