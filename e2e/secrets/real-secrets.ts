import type { BrowserContext } from '@playwright/test'

/** A piece of text that no script of the page may come across. */
export interface Secret {
  readonly name: string
  readonly text: string
}

export interface RealSecrets {
  /** Everything secret that has come up so far, whole and in the pieces that would give it away. */
  known(): Promise<readonly Secret[]>
  /** How many of each kind have come up. */
  counts(): Readonly<Record<string, number>>
  stop(): void
}

const TOKENS = ['access_token', 'refresh_token', 'id_token'] as const

/**
 * Learns the real secrets where they are made: what the session server (in this process) sends to the provider's token endpoint and
 * is answered, and the cookies that the browser is given.
 */
export function learnSecrets(context: BrowserContext, issuer: string, appUrl: string): RealSecrets {
  const found = new Map<string, string>()
  const counts: Record<string, number> = {}
  const pending: Promise<void>[] = []
  const learn = (kind: string, text: unknown): void => {
    if (typeof text !== 'string' || text.length < 16 || found.has(text)) return
    counts[kind] = (counts[kind] ?? 0) + 1
    found.set(text, `${kind} ${counts[kind]}`)
  }

  const send = globalThis.fetch
  globalThis.fetch = async (input, init) => {
    const response = await send(input, init)
    if (typeof input !== 'string' || !input.startsWith(`${issuer}/token`)) return response
    const [scheme, credentials] = new Headers(init?.headers).get('authorization')?.split(' ') ?? []
    if (scheme === 'Basic') learn('client_secret', atob(credentials ?? '').split(':')[1])
    if (init?.body instanceof URLSearchParams)
      for (const name of ['code', 'code_verifier', 'refresh_token']) learn(name, init.body.get(name))
    const body: unknown = await response
      .clone()
      .json()
      .catch(() => null)
    if (typeof body === 'object' && body !== null) for (const name of TOKENS) learn(name, Reflect.get(body, name))
    return response
  }

  context.on('response', (response) => {
    if (response.url().startsWith(`${appUrl}/`)) pending.push(response.headersArray().then(learnCookies))
  })

  function learnCookies(headers: readonly { readonly name: string; readonly value: string }[]): void {
    for (const { name, value } of headers) {
      if (name.toLowerCase() === 'set-cookie') learn('cookie', /^[^=]+=([^;]*)/.exec(value)?.[1])
    }
  }

  return {
    async known() {
      await Promise.all(pending)
      return [...found].flatMap(([text, name]) => [{ name, text }, ...piecesOf(name, text)])
    },
    counts: () => counts,
    stop() {
      globalThis.fetch = send
    },
  }
}

/** The first characters, the same in base64 (as a token within a token would be), and the three parts of a JWT. */
export function piecesOf(name: string, text: string): readonly Secret[] {
  const start = text.slice(0, 24)
  const parts = text.split('.').filter((part) => part.length >= 16)
  return [
    { name: `${name}, first characters`, text: start },
    { name: `${name}, first characters in base64`, text: btoa(start) },
    ...(parts.length > 1 ? parts.map((part, index) => ({ name: `${name}, part ${index + 1}`, text: part })) : []),
  ]
}
