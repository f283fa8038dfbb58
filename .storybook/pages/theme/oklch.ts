/** A colour as people mix it: lightness 0 to 1, chroma from 0 on, hue in degrees. */
export interface Oklch {
  readonly l: number
  readonly c: number
  readonly h: number
}

type Triple = readonly [number, number, number]

/** What `oklch(0.41 0.078 210)` says; null for anything else. */
export function parseOklch(text: string): Oklch | null {
  const found = /^oklch\(\s*([\d.]+)\s+([\d.]+)\s+([\d.]+)\s*\)$/.exec(text.trim())
  return found === null ? null : { l: Number(found[1]), c: Number(found[2]), h: Number(found[3]) }
}

export function formatOklch({ l, c, h }: Oklch): string {
  const figure = (value: number, digits: number) => String(Number(value.toFixed(digits)))
  return `oklch(${figure(l, 3)} ${figure(c, 3)} ${figure(h, 1)})`
}

/** For `<input type="color">`; what the screen cannot show is cut off. */
export function toHex(colour: Oklch): string {
  const byte = (linear: number) =>
    Math.round(encode(Math.min(1, Math.max(0, linear))) * 255)
      .toString(16)
      .padStart(2, '0')
  return `#${linearOf(colour).map(byte).join('')}`
}

export function fromHex(hex: string): Oklch {
  const [r, g, b] = linearFromHex(hex)
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  const lightness = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s
  const greenRed = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s
  const blueYellow = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
  const c = Math.hypot(greenRed, blueYellow)
  const h = c < 0.002 ? 0 : (Math.atan2(blueYellow, greenRed) * 180) / Math.PI
  return { l: lightness, c: c < 0.002 ? 0 : c, h: h < 0 ? h + 360 : h }
}

/** Whether a common screen can show it as it is. */
export function isShowable(colour: Oklch): boolean {
  return linearOf(colour).every((part) => part > -0.002 && part < 1.002)
}

/** Contrast ratio after WCAG 2.2, 1 to 21, to one decimal. Cut, not rounded: what is not reached does not count as reached. */
export function contrast(one: Oklch, other: Oklch): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return Math.floor(((light + 0.05) / (dark + 0.05)) * 10) / 10
}

function luminance(colour: Oklch): number {
  // As the screen shows it: eight bits a channel.
  const [r, g, b] = linearFromHex(toHex(colour))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function linearFromHex(hex: string): Triple {
  const part = (at: number) => decode(Number.parseInt(hex.slice(at, at + 2), 16) / 255)
  return [part(1), part(3), part(5)]
}

function linearOf({ l, c, h }: Oklch): Triple {
  const a = c * Math.cos((h * Math.PI) / 180)
  const b = c * Math.sin((h * Math.PI) / 180)
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const medium = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ]
}

function encode(linear: number): number {
  return linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055
}

function decode(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
}
