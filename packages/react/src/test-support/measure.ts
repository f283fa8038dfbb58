/** Elements with text of their own, and what can be pressed: what a person has to be able to read and reach. */
export function visiblePieces(root: Element): readonly HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>('*')].filter(
    (element) =>
      element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
      element.getBoundingClientRect().width > 1 &&
      (element.tagName === 'BUTTON' || (!element.closest('button') && [...element.childNodes].some(isText))),
  )
}

/** Pieces that stand on one another. */
export function overlaps(root: Element): readonly string[] {
  const pieces = visiblePieces(root)
  return pieces.flatMap((a, index) =>
    pieces
      .slice(index + 1)
      .filter((b) => !a.contains(b) && !b.contains(a) && intersect(a.getBoundingClientRect(), b.getBoundingClientRect()))
      .map((b) => `${a.textContent} | ${b.textContent}`),
  )
}

/** Pieces whose text reaches out of the root, sideways, or out of themselves. */
export function clipped(root: HTMLElement): readonly string[] {
  const frame = root.getBoundingClientRect()
  return visiblePieces(root)
    .filter((piece) => {
      const range = document.createRange()
      range.selectNodeContents(piece)
      const text = range.getBoundingClientRect()
      const box = piece.getBoundingClientRect()
      return text.left < frame.left - 1 || text.right > frame.right + 1 || text.width > box.width + 1
    })
    .map(({ textContent }) => textContent)
}

/** The contrast of a piece's text against what is painted behind it (WCAG 2.2, relative luminance). */
export function contrastOf(piece: Element): number {
  const behind = backgroundBehind(piece)
  return ratio(paint([...behind, getComputedStyle(piece).color]), paint(behind))
}

/** The contrast of an element's edge against its own surface; 1 without an edge. */
export function contrastOfEdge(element: Element): number {
  const { backgroundColor, borderTopColor, borderTopStyle, borderTopWidth } = getComputedStyle(element)
  if (borderTopStyle === 'none' || Number.parseFloat(borderTopWidth) < 1) return 1
  return ratio(paint(['white', backgroundColor, borderTopColor]), paint(['white', backgroundColor]))
}

function ratio(a: Uint8ClampedArray, b: Uint8ClampedArray): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
}

function backgroundBehind(piece: Element): readonly string[] {
  const own = getComputedStyle(piece).backgroundColor
  return piece.parentElement && !piece.matches('dialog') ? [...backgroundBehind(piece.parentElement), own] : [own]
}

/** The colour that the browser itself makes of colours on top of one another. */
function paint(colors: readonly string[]): Uint8ClampedArray {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 1
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('This browser has no canvas.')
  for (const color of colors) {
    context.fillStyle = color
    context.fillRect(0, 0, 1, 1)
  }
  return context.getImageData(0, 0, 1, 1).data
}

function luminance([red = 0, green = 0, blue = 0]: Uint8ClampedArray): number {
  const linear = (byte: number) => {
    const share = byte / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

function intersect(a: DOMRect, b: DOMRect): boolean {
  return a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1
}

function isText(node: Node): boolean {
  return node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== ''
}
