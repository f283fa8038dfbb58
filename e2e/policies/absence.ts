import { expect } from '../harness/index.ts'
import { closeLid, openLid, waking } from '../sleep/laptop.ts'
import { type Known, minutes, type Person, refreshed } from './person.ts'
import type { ServersTime } from './time.ts'

/** Closes the lid. The facts with which the machine falls asleep. */
export async function fallsAsleep({ tab, sightings, facts }: Person): Promise<Known> {
  await closeLid(tab.page)
  sightings.forget()
  return facts()
}

/** Opens the lid again. In the task after the first nothing private is to be seen. */
export async function wakesUp({ tab }: Person): Promise<void> {
  await openLid(tab.page, 'visibilitychange')
  await expect.poll(() => waking(tab.page)).toEqual({ firstTask: 'visibilitychange', shown: [] })
}

/** All asleep until so many minutes after the first sign-in, and awake again with a token that was refreshed then. */
export async function sleptUntil(people: readonly [Person, ...Person[]], count: number, time: ServersTime): Promise<void> {
  const before = await Promise.all(people.map(fallsAsleep))
  await time.passUntil(Math.min(...before.map(({ startedAt }) => startedAt)) + minutes(count), people)
  for (const [place, person] of people.entries()) {
    await wakesUp(person)
    await refreshed(person, before[place]?.renewal.revision ?? 0)
    await expect(person.tab.cover).not.toBeAttached()
  }
}

/** Closes the only tab. When that was, and what it leaves behind. */
export async function closesTab({ tab, sightings, facts, rate }: Person): Promise<Known & { readonly closedAt: number }> {
  const left = await facts()
  await tab.page.close()
  sightings.forget()
  return { ...left, closedAt: Date.now() * rate }
}

/** When the person's pages ask for a refresh from now on, on their clock. */
export function refreshesOf({ context, rate }: Person): readonly number[] {
  const sent: number[] = []
  context.on('request', (request) => {
    if (request.url().endsWith('/session/refresh')) sent.push(Date.now() * rate)
  })
  return sent
}
