import type { Mutation, MutationCache, MutationObserver, MutationOptions } from '@tanstack/react-query'
import { dressOptions } from './dress-options.ts'
import { createOriginals } from './originals.ts'
import type { Replay } from './replay.ts'
import { type Retry, exceptUnauthorized } from './retrying.ts'

type AnyMutation = Mutation<unknown, Error, unknown>
type AnyOptions = MutationOptions<unknown, Error, unknown>
type AnyObserver = Pick<MutationObserver, 'reset'>

/** The calls that mutations make: held, replayed, and forgotten with all that would have followed. */
export interface MutationCalls {
  attach(mutation: AnyMutation): void
  forget(mutation: AnyMutation): void
  observed(mutation: AnyMutation, observer: AnyObserver): void
  unobserved(mutation: AnyMutation, observer: AnyObserver): void
  /** It neither runs, nor goes on, nor calls back, nor rolls back; whoever shows it shows nothing. */
  drop(mutation: AnyMutation): void
  stop(): void
}

export interface MutationCallsSetting {
  readonly cache: MutationCache
  readonly replay: Replay
  readonly isUnauthorized: (error: unknown) => boolean
}

export function createMutationCalls({ cache, replay, isUnauthorized }: MutationCallsSetting): MutationCalls {
  const dropped = new WeakSet<AnyMutation>()
  const undos = new Map<AnyMutation, () => void>()
  const observers = new WeakMap<AnyMutation, Set<AnyObserver>>()
  const mutationFns = createOriginals<NonNullable<AnyOptions['mutationFn']>>()
  const retries = createOriginals<Retry>()

  function dress(mutation: AnyMutation, given: AnyOptions): AnyOptions {
    const dressed = { ...given }
    const mutationFn = mutationFns.of(given.mutationFn)
    const retry = retries.of(given.retry)
    if (mutationFn !== undefined) {
      const caller = { isLive: () => !dropped.has(mutation), isHeldBack: () => false }
      dressed.mutationFn = mutationFns.remember<typeof mutationFn>(mutationFn, (...call) => replay(caller, () => mutationFn(...call)))
    }
    if (retry !== undefined) {
      dressed.retry = retries.remember(retry, exceptUnauthorized(retry, isUnauthorized))
    }
    if (dropped.has(mutation)) {
      for (const callback of ['onMutate', 'onSuccess', 'onError', 'onSettled'] as const) delete dressed[callback]
    }
    return dressed
  }

  return {
    attach(mutation) {
      undos.set(
        mutation,
        dressOptions(mutation, (given) => dress(mutation, given)),
      )
    },
    forget: (mutation) => void undos.delete(mutation),
    observed(mutation, observer) {
      observers.set(mutation, (observers.get(mutation) ?? new Set()).add(observer))
    },
    unobserved: (mutation, observer) => void observers.get(mutation)?.delete(observer),
    drop(mutation) {
      dropped.add(mutation)
      mutation.options = { ...mutation.options }
      for (const observer of observers.get(mutation) ?? []) observer.reset()
      cache.remove(mutation)
    },
    stop() {
      for (const undo of undos.values()) undo()
      undos.clear()
    },
  }
}
