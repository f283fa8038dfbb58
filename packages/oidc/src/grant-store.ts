import type { Grant } from './grant.ts'
import type { Configuration } from './configuration.ts'
import type { TokenStore } from './options.ts'
import { available, kept, type OidcPlatform } from './platform.ts'

/** Where the grant is. */
export interface GrantStore {
  /** Whether all tabs stand on it. */
  readonly shared: boolean
  read(): Promise<Grant | null>
  write(grant: Grant | null): Promise<void>
  /** Whether the grant has come out of the tab's storage since this was asked last. */
  isTakenOut(): boolean
  /** Returns its undo. */
  attach(): () => void
}

export function grantStore(config: Configuration, platform: OidcPlatform): GrantStore {
  const { tokenStore } = config
  if (tokenStore === 'memory') return ofPage()
  if (tokenStore === 'session') return ofTab(config, platform)
  return ofAllTabs(tokenStore)
}

function ofPage(): GrantStore {
  let held: Grant | null = null
  return {
    shared: false,
    read: async () => held,
    write: async (grant) => void (held = grant),
    isTakenOut: () => false,
    attach: () => () => {},
  }
}

/**
 * In exactly one place at a time, because a refresh token that two pages use is lost for both: with the page while it lives, in the
 * tab's storage from the moment it is left or frozen, until the next page there takes it out. So a duplicated tab copies nothing.
 */
function ofTab(config: Configuration, platform: OidcPlatform): GrantStore {
  const stored = kept(platform, 'sessionStorage', `${config.name}/grant`)
  let held: Grant | null = null
  let at: 'unread' | 'page' | 'tab' = 'unread'
  let takenOut = false
  const takeOut = (): void => {
    if (at === 'page') return
    at = 'page'
    held = parsed(stored.get())
    takenOut = held !== null
    stored.set(null)
  }
  const putIn = (): void => {
    if (held === null || !stored.set(JSON.stringify(held))) return
    held = null
    at = 'tab'
  }
  const changes = [
    [platform, 'pagehide', putIn],
    [platform, 'pageshow', takeOut],
    [platform.document, 'freeze', putIn],
    [platform.document, 'resume', takeOut],
  ] as const
  return {
    shared: false,
    async read() {
      if (at === 'unread') takeOut()
      return held
    },
    async write(grant) {
      // An answer that came when the page had been left already.
      if (at === 'tab') return void stored.set(grant === null ? null : JSON.stringify(grant))
      takeOut()
      held = grant
    },
    isTakenOut() {
      const was = takenOut
      takenOut = false
      return was
    },
    attach() {
      for (const [target, type, listener] of changes) target?.addEventListener?.(type, listener)
      return () => {
        for (const [target, type, listener] of changes) target?.removeEventListener?.(type, listener)
      }
    },
  }
}

function ofAllTabs(store: TokenStore): GrantStore {
  /** What could not be written: newer than what stands there. */
  let unwritten: Grant | null = null
  return {
    shared: true,
    read: async () => unwritten ?? parsed(await store.get()),
    async write(grant) {
      unwritten = grant
      await store.set(grant === null ? null : JSON.stringify(grant))
      unwritten = null
    },
    isTakenOut: () => false,
    attach: () => () => {},
  }
}

function parsed(text: string | null): Grant | null {
  return available((): Grant | null => JSON.parse(text ?? 'null'))
}
