import { linesThat, refused, StillhereError, unreadable } from './policies.ts'

/** What a preset can be told, written as JSON by the names that the system itself uses. Values are the preset's to judge. */
export function optionsFrom<Options extends object>(text: string, file: string, keys: readonly (keyof Options & string)[]): Options {
  const read = parse<Options>(text, file)
  if (typeof read !== 'object' || read === null || Array.isArray(read))
    throw unreadable(file, 1, `write the settings as { "${keys[0]}": … }`)
  for (const [key, value] of Object.entries(read)) {
    const line = linesThat(text, (one) => one.includes(JSON.stringify(key)))[0] ?? 1
    if (!keys.some((known) => known === key)) throw refused(file, line, key, value, `it is none of ${keys.join(', ')}`)
  }
  return read
}

/** The same error at the line of the setting that it names, where it names one. */
export function atItsLine<Result>(text: string, file: string, make: () => Result): Result {
  try {
    return make()
  } catch (error) {
    if (!(error instanceof StillhereError) || error.code === 'policy-file-invalid') throw error
    const [line = 1] = linesThat(text, (one) => [...one.matchAll(/"(\w+)"\s*:/g)].some(([, key = '']) => error.message.includes(key)))
    throw unreadable(file, line, error.message, error)
  }
}

function parse<Options>(text: string, file: string): Options {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    const position = /position (\d+)/.exec(why)?.[1]
    throw unreadable(
      file,
      text
        .slice(0, Number(position ?? text.length))
        .trimEnd()
        .split('\n').length,
      why,
      cause,
    )
  }
}
