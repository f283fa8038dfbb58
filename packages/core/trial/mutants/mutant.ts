/** One mistake, planted in the source as it is loaded: every `find` has to stand there exactly once. */
export interface Mutant {
  readonly name: string
  readonly edits: readonly { readonly file: string; readonly find: string; readonly put: string }[]
}

/** Plants a mistake in one file below `src/`. */
export function mutant(name: string, file: string, find: string, put: string): Mutant {
  return { name, edits: [{ file, find, put }] }
}

/** Plants several that make one mistake together. */
export function mutantOf(name: string, edits: Mutant['edits']): Mutant {
  return { name, edits }
}
