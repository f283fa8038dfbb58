import { registerHooks } from 'node:module'
import type { Mutant } from './mutant.ts'

/**
 * From now on the source is loaded with the mistake of this name in it. Has to be called before anything of the engine is imported.
 *
 * @throws Error when there is no such mutant, and on loading when a place that is to be changed does not stand in its file exactly once:
 * then the mutant has to follow the engine.
 */
export function plant(mutants: readonly Mutant[], name: string): void {
  const found = mutants.find((mutant) => mutant.name === name)
  if (found === undefined) throw new Error(`There is no mutant '${name}'. There are: ${mutants.map((mutant) => mutant.name).join(', ')}`)
  const { edits } = found
  const root = new URL('../../src/', import.meta.url)
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context)
      const own = edits.filter(({ file }) => url === new URL(file, root).href)
      if (own.length === 0) return loaded
      let source = typeof loaded.source === 'string' ? loaded.source : new TextDecoder().decode(loaded.source ?? new Uint8Array())
      for (const { file, find, put } of own) {
        const places = source.split(find).length - 1
        if (places !== 1) throw new Error(`Mutant '${name}': what is to be changed stands ${places} times in ${file}: ${find}`)
        source = source.replace(find, () => put)
      }
      return { ...loaded, source }
    },
  })
}
