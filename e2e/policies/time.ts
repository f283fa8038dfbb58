import { test as base } from '../harness/index.ts'
import { letTimePass } from '../sleep/laptop.ts'
import type { Person } from './person.ts'

/** The time of day at provider and session server, which run in this process. */
export interface ServersTime {
  /**
   * Moves servers and people on to an instant of the people's clock; one that has passed moves nothing. Whoever has a page open is
   * asleep; what they open later is in the same time.
   */
  passUntil(at: number, people: readonly [Person, ...Person[]]): Promise<void>
}

/** {@link base}, with servers whose time can be moved as that of a sleeping machine can. Chromium's own time, of cookies, stays. */
export const test = base.extend<{ time: ServersTime }>({
  time: [
    async ({ browserName: _any }, provide) => {
      const real = Date
      let aheadMs = 0
      const now = (): number => real.now() + aheadMs
      globalThis.Date = new Proxy(real, {
        construct: (date, given, wanted) => Reflect.construct(date, given.length === 0 ? [now()] : given, wanted),
        get: (date, name) => (name === 'now' ? now : Reflect.get(date, name)),
      })
      await provide({
        async passUntil(at, people) {
          const ms = Math.max(0, at / people[0].rate - Date.now())
          aheadMs += ms
          await Promise.all(
            people.flatMap(({ context }) => [...context.pages().map((page) => letTimePass(page, ms)), startsAhead(context, ms)]),
          )
        },
      })
      globalThis.Date = real
    },
    { auto: true },
  ],
})

/** After all that was added before: each adds its part. */
async function startsAhead(context: Person['context'], ms: number): Promise<void> {
  await context.addInitScript((passed) => {
    const machine: unknown = Reflect.get(globalThis, 'stillhereLaptop')
    if (typeof machine === 'object' && machine !== null && 'pass' in machine && typeof machine.pass === 'function') machine.pass(passed)
  }, ms)
}
