import { createRequire } from 'node:module'
import type * as nextAuth from 'next-auth/react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'

const require = createRequire(import.meta.url)

export type NextAuthReact = typeof nextAuth

/** next-auth's client as a page of its own loads it: it keeps one session in its module. */
export function loadNextAuth(): NextAuthReact {
  Reflect.deleteProperty(require.cache, require.resolve('next-auth/react'))
  return require('next-auth/react')
}

/** Mounts the SDK's own provider, and tells what its `useSession` says. Nothing is drawn, so that no document is needed. Returns its undo. */
export function mountProvider(
  { SessionProvider, useSession }: NextAuthReact,
  props: { readonly refetchInterval?: number; readonly refetchOnWindowFocus?: boolean },
  told: (status: string) => void,
): () => void {
  function Reader() {
    const { status } = useSession()
    told(status)
    return null
  }
  const root = createRoot(container())
  root.render(
    <SessionProvider {...props}>
      <Reader />
    </SessionProvider>,
  )
  return () => flushSync(() => root.unmount())
}

function container(): Element {
  const silent = { addEventListener: () => undefined, removeEventListener: () => undefined }
  const document = { ...silent, nodeType: 9, activeElement: null, body: null, defaultView: { HTMLIFrameElement: class {} } }
  return Object.assign(Object.create(null), {
    ...silent,
    nodeType: 1,
    tagName: 'DIV',
    namespaceURI: 'http://www.w3.org/1999/xhtml',
    ownerDocument: document,
    textContent: '',
  })
}
