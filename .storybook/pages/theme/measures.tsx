import { type CSSProperties, type ReactElement, type ReactNode, useEffect, useState } from 'react'
import type { Theme } from './tokens.ts'

interface MeasuresProps {
  /** A page that shows the dialog; what stands here is read from it. */
  readonly page: Document | null
  readonly theme: Theme
  readonly specimen: number
}

interface Read {
  readonly type: readonly { readonly name: string; readonly sample: string; readonly style: CSSProperties; readonly text: string }[]
  readonly space: readonly { readonly name: string; readonly px: number; readonly text: string }[]
}

/** Type and space as they are, read from the live dialog. */
export function Measures({ page, theme, specimen }: MeasuresProps): ReactElement {
  const [read, setRead] = useState<Read | null>(null)
  useEffect(() => {
    if (page === null) return
    const turn = page.defaultView?.setTimeout(() => setRead(measure(page)), 200)
    return () => page.defaultView?.clearTimeout(turn)
  }, [page, theme, specimen])
  return (
    <div className="measures" data-read={read !== null}>
      <section aria-labelledby="type">
        <h2 id="type">Type</h2>
        <p className="quiet-text">Sizes grow by a fifth from one to the next, in rem: they follow the text size that people set.</p>
        <ul>
          {read?.type.map(({ name, sample, style, text }) => (
            <Measure key={name} name={name} text={text}>
              <span className="specimen" style={style}>
                {sample}
              </span>
            </Measure>
          ))}
        </ul>
      </section>
      <section aria-labelledby="space">
        <h2 id="space">Space and shape</h2>
        <p className="quiet-text">Everything sits on a grid of 4 pixels.</p>
        <ul>
          {read?.space.map(({ name, px, text }) => (
            <Measure key={name} name={name} text={text}>
              <span className="length" style={{ inlineSize: `min(100%, ${px}px)` }} />
            </Measure>
          ))}
        </ul>
      </section>
    </div>
  )
}

/** One line of the lists: how it looks, and what it is. */
function Measure({ name, text, children }: { readonly name: string; readonly text: string; readonly children: ReactNode }): ReactElement {
  return (
    <li>
      {children}
      <span>
        <strong>{name}</strong> <span className="quiet-text">{text}</span>
      </span>
    </li>
  )
}

const SAMPLES = [
  ['Figure', '.stillhere-dialog__figure', '1:25'],
  ['Heading', '.stillhere-dialog__title', 'Are you still here?'],
  ['Sentence', '.stillhere-dialog__description', 'We haven’t seen you for a while.'],
  ['Button', '.stillhere-dialog__button[data-primary]', 'Stay signed in'],
] as const

function measure(page: Document): Read {
  const view = page.defaultView ?? window
  const styleOf = (selector: string) => {
    const element = page.querySelector(selector)
    return element === null ? null : view.getComputedStyle(element)
  }
  const card = styleOf('.stillhere-dialog')
  const button = page.querySelector('.stillhere-dialog__button[data-primary]')
  const rem = Number.parseFloat(view.getComputedStyle(page.documentElement).fontSize)
  const type = SAMPLES.flatMap(([name, selector, sample]) => {
    const style = styleOf(selector)
    if (style === null) return []
    const { fontFamily, fontSize, fontWeight, letterSpacing, lineHeight } = style
    const size = Number.parseFloat(fontSize)
    const lead = Number((Number.parseFloat(lineHeight) / size).toFixed(2))
    return [
      {
        name,
        sample,
        style: { fontFamily, fontSize, fontWeight, letterSpacing, lineHeight: 1.2 },
        text: `${Number((size / rem).toFixed(3))}rem, weight ${fontWeight}, line height ${lead}`,
      },
    ]
  })
  // The skin is a card, and a sheet where the window is narrower than 30rem.
  const form = view.innerWidth > 30 * 16 ? 'on a card' : 'on a sheet, as in the pages above'
  const px = (value: string | undefined) => Number.parseFloat(value ?? '0')
  const space = [
    { name: 'Card', px: 28 * rem, text: 'at most 28rem wide, at least 1rem from every edge' },
    { name: 'Room inside', px: px(card?.paddingInlineStart), text: `${px(card?.paddingInlineStart)} px ${form}` },
    { name: 'Target', px: button?.getBoundingClientRect().height ?? 44, text: 'buttons are at least 44 px high' },
    { name: 'Card corners', px: px(card?.borderStartStartRadius), text: `${px(card?.borderStartStartRadius)} px` },
    { name: 'Focus ring', px: 4, text: '2 px, after a gap of 2 px, always there' },
  ]
  return { type, space }
}
