import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fireEvent, screen, userEvent, waitFor, within } from 'storybook/test'
import '../page.css'
import { MOMENTS, reachMoment } from '../introduction/moments.ts'
import { createLife, type Life } from './life.ts'
import './axis.css'
import './playground.css'
import { Playground } from './playground.tsx'

interface Args {
  /** Where to begin: one of the introduction's moments. */
  readonly moment: string
}

const meta: Meta<Args> = {
  title: 'Playground',
  tags: ['!autodocs'],
  parameters: { page: true, controls: { disable: true } },
  args: { moment: 'none' },
  argTypes: { moment: { options: ['none', ...MOMENTS.map(({ id }) => id)] } },
  loaders: [
    async ({ args }) => {
      const moment = MOMENTS.find(({ id }) => id === args.moment)
      return { life: await (moment === undefined ? createLife('office') : reachMoment(moment)) }
    },
  ],
  render: (_, { loaded }) => <Playground first={lifeOf(loaded)} />,
}
export default meta

function lifeOf(loaded: Record<string, unknown>): Life {
  if (isLoaded(loaded)) return loaded.life
  throw new Error('This story needs the loader of its file.')
}

function isLoaded(loaded: object): loaded is { readonly life: Life } {
  return 'life' in loaded
}

export const Page: StoryObj<Args> = { name: 'Playground' }

/** What a tab shows: a document of its own. */
async function pageOf(tab: number) {
  const frame = await screen.findByTitle<HTMLIFrameElement>(`The app in tab ${tab}`)
  return waitFor(() => {
    const body = frame.contentDocument?.body
    if (!body?.querySelector('dialog')) throw new Error('The page is not there yet.')
    return within(body)
  })
}

async function press(name: string): Promise<void> {
  await userEvent.click(await screen.findByRole('button', { name }))
}

export const NobodyComesBack: StoryObj<Args> = {
  name: 'Nobody comes back',
  tags: ['!dev'],
  async play() {
    const page = await pageOf(1)
    await expect(page.getByRole('heading', { name: 'Your open cases' })).toBeVisible()
    await press('+15 min')
    await expect(await page.findByRole('heading', { name: 'You’ve been signed out' })).toBeVisible()
    await expect(page.queryByText('Your open cases')).toBeNull()
    await expect(screen.getByTestId('standing-1')).toHaveTextContent('nobody was there for too long')
    await expect(screen.getByTitle(/^Dialog: are you still here, 09:13/)).toBeInTheDocument()
    // The window in the page is not in front: what was pressed keeps the focus.
    await expect(screen.getByRole('button', { name: '+15 min' })).toHaveFocus()
    await press('Sign in again')
    await expect(await page.findByRole('heading', { name: 'Your open cases' })).toBeVisible()
  },
}

async function nextEventsUntil(done: () => boolean): Promise<void> {
  for (let events = 0; events < 20 && !done(); events++) await press('Next event')
  await waitFor(() => expect(done()).toBe(true))
}

export const RenewingFailsForAWhile: StoryObj<Args> = {
  name: 'Renewing fails for a while',
  tags: ['!dev'],
  loaders: [async () => ({ life: await createLife('tokens') })],
  async play() {
    const page = await pageOf(1)
    await userEvent.click(screen.getByRole('radio', { name: 'Renewing fails' }))
    await nextEventsUntil(() => page.queryByRole('alertdialog') !== null)
    await expect(page.getByRole('heading', { name: 'You’re about to be signed out' })).toBeVisible()
    page.getByRole('button', { name: 'Stay signed in' }).click()
    await expect(await page.findByRole('alert')).toHaveTextContent('That didn’t work')
    await userEvent.click(screen.getByRole('radio', { name: 'All is well' }))
    page.getByRole('button', { name: 'Stay signed in' }).click()
    await waitFor(() => expect(page.queryByRole('alertdialog')).toBeNull())
    await expect(screen.getByTestId('standing-1')).toHaveTextContent(/^Signed in$/)
    await expect(screen.getByTitle(/^Renewing fails, 09:00:03 to 09:59/)).toBeInTheDocument()
  },
}

export const StayingInOneTabIsStayingInBoth: StoryObj<Args> = {
  name: 'Staying in one tab is staying in both',
  tags: ['!dev'],
  async play() {
    const first = await pageOf(1)
    await press('Open a second tab')
    const second = await pageOf(2)
    for (let minute = 0; minute < 13; minute++) await press('+1 min')
    await expect(await first.findByRole('heading', { name: 'Are you still here?' })).toBeVisible()
    await expect(await second.findByRole('heading', { name: 'Are you still here?' })).toBeVisible()
    first.getByRole('button', { name: 'Stay signed in' }).click()
    await waitFor(() => expect(second.queryByRole('alertdialog')).toBeNull())
    await expect(first.queryByRole('alertdialog')).toBeNull()
    await press('Close the second tab')
    await waitFor(() => expect(screen.queryByTitle('The app in tab 2')).toBeNull())
  },
}

export const GoingBackInTime: StoryObj<Args> = {
  name: 'Going back in time',
  tags: ['!dev'],
  async play() {
    const page = await pageOf(1)
    const moment = screen.getByRole('slider', { name: 'Moment' })
    const goTo = (minutes: number) => fireEvent.input(moment, { target: { value: String(minutes * 60_000) } })
    await press('+15 min')
    await expect(await page.findByRole('heading', { name: 'You’ve been signed out' })).toBeVisible()
    await goTo(14)
    await expect(await page.findByRole('heading', { name: 'Are you still here?' })).toBeVisible()
    await expect(await page.findByText('1:01')).toBeVisible()
    await expect(screen.getByTestId('clock')).toHaveTextContent('09:14:02')
    await goTo(5)
    await waitFor(() => expect(page.queryByRole('alertdialog')).toBeNull())
    await expect(page.getByText('Your open cases')).toBeVisible()
    // What is done in the past starts over from there: fifteen minutes from then are fifteen minutes.
    await press('Move the mouse')
    await goTo(16)
    await waitFor(() => expect(screen.getByTestId('clock')).toHaveTextContent('09:16:02'))
    await expect(page.getByText('Your open cases')).toBeVisible()
    await goTo(21)
    await expect(await page.findByRole('heading', { name: 'You’ve been signed out' })).toBeVisible()
  },
}

export const EscapeAndFocusInsideATab: StoryObj<Args> = {
  name: 'Escape and focus inside a tab',
  tags: ['!dev'],
  async play() {
    const page = await pageOf(1)
    const inner = page.getByLabelText('Note on 2041').ownerDocument
    page.getByLabelText('Note on 2041').focus()
    for (let minute = 0; minute < 13; minute++) await fireEvent.click(screen.getByRole('button', { name: '+1 min' }))
    const stay = await page.findByRole('button', { name: 'Stay signed in' })
    await waitFor(() => expect(inner.activeElement).toBe(stay))
    await fireEvent.keyDown(stay, { key: 'Escape' })
    await waitFor(() => expect(page.queryByRole('alertdialog')).toBeNull())
    await waitFor(() => expect(inner.activeElement).toBe(page.getByLabelText('Note on 2041')))
  },
}

export const OnTheMove: StoryObj<Args> = {
  name: 'On the move',
  tags: ['!dev'],
  async play() {
    await pageOf(1)
    await userEvent.click(screen.getByRole('radio', { name: '×600' }))
    await press('Play')
    await waitFor(() => expect(screen.getByTestId('standing-1')).toHaveTextContent('Signed out'), { timeout: 8000 })
    // Nothing goes on after an end, so the clock stops.
    await expect(await screen.findByRole('button', { name: 'Play' })).toBeVisible()
  },
}

export const FromAMomentOn: StoryObj<Args> = {
  name: 'From a moment on',
  tags: ['!dev'],
  args: { moment: 'refresh-failed' },
  async play() {
    const page = await pageOf(1)
    await expect(await page.findByRole('heading', { name: 'You’re about to be signed out' })).toBeVisible()
    await expect(screen.getByRole('radio', { name: 'Renewing fails' })).toBeChecked()
    await press('+1 min')
    await expect(await page.findByRole('heading', { name: 'You’ve been signed out' })).toBeVisible()
    await press('Back to start')
    await expect(await page.findByRole('heading', { name: 'Your open cases' })).toBeVisible()
  },
}

export const TheSameTapeMakesTheSameLife: StoryObj<Args> = {
  name: 'The same tape makes the same life',
  tags: ['!dev'],
  async play() {
    const minute = 60_000
    const tape = [
      { atMs: 3 * minute, deed: { type: 'open-tab' } },
      { atMs: 5 * minute, deed: { type: 'fail' } },
      { atMs: 8 * minute, deed: { type: 'heal' } },
      { atMs: 9 * minute, deed: { type: 'sleep', ms: 4 * minute } },
      { atMs: 20 * minute, deed: { type: 'stay', tab: 2 } },
    ] as const
    const told = (life: Life) => JSON.stringify(life.getSnapshot().run.chronicle.happenings)
    const [once, again] = [await createLife('office', tape), await createLife('office', tape)]
    await once.seek(25 * minute)
    await again.seek(30 * minute)
    await again.seek(7 * minute)
    await expect(told(again)).not.toBe(told(once))
    await again.seek(25 * minute)
    await expect(told(again)).toBe(told(once))
    // A sleep has no middle: whoever looks into it sees the machine before it or after it.
    await again.seek(10 * minute)
    await expect(again.getSnapshot().elapsedMs).toBe(9 * minute)
    await again.seek(12 * minute)
    await expect(again.getSnapshot().elapsedMs).toBe(13 * minute)
  },
}
