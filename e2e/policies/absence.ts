import { expect } from '../harness/index.ts'
import { closeLid, openLidAt, waking } from '../sleep/laptop.ts'
import { saysUnauthorized } from '../stampede/public-session.ts'
import { type Known, minutes, type Person, reached, refreshed } from './person.ts'

/** Closes the lid at once. The facts with which the machine falls asleep. */
export async function asleepAfter(person: Person, last: 'the sign-in' | 'a refresh'): Promise<Known> {
  const { page } = person.tab
  if (last === 'a refresh') {
    const { renewal } = await person.facts()
    await saysUnauthorized(page)
    await refreshed(person, renewal.revision)
  }
  await closeLid(page)
  person.sightings.forget()
  return person.facts()
}

/** When the person's pages ask for a refresh from now on, on their clock. */
export function refreshesOf({ context, rate }: Person): readonly number[] {
  const sent: number[] = []
  context.on('request', (request) => {
    if (request.url().endsWith('/session/refresh')) sent.push(Date.now() * rate)
  })
  return sent
}

/** Opens the lid so many minutes after the last refresh. */
export async function wakesAfter({ tab, facts, rate }: Person, count: number): Promise<void> {
  const { renewal } = await facts()
  await openLidAt(tab.page, (renewal.issuedAt + minutes(count)) / rate, 'visibilitychange')
  await expect.poll(() => waking(tab.page)).toEqual({ firstTask: 'visibilitychange', shown: [] })
}

/** What a tab left behind when it was closed, and when that was. */
export interface Left extends Known {
  readonly closedAt: number
}

/** Closes the only tab so many minutes after the sign-in, right after a refresh or before the first: none is under way then. */
export async function closedAfter(person: Person, count: number): Promise<Left> {
  const { startedAt } = await person.facts()
  await reached(person, startedAt + minutes(count))
  if (count > 0) await refreshed(person, (await person.facts()).renewal.revision)
  const facts = await person.facts()
  await person.tab.page.close()
  person.sightings.forget()
  return { ...facts, closedAt: Date.now() * person.rate }
}
