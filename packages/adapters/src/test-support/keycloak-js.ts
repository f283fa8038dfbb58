import Keycloak from 'keycloak-js'
import { CLIENT, ISSUER } from './fake-provider.ts'
import { type FakePage, stubPage } from './fake-page.ts'
import type { Stage } from './stage.ts'

export const APP = 'https://app.example.test'

/** The real thing in a tab of its own, not yet initialised. Where somebody has signed in the tab shows what the provider sent it back with. */
export async function openKeycloak(
  stage: Stage,
  how: 'signed-in' | 'new',
): Promise<{ readonly keycloak: Keycloak; readonly page: FakePage }> {
  const page = stubPage(`${APP}/cases/7`)
  if (how === 'signed-in') {
    const before = create()
    await before.init({ checkLoginIframe: false })
    page.load(stage.provider.authorize(await before.createLoginUrl()))
  }
  return { keycloak: create(), page }
}

function create(): Keycloak {
  return new Keycloak({ url: ISSUER, realm: 'app', clientId: CLIENT })
}
