import { type CSSProperties, type ReactElement, useState } from 'react'
import { contrast, formatOklch, fromHex, isShowable, type Oklch, toHex } from './oklch.ts'
import { type Colour, type ColourName, COLOURS, type Palette } from './tokens.ts'

interface ColourEditorProps {
  readonly palette: Palette
  readonly onChange: (name: ColourName, colour: Oklch) => void
}

/** Every colour with its contrast. One at a time opens to be mixed. */
export function ColourEditor({ palette, onChange }: ColourEditorProps): ReactElement {
  const [mixed, setMixed] = useState<ColourName | null>('accent')
  return (
    <ul className="colours">
      {COLOURS.map((colour) => (
        <ColourRow
          key={colour.name}
          colour={colour}
          palette={palette}
          open={mixed === colour.name}
          onOpen={(open) => setMixed(open ? colour.name : null)}
          onChange={(next) => onChange(colour.name, next)}
        />
      ))}
    </ul>
  )
}

interface ColourRowProps {
  readonly colour: Colour
  readonly palette: Palette
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
  readonly onChange: (colour: Oklch) => void
}

function ColourRow({ colour, palette, open, onOpen, onChange }: ColourRowProps): ReactElement {
  const { name, label, seen } = colour
  const value = palette[name]
  return (
    <li className="colour">
      <input
        type="color"
        aria-label={`${label}: pick`}
        value={toHex(value)}
        onChange={({ currentTarget }) => onChange(fromHex(currentTarget.value))}
      />
      <button type="button" className="colour-name" aria-expanded={open} onClick={() => onOpen(!open)}>
        <strong>{label}</strong>
        <span className="quiet-text">{seen}</span>
      </button>
      <Contrast colour={colour} palette={palette} />
      {open && (
        <div className="mixer">
          <Slider label="Lightness" value={value.l} max={1} step={0.005} onChange={(l) => onChange({ ...value, l })} />
          <Slider label="Chroma" value={value.c} max={0.3} step={0.002} onChange={(c) => onChange({ ...value, c })} />
          <Slider label="Hue" value={value.h} max={360} step={1} onChange={(h) => onChange({ ...value, h })} />
          <p className="quiet-text">
            <code>--stillhere-{name}</code> <code>{formatOklch(value)}</code>
            {!isShowable(value) && ' is beyond what many screens show; they take the nearest.'}
          </p>
        </div>
      )}
    </li>
  )
}

interface SliderProps {
  readonly label: string
  readonly value: number
  readonly max: number
  readonly step: number
  readonly onChange: (value: number) => void
}

export function Slider({ label, value, max, step, onChange }: SliderProps): ReactElement {
  return (
    <label className="slider">
      <span>{label}</span>
      <input
        type="range"
        min={0}
        max={max}
        step={step}
        value={value}
        onChange={({ currentTarget }) => onChange(Number(currentTarget.value))}
      />
      <output className="figures">{Number(value.toFixed(3))}</output>
    </label>
  )
}

function Contrast({ colour: { name, against, least }, palette }: { readonly colour: Colour; readonly palette: Palette }): ReactElement {
  const sample: CSSProperties = { background: toHex(palette[against ?? name]), color: toHex(palette[name]) }
  if (against === null) return <span className="contrast" />
  const ratio = contrast(palette[name], palette[against])
  const text = least >= 4.5
  const mark = ratio < least ? 'too low' : text && ratio >= 7 ? 'AAA' : 'AA'
  return (
    <span className="contrast" data-enough={ratio >= least}>
      <span className="sample" style={sample} data-sample={text ? 'Aa' : '●'} aria-hidden="true" />
      <span className="figures">
        {ratio.toFixed(1)}:1 <strong>{mark}</strong>
        {ratio < least && <span className="quiet-text">, wants {least}</span>}
      </span>
    </span>
  )
}
