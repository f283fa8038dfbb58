import { type KeyboardEvent, type ReactElement, useRef } from 'react'

interface TabListProps<Id extends string> {
  readonly panes: readonly { readonly id: Id; readonly label: string }[]
  readonly chosen: Id
  readonly onChoose: (id: Id) => void
}

/** Tabs as the ARIA Authoring Practices have them: one stop for Tab, arrows, Home and End in between. */
export function TabList<Id extends string>({ panes, chosen, onChoose }: TabListProps<Id>): ReactElement {
  const list = useRef<HTMLDivElement>(null)
  const move = (event: KeyboardEvent) => {
    const at = panes.findIndex(({ id }) => id === chosen)
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: panes.length - 1 }[event.key]
    if (next === undefined) return
    event.preventDefault()
    const place = (next + panes.length) % panes.length
    const pane = panes[place]
    if (pane === undefined) return
    onChoose(pane.id)
    const tab = list.current?.children.item(place)
    if (tab instanceof HTMLElement) tab.focus()
  }
  return (
    <div ref={list} className="tabs" role="tablist" aria-label="Parts of the devtools" tabIndex={-1} onKeyDown={move}>
      {panes.map(({ id, label }) => (
        <button
          key={id}
          id={`tab-${id}`}
          type="button"
          role="tab"
          aria-selected={id === chosen}
          aria-controls={id === chosen ? 'pane' : undefined}
          tabIndex={id === chosen ? 0 : -1}
          onClick={() => onChoose(id)}
        >
          {label}
        </button>
      ))}
    </div>
  )
}
