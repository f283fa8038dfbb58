import type { QueryOptions } from '@tanstack/react-query'

export type Retry = NonNullable<QueryOptions['retry']>
type RetryFunction = Extract<Retry, (...given: never) => unknown>

/**
 * The `retry` option, but a 401 is never retried: it was answered with one refresh and one replay before, and twenty queries with three
 * retries each would make eighty requests of it. Unset it means what TanStack Query means: three times, on a server never.
 */
export function exceptUnauthorized(retry: Retry | undefined, isUnauthorized: (error: unknown) => boolean): RetryFunction {
  const given = retry ?? (typeof window === 'undefined' || 'Deno' in globalThis ? 0 : 3)
  return (failureCount, error) =>
    !isUnauthorized(error) &&
    (typeof given === 'function' ? given(failureCount, error) : given === true || (typeof given === 'number' && failureCount < given))
}
