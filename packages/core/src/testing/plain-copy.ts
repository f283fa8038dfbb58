/** A copy that shares nothing with the original, as structured cloning makes of plain data. Functions and symbols are refused there and lost here. */
export function plainCopy(value: unknown): unknown {
  const text: string | undefined = JSON.stringify(value)
  if (text === undefined) return undefined
  const copy: unknown = JSON.parse(text)
  return copy
}
