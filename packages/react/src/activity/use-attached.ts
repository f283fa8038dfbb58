'use client'
import { type RefObject, useEffect, useRef } from 'react'

interface Attachment<Element> {
  readonly element: Element | null
  readonly attach: (element: Element) => () => void
  readonly undo: () => void
}

/** Attaches to the element that this component shows, whichever that is after a render. `attach` is a stable function. */
export function useAttached<Element>(ref: RefObject<Element | null>, attach: (element: Element) => () => void): void {
  const attached = useRef<Attachment<Element> | null>(null)
  useEffect(() => {
    const element = ref.current
    const { current } = attached
    if (current?.element === element && current.attach === attach) return
    current?.undo()
    attached.current = { element, attach, undo: element === null ? nothing : attach(element) }
  })
  useEffect(
    () => () => {
      attached.current?.undo()
      attached.current = null
    },
    [],
  )
}

function nothing(): void {}
