/** A copy of the cache outside memory, as TanStack Query's persisters are: of a whole client, or of single queries. */
export type PersistedCache =
  | { removeClient(): unknown }
  /** `experimental_createQueryPersister`; its storage needs `entries`. */
  | { removeQueries(): unknown }

/** Empties every copy. What fails surfaces as an unhandled rejection, where the app's error reporting sees it. */
export function erase(copies: readonly PersistedCache[]): void {
  for (const copy of copies) void eraseOne(copy)
}

async function eraseOne(copy: PersistedCache): Promise<void> {
  await ('removeClient' in copy ? copy.removeClient() : copy.removeQueries())
}
