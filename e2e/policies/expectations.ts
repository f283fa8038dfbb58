import { endReports, expect } from '../harness/index.ts'
import { type Person, PRIVATE } from './person.ts'

/** What the dialog is called when it is over. */
export const OUT = 'You’ve been signed out'

/** In, with the work in sight. */
export async function expectIn({ tab }: Person): Promise<void> {
  await expect(tab.cover).not.toBeAttached()
  await expect(tab.cases).toBeVisible()
  await expect(tab.signInPage).not.toBeAttached()
}

/** Out in an open tab, of which nothing private has been seen since the lid was closed. */
export async function expectOut({ tab, facts, sightings }: Person, reason: string): Promise<void> {
  await expect(tab.dialogTitle).toHaveText(OUT)
  expect((await facts()).end).toMatchObject({ reason })
  expect(await sightings.of(tab.page, 'cases')).toEqual([])
  await expectNothingPrivate(tab)
}

/** A tab that is opened now starts signed out, and has never shown anything else. */
export async function expectSignedOutAtNextLook({ app, policy, sightings }: Person): Promise<void> {
  const later = await app.open('/', policy)
  await expect(later.signInPage).toBeVisible()
  expect(await sightings.of(later.page, 'cases')).toEqual([])
  await expectNothingPrivate(later)
}

async function expectNothingPrivate({ page }: Person['tab']): Promise<void> {
  const content = await page.content()
  expect(PRIVATE.filter((text) => content.includes(text))).toEqual([])
}

/** What was private left the page in the very task that ended the session. What is reported later tells the other tabs more of it. */
export async function expectGoneAtOnce({ tab }: Person): Promise<void> {
  const [report] = await endReports(tab.page)
  expect(report).toMatchObject({ cause: 'own-end', shownBefore: true, anotherTaskRan: false })
  expect(report?.goneAfterMicrotasks).not.toBeNull()
  await expectNothingPrivate(tab)
}
