import type { ReactElement } from 'react'

interface RadiosProps<Value extends string | number | boolean> {
  /** Groups them; of its own on a page. */
  readonly name: string
  readonly options: readonly (readonly [value: Value, label: string])[]
  readonly chosen: Value
  readonly onChoose: (value: Value) => void
}

/** The radio buttons of a `.choice`, each with its label. */
export function Radios<Value extends string | number | boolean>({ name, options, chosen, onChoose }: RadiosProps<Value>): ReactElement {
  return (
    <>
      {options.map(([value, label]) => (
        <label key={label}>
          <input type="radio" name={name} checked={value === chosen} onChange={() => onChoose(value)} />
          {label}
        </label>
      ))}
    </>
  )
}
