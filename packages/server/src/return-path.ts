import { parseUrl } from './parse-url.ts'

const LONGEST = 2048
const MOST_LAYERS = 5
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u001F\u007F]/

/**
 * A path of this origin, normalised, or null. Refused are other origins in every disguise: `//host`, `/\host`, control
 * characters that URL parsers drop, and the same percent-encoded, also more than once (ASVS 5.0 3.7.2; RFC 9700 §4.11).
 */
export function returnPath(value: unknown, origin: string): string | null {
  if (typeof value !== 'string' || value.length > LONGEST) return null
  if (CONTROL.test(value) || value.includes('\\')) return null
  if (!isPlainPath(value.split(/[?#]/, 1)[0] ?? '')) return null
  const url = parseUrl(value, origin)
  if (!url || url.origin !== origin || url.pathname.startsWith('//')) return null
  return url.pathname + url.search + url.hash
}

function isPlainPath(path: string): boolean {
  let layer = path
  for (let count = 0; count < MOST_LAYERS; count += 1) {
    if (!layer.startsWith('/') || layer.startsWith('//') || layer.includes('\\') || CONTROL.test(layer)) return false
    const next = decoded(layer)
    if (next === null) return false
    if (next === layer) return true
    layer = next
  }
  return false
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
