/**
 * A copy that shares nothing with the original, as structured cloning makes of plain data. Functions and symbols are refused there and lost
 * here. By hand, because a world copies with every look at its storage.
 */
export function plainCopy(value: unknown): unknown {
  if (typeof value === 'function' || typeof value === 'symbol') return undefined
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item) => plainCopy(item) ?? null)
  const copy: Record<string, unknown> = {}
  for (const [key, item] of Object.entries(value)) {
    const copied = plainCopy(item)
    if (copied !== undefined) copy[key] = copied
  }
  return copy
}
