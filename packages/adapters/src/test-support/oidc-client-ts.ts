import { User, UserManager, type UserManagerSettings, WebStorageStateStore } from 'oidc-client-ts'
import { CLIENT, ISSUER } from './fake-provider.ts'
import { memoryStorage } from './memory-storage.ts'
import type { Stage } from './stage.ts'

export type Where = 'localStorage' | 'sessionStorage'

/** The real thing in a tab of its own; somebody has signed in there, or in another tab before, unless `how` says that it is new. */
export async function openManager(
  { provider, localStorage }: Stage,
  where: Where,
  how: 'signed-in' | 'new',
  more: Partial<UserManagerSettings> = {},
): Promise<UserManager> {
  const store = where === 'localStorage' ? localStorage : memoryStorage()
  const manager = new UserManager({
    authority: ISSUER,
    client_id: CLIENT,
    redirect_uri: 'https://app.example.test/back',
    userStore: new WebStorageStateStore({ store }),
    stateStore: new WebStorageStateStore({ store: localStorage }),
    automaticSilentRenew: false,
    ...more,
  })
  if (how === 'signed-in' && (await manager.getUser()) === null) await signInThere(manager, provider.grant())
  return manager
}

/** What a sign-in stores. */
export async function signInThere(
  manager: UserManager,
  { expires_in: left, ...tokens }: ReturnType<Stage['provider']['grant']>,
): Promise<void> {
  const iat = Math.floor(Date.now() / 1000)
  const profile = { sub: 'ada', iss: ISSUER, aud: CLIENT, exp: iat + left, iat }
  const user = new User({ ...tokens, profile, expires_at: iat + left })
  await manager.storeUser(user)
  await manager.events.load(user)
}
