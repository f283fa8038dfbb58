import { type BrowserContext, expect, type Page } from '@playwright/test'

/** What is looked for in every page, by selector. */
const SUBJECTS = {
  /** Open, whatever it is about. */
  dialog: '[role="alertdialog"][open]',
  'sign-in page': '#sign-in-title',
  cases: 'table.cases',
  /** Of who is signed in; seen anew when it changes. */
  name: '.person-name',
  /** The work is mounted and hidden, because it is not known whether the session lives. */
  cover: 'slot[name="stillhere"][hidden]',
} as const

export type Subject = keyof typeof SUBJECTS

export interface Sighting {
  readonly page: Page
  readonly subject: Subject
  readonly text: string
}

export interface Sightings {
  /** Every time the subject came into the DOM of the page, in order, over all documents that the page has had. */
  of(page: Page, subject: Subject): Promise<readonly Sighting[]>
  /** Forgets what was seen so far; what stands in the DOM now is not seen anew. */
  forget(): void
}

const REPORT = 'stillhereSighted'

/**
 * Watches all pages of a context from the first moment of each document, so that what stands for a blink is seen too: a mutation
 * observer runs before the browser paints, which polling cannot.
 */
export async function watchPages(context: BrowserContext): Promise<Sightings> {
  let seen: Sighting[] = []
  await context.exposeBinding(REPORT, ({ page }, subject: Subject, text: string) => void seen.push({ page, subject, text }))
  await context.addInitScript(observe, { subjects: SUBJECTS, report: REPORT })
  return {
    async of(page, subject) {
      await caughtUp(page)
      return seen.filter((one) => one.page === page && one.subject === subject)
    },
    forget() {
      seen = []
    },
  }
}

/** Reports arrive in order, so one answer from the page is behind all that it has reported before. A navigation takes the answer away. */
async function caughtUp(page: Page): Promise<void> {
  await expect(async () => void (await page.evaluate(() => null))).toPass()
}

function observe({ subjects, report }: { readonly subjects: Readonly<Record<string, string>>; readonly report: string }): void {
  const tell: unknown = Reflect.get(globalThis, report)
  const before = new Map<string, string>()
  const standing = new Map<string, ReadonlySet<Element>>()
  const look = (): void => {
    for (const [subject, selector] of Object.entries(subjects)) {
      const found = [...document.querySelectorAll(selector)]
      for (const element of found) {
        const text = element.textContent ?? ''
        const isKnown = standing.get(subject)?.has(element) === true && (subject !== 'name' || before.get(subject) === text)
        before.set(subject, text)
        if (!isKnown && typeof tell === 'function') tell(subject, text)
      }
      standing.set(subject, new Set(found))
    }
  }
  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ['open', 'hidden'],
  })
}
