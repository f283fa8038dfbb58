/** What stands behind the functions that were put in place of others, so that none is ever wrapped twice. */
export interface Originals<Given> {
  of(given: Given | undefined): Given | undefined
  remember<Instead extends Given & object>(original: Given | undefined, instead: Instead): Instead
}

export function createOriginals<Given>(): Originals<Given> {
  const known = new WeakMap<object, Given | undefined>()
  return {
    of: (given) => (typeof given === 'function' && known.has(given) ? known.get(given) : given),
    remember(original, instead) {
      known.set(instead, original)
      return instead
    },
  }
}
