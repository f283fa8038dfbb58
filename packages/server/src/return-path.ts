import { parseUrl } from './parse-url.ts'

const LONGEST = 4096
const MOST_LAYERS = 5
// Not the rule of `ownUrl` in the page's package, which takes an address that a developer wrote as it is: here spaces and fragments may
// stand, and every layer of a stranger's percent-encoding is looked at.
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u001F\u007F]/
const ASCII_ESCAPE = /%[0-7][0-9a-f]/gi

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
  if (!isDecodable(path)) return false
  let layer = path
  for (let count = 0; count < MOST_LAYERS; count += 1) {
    if (!layer.startsWith('/') || layer.startsWith('//') || layer.includes('\\') || CONTROL.test(layer)) return false
    // What is looked for is ASCII. A percent sign that is none of an escape, as in "100%25" after one layer, stands for itself.
    const next = layer.replace(ASCII_ESCAPE, decodeURIComponent)
    if (next === layer) return true
    layer = next
  }
  return false
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}
