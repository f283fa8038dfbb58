import type { BrowserContext } from '@playwright/test'
import { piecesOf, type Secret } from './real-secrets.ts'

const ASKED = ['code', 'code_verifier', 'refresh_token']
const TOLD = ['access_token', 'refresh_token', 'id_token']

/** Learns the secrets of a page that is a client itself from its requests to the token endpoint, and from the answers. */
export function learnPublicSecrets(context: BrowserContext, issuer: string): () => Promise<readonly Secret[]> {
  const found = new Map<string, string>()
  const pending: Promise<void>[] = []
  const learn = (kind: string, text: unknown): void => {
    if (typeof text === 'string' && text.length >= 16 && !found.has(text)) found.set(text, `${kind} ${found.size + 1}`)
  }
  context.on('response', (response) => {
    if (response.url() !== `${issuer}/token`) return
    const form = new URLSearchParams(response.request().postData() ?? '')
    for (const name of ASKED) learn(name, form.get(name))
    pending.push(
      response.json().then((body: unknown) => {
        if (typeof body === 'object' && body !== null) for (const name of TOLD) learn(name, Reflect.get(body, name))
      }),
    )
  })
  return async () => {
    await Promise.all(pending)
    return [...found].flatMap(([text, name]) => [{ name, text }, ...piecesOf(name, text)])
  }
}
