import type { User } from '@stillhere/core'
import { createWorld, type Tab, type World, type WorldOptions } from '@stillhere/core/testing'

export const ada = { sub: 'u1', name: 'Ada' }
export const second = 1000
export const minute = 60 * second
export const hour = 60 * minute
export const day = 24 * hour

export interface Stage {
  readonly world: World
  readonly signedInAt: number
  /** To an instant since the sign-in, everybody awake. */
  until(ms: number): Promise<void>
  /** The same, asleep. */
  asleepUntil(ms: number): Promise<void>
  /** Asleep until then, and back at this tab: what its page has shown since, as {@link shownBy} says it. */
  wakesAt(ms: number, tab: Tab): Promise<readonly string[]>
  /** What of the trace matches. */
  lines(pattern: RegExp): readonly string[]
}

/** A world whose time is counted from the sign-in. */
export function openStage(options: Omit<WorldOptions, 'user'>): Stage {
  const world = createWorld<User>({ user: ada, ...options })
  const signedInAt = world.now
  const left = (ms: number) => `${signedInAt + ms - world.now}ms` as const
  const asleepUntil = (ms: number) => world.sleep(left(ms))
  return {
    world,
    signedInAt,
    until: (ms) => world.advance(left(ms)),
    asleepUntil,
    async wakesAt(ms, tab) {
      await asleepUntil(ms)
      const seen = shownBy(tab)
      await tab.input()
      await world.advance('1s')
      // The first is what stood there while nobody could look.
      return seen.slice(1)
    },
    lines: (pattern) => world.trace.filter((line) => pattern.test(line)),
  }
}

/** What a page would show from now on: `private` wherever private content could be seen. */
export function shownBy({ session }: Tab): string[] {
  const look = () => {
    const { status, checking } = session.getState()
    return status === 'signed-in' && checking === null ? 'private' : checking === null ? status : 'covered'
  }
  const seen = [look()]
  session.subscribe(() => seen.push(look()))
  return seen
}
