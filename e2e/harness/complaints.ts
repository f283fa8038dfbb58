import type { BrowserContext } from '@playwright/test'

const REFUSED = /Content[ -]Security[ -]Policy|TrustedHTML|TrustedScript/i

/** What went wrong in any page of the context from now on: exceptions that nobody caught, and what the page's own policy refused. */
export function collectComplaints(context: BrowserContext): readonly string[] {
  const complaints: string[] = []
  context.on('weberror', (error) => complaints.push(error.error().message))
  context.on('console', (message) => {
    if (REFUSED.test(message.text())) complaints.push(message.text())
  })
  return complaints
}
