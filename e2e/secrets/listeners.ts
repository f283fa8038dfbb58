/**
 * Runs in the page before any of its own scripts and reports what passes by: messages between tabs, storage events, what scripts
 * read of answers. Stands for React's developer tools, so that React hands its roots over.
 */
export function listenInPage({ report, collect }: { readonly report: string; readonly collect: string }): void {
  const tell = (place: string, where: string, value: unknown): void => {
    const reporter: unknown = Reflect.get(globalThis, report)
    const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))
    if (typeof reporter === 'function') reporter({ place, where, text })
  }
  Reflect.set(globalThis, `${collect}Pristine`, new Set<unknown>([...Reflect.ownKeys(globalThis), report, collect, `${collect}Pristine`]))

  const { prototype } = BroadcastChannel
  const post = prototype.postMessage
  prototype.postMessage = function postAndTell(message) {
    tell('broadcast', this.name, message)
    post.call(this, message)
  }

  addEventListener('storage', ({ key, oldValue, newValue }) => tell('storage event', key ?? '(cleared)', [key, oldValue, newValue]))

  const send = globalThis.fetch
  globalThis.fetch = async (input, init) => {
    // As asked for: a Content Security Policy may keep it from ever leaving.
    const asked = new Headers(init?.headers ?? (input instanceof Request ? input.headers : []))
    for (const [name, value] of asked) tell('request', 'fetch', `${name}: ${value}`)
    const response = await send(input, init)
    const { url, headers, type } = response
    if (type !== 'opaqueredirect') {
      tell('readable answer', `headers of ${url}`, [...headers])
      tell('readable answer', `body of ${url}`, await response.clone().text())
    }
    return response
  }

  const roots = new Set<unknown>()
  const hook = {
    supportsFiber: true,
    renderers: new Map<number, unknown>(),
    roots,
    inject: () => 1,
    onCommitFiberRoot: (_renderer: number, root: unknown) => void roots.add(root),
    onPostCommitFiberRoot: () => null,
    onCommitFiberUnmount: () => null,
    checkDCE: () => null,
  }
  Reflect.set(globalThis, '__REACT_DEVTOOLS_GLOBAL_HOOK__', hook)
}
