import { cleanup, within } from '@testing-library/react'
import { afterEach, expect, onTestFinished, test } from 'vitest'
import { page } from 'vitest/browser'
import { FACES, type FaceCase } from '../test-support/faces.ts'
import { LANGUAGES, RIGHT_TO_LEFT } from '../test-support/languages.ts'
import { clipped, contrastOf, contrastOfEdge, overlaps, visiblePieces } from '../test-support/measure.ts'
import { emulateMedia, type Media } from '../test-support/media.ts'
import { openDialog, theDialog } from '../test-support/open-dialog.tsx'

afterEach(async () => {
  cleanup()
  document.documentElement.removeAttribute('style')
  document.documentElement.removeAttribute('dir')
  document.adoptedStyleSheets = []
  await emulateMedia()
})

async function see({ state, props }: FaceCase, width = 900, height = 680): Promise<HTMLDialogElement> {
  if (window.innerWidth !== width || window.innerHeight !== height) await page.viewport(width, height)
  openDialog(state, props)
  return settled()
}

async function settled(): Promise<HTMLDialogElement> {
  const dialog = theDialog()
  for (const animation of dialog.getAnimations()) animation.finish()
  return dialog
}

function adopt(css: string) {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  document.adoptedStyleSheets = [sheet]
}

/** What overlaps, is cut off, wants scrolling sideways, or is out of reach or too small to press. */
function faultsOf(dialog: HTMLElement): readonly string[] {
  // In a low window the text scrolls under the buttons, which stay in sight; at its end nothing is under them.
  dialog.scrollTop = dialog.scrollHeight
  const { documentElement } = document
  return [
    ...overlaps(dialog).map((pair) => `overlap: ${pair}`),
    ...clipped(dialog).map((text) => `cut off: ${text}`),
    ...(dialog.scrollWidth > dialog.clientWidth ? ['the dialog scrolls sideways'] : []),
    ...(documentElement.scrollWidth > window.innerWidth ? ['the page scrolls sideways'] : []),
    ...within(dialog)
      .getAllByRole('button')
      .filter((button) => {
        button.scrollIntoView({ block: 'nearest' })
        const { top, bottom, left, right, height } = button.getBoundingClientRect()
        return top < 0 || left < 0 || bottom > window.innerHeight || right > window.innerWidth || height < 44
      })
      .map(({ textContent }) => `out of reach or small: ${textContent}`),
  ]
}

const SIZES = [
  [320, 256],
  [320, 640],
  [390, 844],
  [1440, 900],
] as const

test.each(FACES.flatMap((face) => SIZES.map(([width, height]) => ({ ...face, width, height }))))(
  'R-29 R-30 "$name" is whole at $width by $height, its targets large enough',
  async ({ width, height, ...face }) => {
    expect(faultsOf(await see(face, width, height))).toEqual([])
  },
)

test.each(FACES)('R-33 in "$name" whatever has the focus is in sight and under nothing, in a low window too', async (face) => {
  const dialog = await see(face, 320, 256)
  const hidden: string[] = []
  for (const element of [document.activeElement, ...within(dialog).getAllByRole('button')]) {
    if (!(element instanceof HTMLElement)) throw new Error('Nothing has the focus.')
    element.focus()
    const { left, top, width, height } = element.getBoundingClientRect()
    const seen = document.elementFromPoint(left + width / 2, top + height / 2)
    if (!element.contains(seen)) hidden.push(element.textContent)
  }
  expect(hidden).toEqual([])
})

test.each(FACES)('R-29 "$name" is whole at 200 % text on a phone and on a desk', async (face) => {
  document.documentElement.style.fontSize = '200%'
  expect(faultsOf(await see(face, 320, 640))).toEqual([])
  cleanup()
  expect(faultsOf(await see(face, 1024, 768))).toEqual([])
})

test.each(FACES)('R-30 "$name" is whole with the text spacing that people may set', async (face) => {
  adopt(
    '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }',
  )
  expect(faultsOf(await see(face, 320, 640))).toEqual([])
})

test.each(FACES)('R-29 R-36 R-42 "$name" is whole on a phone in every language', async ({ state, props }) => {
  await page.viewport(320, 640)
  const { change } = openDialog(state, props)
  await settled()
  const faults: string[] = []
  for (const height of [640, 256]) {
    await page.viewport(320, height)
    for (const [tag, messages] of Object.entries(LANGUAGES)) {
      document.documentElement.dir = RIGHT_TO_LEFT.includes(tag) ? 'rtl' : 'ltr'
      change({ ...props, messages })
      expect(theDialog().lang).toBe(tag)
      faults.push(...faultsOf(theDialog()).map((fault) => `${tag}: ${fault}`))
    }
  }
  expect(faults).toEqual([])
})

test.each(FACES)('R-36 "$name" is mirrored from right to left', async (face) => {
  const places = async () => {
    const dialog = await see(face)
    const frame = dialog.getBoundingClientRect()
    const fromStart = visiblePieces(dialog).map((piece) => {
      const { left, right } = piece.getBoundingClientRect()
      return Math.round(document.documentElement.dir === 'rtl' ? frame.right - right : left - frame.left)
    })
    cleanup()
    return fromStart
  }
  const leftToRight = await places()
  document.documentElement.dir = 'rtl'
  expect(await places()).toEqual(leftToRight)
  expect(faultsOf(await see(face, 320, 640))).toEqual([])
})

const THEMES: readonly { readonly theme: string; readonly media: Media }[] = [
  { theme: 'light', media: { colorScheme: 'light' } },
  { theme: 'dark', media: { colorScheme: 'dark' } },
  { theme: 'light, more contrast', media: { colorScheme: 'light', contrast: 'more' } },
  { theme: 'dark, more contrast', media: { colorScheme: 'dark', contrast: 'more' } },
]

test.each(THEMES.flatMap((theme) => FACES.map((face) => ({ ...face, ...theme }))))(
  '"$name" in $theme has text of 7:1, and quiet text of 4.5:1',
  async ({ media, ...face }) => {
    document.documentElement.style.colorScheme = 'light dark'
    await emulateMedia(media)
    const dialog = await see(face)
    const faint = visiblePieces(dialog)
      .map((piece) => {
        const quiet = !media.contrast && (piece.matches('[data-quiet], [data-busy]') || piece.className.includes('description'))
        return { text: piece.textContent, contrast: contrastOf(piece), least: quiet ? 4.5 : 7 }
      })
      .filter(({ contrast, least }) => contrast < least)
    expect(faint).toEqual([])
  },
)

test.each(FACES)('R-31 "$name" has an edge in forced colours, and its buttons too', async (face) => {
  await emulateMedia({ forcedColors: 'active' })
  const dialog = await see(face)
  const quiet = within(dialog)
    .getAllByRole('button')
    .filter(({ dataset }) => dataset['primary'] === undefined)
  for (const element of [dialog, ...quiet]) expect(contrastOfEdge(element)).toBeGreaterThanOrEqual(3)
  const flat = [...dialog.querySelectorAll('[data-primary]:not([data-busy])')].filter(
    (button) => getComputedStyle(button).backgroundColor === getComputedStyle(dialog).backgroundColor,
  )
  expect(flat).toEqual([])
})

test('R-32 with reduced motion nothing is animated and the ring jumps every twenty seconds', async () => {
  const [face] = FACES
  if (!face) throw new Error('There are no faces.')
  onTestFinished(cleanup)
  await page.viewport(900, 680)
  openDialog(face.state)
  expect(theDialog().getAnimations()).toHaveLength(1)
  cleanup()
  await emulateMedia({ reducedMotion: 'reduce' })
  const { double } = openDialog(face.state)
  expect(theDialog().getAnimations({ subtree: true })).toHaveLength(0)
  const ring = theDialog().querySelector('circle[data-left]')
  if (!ring) throw new Error('There is no ring.')
  const steps = new Set<string>()
  for (let second = 0; second < 120; second++) {
    steps.add(getComputedStyle(ring).strokeDasharray)
    double.advance(1_000)
  }
  expect(steps.size).toBe(6)
})

test('more contrast holds under a theme of the app, too', async () => {
  adopt(':root { --stillhere-ink-quiet: rgb(119, 119, 119) }')
  await emulateMedia({ contrast: 'more' })
  const [face] = FACES
  if (!face) throw new Error('There are no faces.')
  const dialog = await see(face)
  const description = dialog.querySelector('.stillhere-dialog__description')
  expect(description && contrastOf(description)).toBeGreaterThanOrEqual(7)
})

test('R-34 the figure keeps its place while its digits change', async () => {
  const [face] = FACES
  if (!face) throw new Error('There are no faces.')
  openDialog(face.state)
  const figure = theDialog().querySelector('time')
  const style = figure && getComputedStyle(figure)
  expect([style?.fontVariantNumeric, style?.whiteSpace]).toEqual(['tabular-nums', 'nowrap'])
})
