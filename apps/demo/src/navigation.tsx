import { type ComponentPropsWithRef, type MouseEvent, type ReactElement, useSyncExternalStore } from 'react'
import { keptQuery } from './settings/settings.ts'

/** A path of this app, without query. */
export type Path = `/${string}`

/** The path of the page, as the browser's history has it. */
export function usePath(): string {
  return useSyncExternalStore(subscribe, () => location.pathname)
}

/** Goes to a page of this app; speed and policy of the address come along. */
export function goTo(path: Path): void {
  history.pushState(null, '', path + keptQuery(location.search))
  dispatchEvent(new PopStateEvent('popstate'))
  scrollTo(0, 0)
}

/** Where the browser is, for coming back after sign-in. */
export function here(): Path {
  return `/${location.pathname.slice(1)}${keptQuery(location.search)}`
}

/** The first page, at the speed and with the policy of this one. */
export function start(): Path {
  return `/${keptQuery(location.search)}`
}

/** A link inside the app. Opens in place; with a modifier key it stays the browser's. */
export function Link({
  to,
  children,
  ...props
}: Omit<ComponentPropsWithRef<'a'>, 'href' | 'onClick'> & { readonly to: Path }): ReactElement {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    goTo(to)
  }
  return (
    <a {...props} href={to + keptQuery(location.search)} onClick={follow}>
      {children}
    </a>
  )
}

function subscribe(changed: () => void): () => void {
  addEventListener('popstate', changed)
  return () => removeEventListener('popstate', changed)
}
