/** Where a script of the page could come across a secret, or leave one behind. */
export type Place =
  | 'local storage'
  | 'session storage'
  | 'IndexedDB'
  | 'cache storage'
  | 'cookie that scripts read'
  | 'broadcast'
  | 'storage event'
  | 'console'
  | 'uncaught error'
  | 'window'
  | 'history state'
  | 'address'
  | 'DOM'
  | 'React state'
  | 'developer tools hook'
  | 'readable answer'
  | 'request'
  | 'JavaScript heap'

/** One text that was found somewhere. */
export interface Evidence {
  readonly place: Place
  /** Where in that place, as precisely as it helps. */
  readonly where: string
  readonly text: string
}

/** Names of what the scanner itself puts into a page; it does not look there. */
export const REPORT = 'stillhereReported'
export const COLLECT = 'stillhereCollect'
