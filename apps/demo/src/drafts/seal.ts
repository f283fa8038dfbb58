/** Turns a text into one that only the holder of the same key can read again. The id is bound to it. */
export async function seal(key: CryptoKey, id: string, text: string): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: bytes(id) }, key, bytes(text))
  return `${toBase64(iv)}.${toBase64(new Uint8Array(sealed))}`
}

/** null when it was sealed with another key, for another id, or is no sealed text at all. */
export async function unseal(key: CryptoKey, id: string, sealed: string): Promise<string | null> {
  const [iv = '', content = ''] = sealed.split('.')
  try {
    const text = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: fromBase64(iv), additionalData: bytes(id) }, key, fromBase64(content))
    return new TextDecoder().decode(text)
  } catch {
    return null
  }
}

/** A key that cannot be read out of the browser again. Null when the text is none. */
export async function keyFrom(base64url: string): Promise<CryptoKey | null> {
  try {
    const raw = fromBase64(base64url.replaceAll('-', '+').replaceAll('_', '/'))
    return await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])
  } catch {
    return null
  }
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}

function toBase64(data: Uint8Array): string {
  return btoa(Array.from(data, (byte) => String.fromCharCode(byte)).join(''))
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}
