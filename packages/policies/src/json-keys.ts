/** A key of a JSON text: where in the value, and in which line it stands. */
export interface JsonKey {
  /** `remembered.maxLifetime`, `clauses.0.limit`. */
  readonly path: string
  readonly line: number
}

const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],]|\n/g

/** Every key of a text that `JSON.parse` has taken, in order: also those that stand there twice, of which it keeps the last. */
export function jsonKeys(text: string): readonly JsonKey[] {
  const found: JsonKey[] = []
  const open: { readonly isList: boolean; at: string; expectsKey: boolean }[] = []
  let line = 1
  for (const [token] of text.matchAll(TOKEN)) {
    const inner = open.at(-1)
    if (token === '\n') line += 1
    else if (token === '{') open.push({ isList: false, at: '', expectsKey: true })
    else if (token === '[') open.push({ isList: true, at: '0', expectsKey: false })
    else if (token === '}' || token === ']') open.pop()
    else if (inner === undefined) continue
    else if (token === ',') {
      if (inner.isList) inner.at = String(Number(inner.at) + 1)
      else inner.expectsKey = true
    } else if (inner.expectsKey) {
      inner.at = String(JSON.parse(token))
      inner.expectsKey = false
      found.push({ path: open.map(({ at }) => at).join('.'), line })
    }
  }
  return found
}
