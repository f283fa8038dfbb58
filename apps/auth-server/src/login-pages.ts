import type { IncomingMessage, ServerResponse } from 'node:http'
import type Provider from 'oidc-provider'
import { readBody } from './incoming.ts'

const LOGIN = /^[A-Za-z0-9._-]{1,40}$/

/**
 * The provider's own pages: one form for signing in (fields `login` and `password`, any name and any password will do; for some clients
 * `remember`), and a consent that is given without asking, because provider and application belong together here.
 */
export async function respondToInteraction(
  provider: Provider,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  remembers: (clientId: string) => boolean,
): Promise<void> {
  const { prompt, params, session, grantId } = await provider.interactionDetails(incoming, outgoing)
  if (prompt.name === 'consent' && session) {
    const grant =
      (grantId === undefined ? undefined : await provider.Grant.find(grantId)) ??
      new provider.Grant({ accountId: session.accountId, clientId: String(params['client_id']) })
    const scope = String(params['scope'])
    grant.addOIDCScope(scope)
    for (const resource of [params['resource']].flat()) if (typeof resource === 'string') grant.addResourceScope(resource, scope)
    return provider.interactionFinished(incoming, outgoing, { consent: { grantId: await grant.save() } })
  }
  const asksToRemember = remembers(String(params['client_id']))
  const askAgain = (status: number, login: string, mistake: string | null): void =>
    sendForm(outgoing, status, { login, mistake, asksToRemember })
  if (incoming.method !== 'POST') return askAgain(200, '', null)
  const body = await readBody(incoming)
  const fields = new URLSearchParams(body ?? '')
  const login = fields.get('login')?.trim() ?? ''
  if (!LOGIN.test(login)) return askAgain(400, login, 'A name is letters, digits, dots and dashes, 40 at most.')
  if (!fields.get('password')) return askAgain(400, login, 'Enter a password. Any will do.')
  const remember = !asksToRemember || fields.get('remember') !== null
  const asked = params['acr_values']
  const acr = typeof asked === 'string' ? { acr: asked.split(' ')[0] ?? asked } : {}
  return provider.interactionFinished(incoming, outgoing, { login: { accountId: login.toLowerCase(), remember, ...acr } })
}

/** Claims of an account: whoever signs in exists. */
export function accountClaims(login: string): { readonly sub: string; readonly name: string; readonly email: string } {
  const name = login
    .split(/[._-]+/)
    .filter((part) => part !== '')
    .map((part) => part.slice(0, 1).toUpperCase() + part.slice(1))
    .join(' ')
  return { sub: login, name: name || login, email: `${login}@example.test` }
}

/** Sign-out at the provider without a further question: the application has asked already. */
export function signOutPage(form: string): string {
  return shell(
    'Signing out',
    `${form}<p>Signing you out…</p><noscript><button form="op.logoutForm" name="logout" value="yes" type="submit">Continue</button></noscript>
<script>const form = document.forms[0]; const field = document.createElement('input'); field.type = 'hidden'; field.name = 'logout'; field.value = 'yes'; form.append(field); form.submit()</script>`,
  )
}

/** What the provider shows when a request makes no sense to it. */
export function errorPage(error: string, description: string): string {
  return shell('This did not work', `<p><strong>${escaped(error)}</strong></p><p>${escaped(description)}</p>`)
}

interface SignInForm {
  readonly login: string
  readonly mistake: string | null
  readonly asksToRemember: boolean
}

function sendForm(outgoing: ServerResponse, status: number, { login, mistake, asksToRemember }: SignInForm): void {
  const problem = mistake === null ? '' : `<p class="problem" role="alert">${mistake}</p>`
  const html = shell(
    'Sign in',
    `<p>The local OpenID Provider of the demonstration. Any name and any password will do.</p>${problem}
<form method="post">
<label>Name<input name="login" autocomplete="username" required autofocus value="${escaped(login)}"></label>
<label>Password<input name="password" type="password" autocomplete="current-password" required></label>
${asksToRemember ? '<label class="tick"><input name="remember" type="checkbox">Remember me</label>' : ''}
<button type="submit">Sign in</button>
</form>`,
  )
  outgoing.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(html)
}

function shell(title: string, content: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; --line: light-dark(#808a8f, #707a80); --accent: light-dark(#005b60, #78ced2); --on-accent: light-dark(#fff, #0d191b) }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: light-dark(#f4f5f7, #14171c); color: light-dark(#1b1f27, #eceef2) }
main { width: min(26rem, calc(100vw - 2rem)); padding: clamp(1.25rem, 5vw, 2rem); background: light-dark(#fff, #1d2128); border: 1px solid light-dark(#dde1e3, #343a42); border-radius: 12px }
h1 { margin: 0 0 .5rem; font-size: 1.5rem; line-height: 1.25 }
p { margin: 0 0 1rem; color: light-dark(#4a5261, #b4bbc7) }
.problem { color: light-dark(#a11919, #ff9d9d) }
form { display: grid; gap: 1rem }
label { display: grid; gap: .25rem; font-weight: 600 }
.tick { display: flex; align-items: center; gap: .75rem; min-block-size: 2.75rem; font-weight: 400 }
.tick input { inline-size: 1.25rem; min-block-size: 1.25rem; margin: 0; accent-color: var(--accent) }
input { font: inherit; font-weight: 400; inline-size: 100%; min-block-size: 2.75rem; padding: .55rem .7rem; border: 1px solid var(--line); border-radius: 8px; background: transparent; color: inherit }
button { font: inherit; min-block-size: 2.75rem; font-weight: 600; padding: .6rem 1rem; border: 0; border-radius: 8px; background: var(--accent); color: var(--on-accent); cursor: pointer }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
</style></head><body><main><h1>${title}</h1>${content}</main></body></html>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
