/** As much of a window that was opened as the page that opened it has to do with. */
export interface PopupWindow {
  readonly closed: boolean
  readonly location: Pick<Location, 'replace'>
  close(): void
}

/** What the backend stands on, each part of which may be missing (server rendering) or throw (blocked storage). Tests hand in another. */
export interface OidcPlatform {
  readonly fetch: (url: string, init?: RequestInit) => Promise<Response>
  readonly location?: Pick<Location, 'href' | 'origin' | 'pathname' | 'search' | 'hash' | 'assign'> | undefined
  readonly history?: Pick<History, 'state' | 'replaceState'> | undefined
  readonly sessionStorage?: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | undefined
  readonly localStorage?: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | undefined
  readonly document?: Document | undefined
  readonly open?: ((url: string, target: string, features: string) => PopupWindow | null) | undefined
  readonly close?: (() => void) | undefined
  readonly opener?: unknown
  readonly parent?: unknown
  readonly addEventListener?: typeof addEventListener | undefined
  readonly removeEventListener?: typeof removeEventListener | undefined
}

/** One text under a name. */
export interface Kept {
  get(): string | null
  /** null: forget it. Answers whether it is kept. */
  set(value: string | null): boolean
}

/** A text in one of the page's storages; nothing is ever kept where there is none. */
export function kept(platform: OidcPlatform, where: 'sessionStorage' | 'localStorage', name: string): Kept {
  return {
    get: () => available(() => platform[where]?.getItem(name)),
    set: (value) =>
      available(() => {
        if (value === null) platform[where]?.removeItem(name)
        else platform[where]?.setItem(name, value)
        return platform[where] !== undefined
      }) ?? false,
  }
}

/** Reads what the platform may lack or forbid. */
export function available<T>(read: () => T | null | undefined): T | null {
  try {
    return read() ?? null
  } catch {
    return null
  }
}
