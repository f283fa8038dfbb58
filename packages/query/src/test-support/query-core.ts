import type * as newest from '@tanstack/react-query'

/** What the tests take of TanStack Query, whichever version. */
export type QueryCore = Pick<
  typeof newest,
  'QueryClient' | 'QueryObserver' | 'InfiniteQueryObserver' | 'MutationObserver' | 'dehydrate' | 'hydrate' | 'onlineManager'
>

export const VERSIONS = ['5.0', '5.62', '5.108'] as const
export type Version = (typeof VERSIONS)[number]

/** The oldest that is promised, one of the middle, the newest. */
export async function queryCore(version: Version): Promise<QueryCore> {
  const name: string = version === '5.108' ? '@tanstack/react-query' : `query-core-${version}`
  return import(name)
}
