import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react'
import { StrictMode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { type Explanation, explainPolicy, ias, spektr } from '../index.ts'
import { explainedOf } from '../test-support/explained.ts'
import { german } from '../test-support/timeline-languages.ts'
import { english, PolicyTimeline } from './index.ts'
import { rowWords } from './row-words.ts'

/** Played in a moment. */
const SHORT = { maxLifetime: '1h', accessTokenLifetime: '30m' } as const

beforeEach(() => {
  vi.spyOn(console, 'error')
})
afterEach(() => {
  expect(console.error).not.toHaveBeenCalled()
  cleanup()
  vi.restoreAllMocks()
})

function theTimeline(): HTMLElement {
  const timeline = document.querySelector<HTMLElement>('.stillhere-timeline')
  if (timeline === null) throw new Error('There is no timeline.')
  return timeline
}

const isBusy = () => theTimeline().getAttribute('aria-busy')

async function done(): Promise<void> {
  await waitFor(() => expect(isBusy()).toBe('false'), { timeout: 20_000 })
}

/** What a screen reader finds in the body of the table, cell by cell. */
function cells(): readonly (readonly string[])[] {
  const [, ...rows] = within(screen.getByRole('table', { name: english.caption })).getAllByRole('row')
  return rows.map((row) => [
    within(row).getByRole('rowheader').textContent,
    ...within(row)
      .getAllByRole('cell')
      .map(({ textContent }) => textContent.trim()),
  ])
}

function inWords(explanations: readonly Explanation[], maxLifetimeMs: number | null): readonly (readonly string[])[] {
  return explanations.map((explanation) => {
    const { name, description } = english.situations[explanation.situation]
    const { end, how } = rowWords(explanation, maxLifetimeMs, { messages: english, locale: 'en' })
    return [`${name} ${description}`, end, how.join(' ')]
  })
}

/** How often the page was given a turn so far. */
function countTurns(): () => number {
  const posted = vi.spyOn(MessagePort.prototype, 'postMessage')
  return () => posted.mock.calls.length
}

/** Twenty turns of the page: whoever works on has had as many. */
async function turnsOfThePage(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setTimeout(resolve))
}

test('works it out, says so meanwhile, and shows in the table what explainPolicy says', async () => {
  render(<PolicyTimeline policy={SHORT} horizon="2h" />)
  expect([isBusy(), screen.getByRole('status').textContent]).toEqual(['true', english.working])
  expect(cells().map(([name]) => name)).toEqual(inWords(explainedOf('spektr'), null).map(([name]) => name))
  await done()
  expect(cells()).toEqual(inWords(await explainPolicy(SHORT, { horizon: '2h' }), 3_600_000))
  expect(
    cells()
      .map(([, end]) => end)
      .slice(0, 2),
  ).toEqual(['After 1 hour', 'After 1 hour'])
  expect(screen.getByRole('status').textContent).toBe(english.done)
})

test('shows at once what was worked out before, and asks nobody again', () => {
  const turns = countTurns()
  render(<PolicyTimeline policy={ias({ client: 'web' })} explanations={explainedOf('ias-web')} />)
  expect([isBusy(), screen.getByRole('status').textContent]).toEqual(['false', ''])
  expect(cells()).toEqual(inWords(explainedOf('ias-web'), 28_800_000))
  expect(turns()).toBe(0)
})

test('is a table of three columns for who does not see it, without the drawing', () => {
  render(<PolicyTimeline policy={spektr()} explanations={explainedOf('spektr')} />)
  expect(screen.getAllByRole('columnheader').map(({ textContent }) => textContent)).toEqual(Object.values(english.columns))
  for (const row of within(screen.getByRole('table')).getAllByRole('row').slice(1)) expect(within(row).getAllByRole('cell')).toHaveLength(2)
  expect(screen.queryAllByRole('img')).toEqual([])
  const drawn = [...theTimeline().querySelectorAll('svg')]
  expect(drawn.length).toBeGreaterThan(6)
  expect(drawn.filter((svg) => svg.closest('[aria-hidden="true"]') === null)).toEqual([])
})

test('leaves the page its turns while it works', async () => {
  const turns = countTurns()
  render(<PolicyTimeline policy={ias({ client: 'web' })} />)
  await done()
  expect(turns()).toBeGreaterThan(3)
})

test('gives up when it is taken away', async () => {
  const turns = countTurns()
  const { unmount } = render(<PolicyTimeline policy={spektr()} />)
  await waitFor(() => expect(turns()).toBeGreaterThan(3))
  unmount()
  await turnsOfThePage()
  const before = turns()
  await turnsOfThePage()
  expect(turns()).toBe(before)
})

test('with another policy gives up the former one, which never shows', async () => {
  const turns = countTurns()
  const { rerender } = render(<PolicyTimeline policy={spektr()} />)
  await waitFor(() => expect(turns()).toBeGreaterThan(3))
  rerender(<PolicyTimeline policy={SHORT} horizon="2h" />)
  expect(isBusy()).toBe('true')
  await done()
  expect(cells()[0]?.[1]).toBe('After 1 hour')
  await turnsOfThePage()
  const before = turns()
  await turnsOfThePage()
  expect([turns(), cells()[0]?.[1]]).toEqual([before, 'After 1 hour'])
})

test('does not show what it has said of the policy before', async () => {
  const { rerender } = render(<PolicyTimeline policy={SHORT} horizon="2h" />)
  await done()
  rerender(<PolicyTimeline policy={{ ...SHORT, maxLifetime: '90m' }} horizon="2h" />)
  expect([isBusy(), cells()[0]?.[1]]).toEqual(['true', ''])
  await done()
  expect(cells()[0]?.[1]).toBe('After 1 hour, 30 minutes')
})

test('an equal policy in a new object is no other policy', async () => {
  const { rerender } = render(<PolicyTimeline policy={SHORT} horizon="2h" />)
  await done()
  const turns = countTurns()
  rerender(<PolicyTimeline policy={{ ...SHORT }} horizon="2h" />)
  expect(isBusy()).toBe('false')
  await turnsOfThePage()
  expect(turns()).toBe(0)
})

test('in StrictMode says one thing, once', async () => {
  render(
    <StrictMode>
      <PolicyTimeline policy={SHORT} horizon="2h" />
    </StrictMode>,
  )
  await done()
  expect(cells()[0]?.[1]).toBe('After 1 hour')
})

test('a policy that no session would take is shown with the rule that it breaks, and nothing else is claimed', () => {
  render(<PolicyTimeline policy={{ inactivity: '0s' }} />)
  const said = screen.getByRole('status').textContent
  expect(said).toContain(english.refused)
  expect(said).toMatch(/inactivity.*0s/)
  expect(screen.queryByRole('table')).toBeNull()
  expect(isBusy()).toBe('false')
})

test('names the limits in words, the clauses that they are held to, and what the check finds', () => {
  render(
    <PolicyTimeline
      policy={{
        ...SHORT,
        inactivity: '2h',
        clauses: [{ limit: 'inactivity', atMost: '3h', strength: 'SHOULD', clause: 'House rule 7', url: 'https://example.org/7' }],
      }}
      explanations={explainedOf('spektr')}
      headingLevel={2}
    />,
  )
  const limits = screen.getByRole('heading', { level: 2, name: english.limitsTitle }).parentElement
  expect(limits).toHaveProperty('textContent', expect.stringContaining('Without activity in any tab the session is over after 2 hours.'))
  expect(screen.getByRole('link', { name: 'House rule 7: 3 hours at most (SHOULD).' })).toHaveProperty('href', 'https://example.org/7')
  const finding = document.querySelector('[data-code="maximum-below-inactivity"]')
  expect(finding).toHaveProperty('textContent', expect.stringMatching(/^Cannot work .*Write a shorter inactivity/))
})

test('every word can be another one, and figures follow the locale', () => {
  render(<PolicyTimeline policy={spektr()} explanations={explainedOf('spektr')} messages={german} locale="de" />)
  expect(screen.getByRole('table', { name: german.caption }).textContent).toContain('Nach der Anmeldung: 30 Tage, 12 Minuten')
  expect(theTimeline().lang).toBe('de')
  const own = theTimeline().cloneNode(true)
  if (!(own instanceof HTMLElement)) throw new Error('That is no element.')
  for (const foreign of own.querySelectorAll('[lang="en"]')) foreign.remove()
  expect(own.textContent).not.toMatch(/\b(the|After|signed|refresh(es)?|days|hours)\b/)
})

test('comes from a server as it is, without a style attribute, and is taken over without a word', async () => {
  const element = <PolicyTimeline policy={spektr()} explanations={explainedOf('spektr')} />
  const html = renderToString(element)
  expect(html).toContain('After 30 days, 12 minutes')
  expect(html).not.toContain('style=')
  const place = document.createElement('div')
  place.innerHTML = html
  document.body.append(place)
  const root = await act(async () => hydrateRoot(place, element))
  onTestFinished(() => {
    root.unmount()
    place.remove()
  })
  expect(place.innerHTML).toBe(html)
})

test('from a server without explanations says that it is working them out', () => {
  const html = renderToString(<PolicyTimeline policy={spektr()} />)
  expect(html).toContain(english.working)
  expect(html).toContain('aria-busy="true"')
})
