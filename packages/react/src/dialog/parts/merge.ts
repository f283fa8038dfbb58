'use client'
import { type ReactElement, type RefCallback, useMemo, version } from 'react'

/**
 * `over` wins, but handlers of both run, the app's first; what it prevents, ours leaves alone. Class names and styles add up.
 * An `id` of ours stays: the dialog's name and description point at it.
 */
export function mergeProps(under: object, over: object): Record<string, unknown> {
  const props: Record<string, unknown> = { ...under, ...over }
  for (const [name, ours] of Object.entries(under)) {
    // Refs are merged elsewhere, and React 18 warns of whoever looks at this one.
    if (name === 'ref') continue
    const theirs: unknown = Reflect.get(over, name)
    if (theirs === undefined || name === 'id') props[name] = ours
    else if (name === 'style') props[name] = { ...asObject(ours), ...asObject(theirs) }
    else if (typeof ours === 'string' && typeof theirs === 'string' && name === 'className') props[name] = `${ours} ${theirs}`
    else if (typeof ours === 'function' && typeof theirs === 'function' && /^on[A-Z]/.test(name)) {
      props[name] = (event: { readonly defaultPrevented: boolean }) => {
        Reflect.apply(theirs, undefined, [event])
        if (!event.defaultPrevented) Reflect.apply(ours, undefined, [event])
      }
    }
  }
  return props
}

/** One ref for three. */
export function useMergedRefs(first: unknown, second: unknown, third: unknown = null): RefCallback<Element> {
  return useMemo(() => mergeRefs([first, second, third]), [first, second, third])
}

/** What a ref returns is its own way of letting go (React 19). */
function mergeRefs(refs: readonly unknown[]): RefCallback<Element> {
  let undo: readonly (() => void)[] = []
  return (element: Element | null) => {
    for (const letGo of undo) letGo()
    undo = element ? refs.map((ref) => attach(ref, element)) : []
  }
}

/** An element's own ref: a prop since React 19, which warns of the other place; before, the other way round. */
export function refOf(element: ReactElement): unknown {
  return Number.parseInt(version, 10) >= 19 ? Reflect.get(asObject(element.props), 'ref') : Reflect.get(element, 'ref')
}

function attach(ref: unknown, element: Element): () => void {
  if (typeof ref === 'function') {
    const letGo: unknown = Reflect.apply(ref, undefined, [element])
    return () => void (typeof letGo === 'function' ? Reflect.apply(letGo, undefined, []) : Reflect.apply(ref, undefined, [null]))
  }
  if (!isRefObject(ref)) return () => {}
  ref.current = element
  return () => {
    ref.current = null
  }
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {}
}

function isRefObject(ref: unknown): ref is { current: Element | null } {
  return typeof ref === 'object' && ref !== null && 'current' in ref
}
