import { base64url, fromBase64 } from './secrets.ts'
import type { SessionStore, StoredEntry } from './store.ts'

export interface EncryptedStoreOptions {
  /**
   * Secrets of 32 random bytes in base64 or base64url (`openssl rand -base64 32`), the same for all processes. The first one
   * encrypts, each one decrypts. To change it put the new one in front, and take the old one away when no session of its time is left:
   * what is of no known secret counts as not there, and its user signs in again.
   */
  readonly secrets: readonly [string, ...string[]]
}

interface Sealer {
  /** Tells which secret a value is of, and nothing about it. */
  readonly id: string
  readonly seal: (key: string, value: string) => Promise<string>
  /** null: it was not sealed like this, or for another key, or it is damaged. */
  readonly unseal: (key: string, sealed: string) => Promise<string | null>
}

const FORMAT = 'e1'
const IV_BYTES = 12

/**
 * A store whose values are encrypted before they leave the process (AES-256-GCM, Web Crypto): whoever can read the store, its copies
 * and its log has no token. Keys, tags, messages and times stay readable; they tell no secret. Each entry has a key of its own,
 * derived from secret and entry (HKDF), so that no value can be moved to another entry and no secret wears out.
 *
 * @throws TypeError when a secret is not 32 bytes in base64; never tells it
 * @example
 * const store = encryptedStore(redisStore({ url }), { secrets: [process.env['SESSION_SECRET'] ?? ''] })
 */
export function encryptedStore(store: SessionStore, options: EncryptedStoreOptions): SessionStore {
  const materials = options.secrets.map(materialOf)
  let sealers: Promise<readonly Sealer[]> | null = null
  const all = (): Promise<readonly Sealer[]> => (sealers ??= Promise.all(materials.map(sealer)))

  const opened = async (key: string, entry: StoredEntry): Promise<StoredEntry | null> => {
    const [format, id, sealed] = entry.value.split('.')
    const one = format === FORMAT ? (await all()).find((found) => found.id === id) : undefined
    const value = one && sealed !== undefined ? await one.unseal(key, sealed) : null
    return value === null ? null : { value, revision: entry.revision }
  }

  return {
    get: async (key) => {
      const entry = await store.get(key)
      return entry && opened(key, entry)
    },
    set: async (key, value, write) => {
      const [first] = await all()
      return store.set(key, first ? `${FORMAT}.${first.id}.${await first.seal(key, value)}` : '', write)
    },
    delete: (key) => store.delete(key),
    findByTag: (tag) => store.findByTag(tag),
    publish: (topic, message) => store.publish(topic, message),
    subscribe: (topic, listener) => store.subscribe(topic, listener),
  }
}

function materialOf(secret: string, at: number): Uint8Array<ArrayBuffer> {
  const bytes = fromBase64(secret)
  if (bytes?.length === 32) return bytes
  throw new TypeError(`encryptedStore: secrets[${at}] is not 32 bytes in base64. Make one with: openssl rand -base64 32`)
}

async function sealer(material: Uint8Array<ArrayBuffer>): Promise<Sealer> {
  const root = await crypto.subtle.importKey('raw', material, 'HKDF', false, ['deriveKey', 'deriveBits'])
  const derivation = (purpose: string) => ({
    name: 'HKDF',
    hash: 'SHA-256',
    salt: new Uint8Array(),
    info: new TextEncoder().encode(`stillhere ${FORMAT} ${purpose}`),
  })
  const keyOf = (key: string): Promise<CryptoKey> =>
    crypto.subtle.deriveKey(derivation(`entry ${key}`), root, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  const id = base64url(new Uint8Array(await crypto.subtle.deriveBits(derivation('id'), root, 48)))

  return {
    id,
    seal: async (key, value) => {
      const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES))
      const text = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await keyOf(key), new TextEncoder().encode(value))
      return base64url(new Uint8Array([...iv, ...new Uint8Array(text)]))
    },
    unseal: async (key, sealed) => {
      const bytes = fromBase64(sealed)
      if (!bytes) return null
      const iv = bytes.subarray(0, IV_BYTES)
      const text = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, await keyOf(key), bytes.subarray(IV_BYTES)).catch(() => null)
      return text && new TextDecoder().decode(text)
    },
  }
}
