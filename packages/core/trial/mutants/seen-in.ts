/** The seed whose worlds the notes name. */
export const NOTED_SEED = 3

/**
 * The first world of that seed in which each mutant is seen: it is played before any other is looked for. A note that does not
 * hold any more, or is missing, costs the time of a search, which prints the line to put here.
 */
export const SEEN_IN: ReadonlyMap<string, number> = new Map([
  ['lock ignored', 5],
  ['no re-read after the lock', 5],
  ['re-read from a stale copy', 170],
  ['compare-and-set dropped', 215],
  ['merge by last writer', 170],
  ['an end not merged', 4],
  ['limits not shared', 1],
  ['future instants kept', 65],
  ['a second tab telling the backend as well', 142],
  ['an extension kept to oneself', 29],
  ['another user adopted', 9],
  ['activity before judgment on waking', 199],
  ['wall clock only', 53],
  ['monotonic only', 7],
  ['lifetime from receipt', 1047],
  ['skew with the wrong sign', 53],
  ['timer not chunked', 2],
  ['max lifetime from the last refresh', 16],
  ['an old answer lifts the cover', 7],
  ['waking is not noticed', 7],
  ['a page from the cache is trusted', 16],
  ['late answer accepted after the end', 423],
  ['401 of an API treated as rejected', 7],
  ['invalid_grant retried', 11],
  ['dialog without a failed attempt', 53],
  ['presence counted from a token refresh', 5],
  ['presence counted during the warning', 21],
  ['refresh after renewable-until', 377],
  ['onBeforeEnd after the wipe', 1],
  ['one failure and nothing ever tries again', 20],
  ['no pause between attempts', 25],
  ['refreshes without distance', 2],
  ['a failing network ends the session', 8],
])
