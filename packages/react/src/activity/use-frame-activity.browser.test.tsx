import { cleanup, render, screen, waitFor } from '@testing-library/react'
import { type ReactNode, useRef } from 'react'
import { afterEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { useFrameActivity } from '../index.ts'
import { createSessionDouble } from '../test-support/session-double.ts'
import { StrictPage } from '../test-support/strict-page.tsx'

afterEach(cleanup)

function Letter({ origin, sandbox, content }: { readonly origin?: string; readonly sandbox?: string; readonly content: string }) {
  const frame = useRef<HTMLIFrameElement>(null)
  useFrameActivity(frame, origin === undefined ? {} : { origin })
  return <iframe ref={frame} title="Letter" srcDoc={content} {...(sandbox !== undefined && { sandbox })} />
}

function scene() {
  const double = createSessionDouble()
  let reports = 0
  const session = { ...double.session, reportActivity: () => void (reports += 1) }
  const tree = (letter: ReactNode) => <StrictPage session={session}>{letter}</StrictPage>
  return { tree, reports: () => reports }
}

test('P-35 input in a frame of the same origin counts while the component is there', async () => {
  const { tree, reports } = scene()
  const { rerender } = render(tree(<Letter content="<button>Sign</button>" />))
  await page.frameLocator(page.getByTitle('Letter')).getByRole('button').click()
  expect(reports()).toBeGreaterThan(0)
  rerender(tree(null))
  const before = reports()
  rerender(tree(<iframe title="Letter" srcDoc="<button>Sign</button>" />))
  await page.frameLocator(page.getByTitle('Letter')).getByRole('button').click()
  expect(reports()).toBe(before)
})

test('P-35 a frame of another origin counts when it tells, from the origin that it is expected at', async () => {
  const { tree, reports } = scene()
  const report = `<script>parent.postMessage('stillhere/1/activity', '*')</script>`
  render(tree(<Letter origin="https://player.example.com" sandbox="allow-scripts" content={report} />))
  const heard = new Promise((resolve) => window.addEventListener('message', resolve, { once: true }))
  await heard
  expect(reports()).toBe(0)
  cleanup()
  render(tree(<Letter origin="null" sandbox="allow-scripts" content={report} />))
  expect(screen.getByTitle('Letter')).toBeInstanceOf(HTMLIFrameElement)
  await waitFor(() => expect(reports()).toBe(1))
})
