/** Equal by value one level deep, for arrays and plain objects; everything else by identity. */
export function shallowEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (!isPlain(a) || !isPlain(b) || Array.isArray(a) !== Array.isArray(b)) return false
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && Object.is(a[key], b[key]))
}

/** Hands back the value of last time while the next one is shallowly equal, so that fresh objects cost no render. */
export function keepWhileEqual<T>(): (next: T) => T {
  let kept: { readonly value: T } | null = null
  return (next) => {
    if (kept === null || !shallowEqual(kept.value, next)) kept = { value: next }
    return kept.value
  }
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null || Array.isArray(value)
}
