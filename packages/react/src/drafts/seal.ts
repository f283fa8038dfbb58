import { xchacha20poly1305 } from '@noble/ciphers/chacha'
import { fromBase64, toBase64 } from './base64.ts'
import type { NotStorable } from './not-storable.ts'
import type { SessionDraftOptions } from './session-draft-options.ts'

/** OWASP's figure for PBKDF2 with SHA-256 (Password Storage Cheat Sheet): ids that can be counted through should cost something. */
const ROUNDS = 600_000
const NONCE_BYTES = 24

/** Closes and opens texts with one key. At once, because the last moment of a page waits for no promise. */
export interface Seal {
  /** `place`: where the text will stand; elsewhere it does not open. */
  close(text: string, place: string): string
  /** null when it was closed with another key, for another place, or has been tampered with. */
  open(sealed: string, place: string): string | null
}

/**
 * The seal of one user in one tab, or why there is none. `askSecret`: what only the server can give; without it the user id has to do.
 */
export async function requestSeal(
  userId: string,
  salt: () => Uint8Array<ArrayBuffer> | null,
  askSecret: SessionDraftOptions['sealingKey'],
): Promise<Seal | NotStorable> {
  const grains = salt()
  if (grains === null) return { what: 'no-storage' }
  // Outside secure contexts there is no Web Crypto, whatever the types say.
  if (!('subtle' in crypto)) return { what: 'no-crypto' }
  if (!askSecret) return sealWith(await stretched(userId, grains))
  const secret = await ask(askSecret)
  return secret ? sealWith(await bound(secret, userId, grains)) : { what: 'no-key' }
}

async function ask(askSecret: NonNullable<SessionDraftOptions['sealingKey']>): Promise<string | null> {
  try {
    return await askSecret()
  } catch {
    return null
  }
}

function sealWith(bits: ArrayBuffer): Seal {
  const key = new Uint8Array(bits)
  return {
    close(text, place) {
      const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES))
      return toBase64(nonce) + toBase64(xchacha20poly1305(key, nonce, bytes(place)).encrypt(bytes(text)))
    },
    open(sealed, place) {
      try {
        const all = fromBase64(sealed)
        const text = xchacha20poly1305(key, all.subarray(0, NONCE_BYTES), bytes(place)).decrypt(all.subarray(NONCE_BYTES))
        return new TextDecoder().decode(text)
      } catch {
        return null
      }
    },
  }
}

/** Slow on purpose: an id is no password, and may be short. */
async function stretched(userId: string, salt: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> {
  const key = await crypto.subtle.importKey('raw', bytes(userId), 'PBKDF2', false, ['deriveBits'])
  return crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ROUNDS }, key, 256)
}

/** The user id takes part, so that a server that gives everybody the same secret does not open one user's drafts to another. */
async function bound(secret: string, userId: string, salt: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> {
  const key = await crypto.subtle.importKey('raw', bytes(secret), 'HKDF', false, ['deriveBits'])
  return crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt, info: bytes(userId) }, key, 256)
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}
