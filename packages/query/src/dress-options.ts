/**
 * Lets everybody who reads `owner.options` see `dress(options)`, whoever sets them and whenever. Returns its undo, which leaves alone what
 * somebody else has put there since.
 */
export function dressOptions<Options extends object>(owner: { options: Options }, dress: (given: Options) => Options): () => void {
  let given = owner.options
  let dressed = dress(given)
  const get = () => dressed
  const set = (next: Options) => {
    given = next
    dressed = dress(next)
  }
  Object.defineProperty(owner, 'options', { configurable: true, enumerable: true, get, set })
  return () => {
    if (Object.getOwnPropertyDescriptor(owner, 'options')?.get !== get) return
    Object.defineProperty(owner, 'options', { configurable: true, enumerable: true, writable: true, value: given })
  }
}
