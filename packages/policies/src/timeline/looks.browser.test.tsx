import { cleanup, render } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { commands, page } from 'vitest/browser'
import './timeline.css'
import { type ExampleName, EXAMPLES } from '../test-support/examples.ts'
import { explainedOf } from '../test-support/explained.ts'
import { arabic, german } from '../test-support/timeline-languages.ts'
import { PolicyTimeline, type PolicyTimelineProps } from './index.ts'

type Media = Parameters<typeof commands.emulateMedia>[0]

afterEach(async () => {
  cleanup()
  document.documentElement.removeAttribute('style')
  document.documentElement.removeAttribute('dir')
  await seenWith({})
})

const seenWith = (media: Media) =>
  commands.emulateMedia({ colorScheme: null, reducedMotion: null, forcedColors: null, contrast: null, ...media })

async function see(example: ExampleName, props: Partial<PolicyTimelineProps> = {}, width = 1200): Promise<HTMLElement> {
  await page.viewport(width, 800)
  const { container } = render(<PolicyTimeline {...EXAMPLES[example]} explanations={explainedOf(example)} {...props} />)
  return container
}

const boxes = (root: Element, selector: string) => [...root.querySelectorAll(selector)].map((element) => element.getBoundingClientRect())

/** Labels of the axis that stand on one another or beside the page, and a page that wants scrolling sideways. */
function faultsOf(root: HTMLElement): readonly string[] {
  const labels = [...root.querySelectorAll('svg text')].filter((label) => label.checkVisibility())
  const placed = labels.map((label) => ({ text: label.textContent, box: label.getBoundingClientRect() }))
  return [
    ...placed.flatMap(({ text, box }, at) =>
      placed
        .slice(at + 1)
        .filter((other) => box.left < other.box.right && other.box.left < box.right)
        .map((other) => `"${text}" on "${other.text}"`),
    ),
    ...placed.filter(({ box }) => box.left < -1 || box.right > innerWidth + 1).map(({ text }) => `"${text}" is cut off`),
    ...(document.documentElement.scrollWidth > innerWidth ? ['the page scrolls sideways'] : []),
  ]
}

const LANGUAGES = { en: {}, de: { messages: german, locale: 'de' }, ar: { messages: arabic, locale: 'ar' } } as const
const WIDTHS = [320, 390, 700, 920, 1200]

test.each(Object.keys(LANGUAGES) as (keyof typeof LANGUAGES)[])(
  'R-29 R-36 every timeline is whole in %s at every width',
  async (language) => {
    document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr'
    const faults: string[] = []
    for (const width of WIDTHS) {
      for (const example of ['spektr', 'ias-native', 'corteza', 'corteza-two-minutes', 'privx-ten-minutes'] as const) {
        const found = faultsOf(await see(example, LANGUAGES[language], width))
        faults.push(...found.map((fault) => `${example} at ${width}: ${fault}`))
        cleanup()
      }
    }
    expect(faults).toEqual([])
  },
)

test('R-29 at 200 % text it is whole on a phone', async () => {
  document.documentElement.style.fontSize = '200%'
  expect(faultsOf(await see('spektr', {}, 390))).toEqual([])
  cleanup()
  expect(faultsOf(await see('spektr', {}, 320))).toEqual([])
})

test('R-36 time runs from the right where reading does, and letters never run backwards', async () => {
  const fromStart = async (dir: 'ltr' | 'rtl') => {
    document.documentElement.dir = dir
    const root = await see('ias-web')
    const [drawing] = boxes(root, '.stillhere-timeline__row-drawing')
    if (drawing === undefined) throw new Error('Nothing is drawn.')
    const spots = boxes(root, '[data-part="signed-in"] rect, [data-part="end"]')
    const places = spots.map(({ left, right }) => Math.round(dir === 'rtl' ? drawing.right - right : left - drawing.left))
    const turned = [...root.querySelectorAll('svg text')].map(
      (text) => text instanceof SVGGraphicsElement && (text.getScreenCTM()?.a ?? 0) > 0,
    )
    cleanup()
    return { places, turned }
  }
  const leftToRight = await fromStart('ltr')
  expect(leftToRight.places.length).toBeGreaterThan(5)
  expect(await fromStart('rtl')).toEqual(leftToRight)
  expect(new Set(leftToRight.turned)).toEqual(new Set([true]))
})

test('a warning of two minutes can be seen in thirty days', async () => {
  const root = await see('nist-aal1')
  const widths = [...root.querySelectorAll('.stillhere-timeline__row-drawing [data-part="warning"]')].map(
    (mark) => mark.getBoundingClientRect().width,
  )
  expect(widths.length).toBeGreaterThan(0)
  expect(Math.min(...widths)).toBeGreaterThanOrEqual(6)
})

/** What is painted for each mark. */
function paints(root: HTMLElement): Readonly<Record<string, string>> {
  const marks = {
    'signed in': ['[data-part="signed-in"] rect', 'fill'],
    warning: ['[data-part="warning"] rect', 'fill'],
    end: ['[data-part="end"]', 'stroke'],
    away: ['[data-part="away"] rect', 'stroke'],
    covered: ['[data-part="covered"] line', 'stroke'],
    axis: ['svg text', 'fill'],
  } as const
  return Object.fromEntries(
    Object.entries(marks).map(([name, [selector, property]]) => {
      const mark = root.querySelector(selector)
      if (mark === null) throw new Error(`There is no ${selector}.`)
      return [name, getComputedStyle(mark)[property]]
    }),
  )
}

test('R-31 in forced colours every mark has one of the system’s own colours, and a warning stands out from the bar', async () => {
  const usual = paints(await see('ias-web'))
  cleanup()
  await seenWith({ forcedColors: 'active' })
  const forced = paints(await see('ias-web'))
  for (const [name, colour] of Object.entries(forced)) expect(colour, name).not.toBe(usual[name])
  expect(forced['warning']).not.toBe(forced['signed in'])
})

test('light and dark follow the page', async () => {
  document.documentElement.style.colorScheme = 'light dark'
  await seenWith({ colorScheme: 'light' })
  const light = paints(await see('ias-web'))
  cleanup()
  await seenWith({ colorScheme: 'dark' })
  expect(Object.entries(paints(await see('ias-web'))).filter(([name, colour]) => colour === light[name])).toEqual([])
})
