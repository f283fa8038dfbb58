'use client'
import type { EndReason } from '@stillhere/core'
import {
  type ComponentPropsWithRef,
  type Context,
  cloneElement,
  createContext,
  createElement,
  type CSSProperties,
  type ForwardRefExoticComponent,
  forwardRef,
  isValidElement,
  type ReactElement,
  type ReactNode,
  type Ref,
  type RefCallback,
  useCallback,
  useContext,
} from 'react'
import type { SessionDialogFace, SessionMessages } from '../../messages/messages.ts'
import type { SessionDialogView } from '../dialog-view.ts'

/** What a part tells `render`; on the root the same stands in `data-*` attributes for CSS. */
export interface DialogPartState {
  readonly open: boolean
  readonly face: SessionDialogFace | null
  /** What runs out, or why it ended; null while nothing does. */
  readonly cause: EndReason | null
  /** How "stay" is going; null where there is no staying. */
  readonly extend: 'idle' | 'running' | 'failed' | null
  /** Twenty seconds or less are left. */
  readonly lastSeconds: boolean
}

export type PartTag = 'dialog' | 'h2' | 'p' | 'div' | 'time' | 'button'

/** The props of its element. `render` puts another element in its place and must spread the props it is given. */
export type PartProps<Tag extends PartTag> = Omit<ComponentPropsWithRef<Tag>, 'children' | 'style'> & {
  /** Instead of the part's own words. */
  readonly children?: ReactNode
  readonly style?: CSSProperties
  readonly render?: ReactElement<object> | ((props: ComponentPropsWithRef<Tag>, state: DialogPartState) => ReactElement)
}

/** A component for one element of the dialog. */
export type DialogPart<Tag extends PartTag> = ForwardRefExoticComponent<PartProps<Tag>>

/** What the root hands to its parts. */
export interface DialogScope {
  readonly view: SessionDialogView
  readonly messages: SessionMessages
  readonly state: DialogPartState
  /** Says that the app placed the live region itself, until the returned undo is called. */
  readonly claimAnnouncer: () => () => void
}

export const DialogScopeContext: Context<DialogScope | null> = createContext<DialogScope | null>(null)

/** @throws Error outside a `<SessionDialog.Root>`. */
export function useDialogScope(): DialogScope {
  const scope = useContext(DialogScopeContext)
  if (scope) return scope
  throw new Error('A part of SessionDialog stands outside <SessionDialog.Root>. Put it inside one.')
}

type OwnProps = object & { readonly ref?: unknown; readonly children?: ReactNode }

/** A part whose own props, and whether it is there at all, follow from the dialog's state. `useOwn` is called as a hook, on each render. */
export function createPart<Tag extends PartTag>(tag: Tag, useOwn: (scope: DialogScope) => OwnProps | null): DialogPart<Tag> {
  function Part(props: object, ref: unknown): ReactElement | null {
    const scope = useDialogScope()
    const own = useOwn(scope)
    return usePart(tag, own, props, ref, scope.state)
  }
  // Which element's props and ref a part takes follows from `tag`; TypeScript cannot follow that into `createElement`.
  const part: unknown = forwardRef(Part)
  return part as DialogPart<Tag>
}

/** The element of a part: its own props below those of the app, handlers one after the other, both refs. null without own props. */
export function usePart(tag: PartTag, own: OwnProps | null, given: object, ref: unknown, state: DialogPartState): ReactElement | null {
  const merged = useMergedRef(own?.ref, ref)
  if (!own) return null
  const { render, ...rest }: { readonly render?: PartProps<PartTag>['render'] } = given
  const props = { ...mergeProps(own, rest), ref: merged }
  if (typeof render === 'function') return Reflect.apply(render, undefined, [props, state])
  if (isValidElement<object>(render)) return cloneElement(render, mergeProps(props, render.props))
  return createElement(tag, props)
}

/** `over` wins, but handlers of both run, the app's first; what it prevents, ours leaves alone. */
function mergeProps(under: object, over: object): Record<string, unknown> {
  const props: Record<string, unknown> = { ...under, ...over }
  for (const [name, ours] of Object.entries(under)) {
    const theirs: unknown = Reflect.get(over, name)
    if (theirs === undefined) props[name] = ours
    else if (name === 'style') props[name] = { ...asObject(ours), ...asObject(theirs) }
    else if (typeof ours === 'function' && typeof theirs === 'function' && /^on[A-Z]/.test(name)) {
      props[name] = (event: { readonly defaultPrevented: boolean }) => {
        Reflect.apply(theirs, undefined, [event])
        if (!event.defaultPrevented) Reflect.apply(ours, undefined, [event])
      }
    }
  }
  return props
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {}
}

/** One ref for both. */
export function useMergedRef(first: unknown, second: unknown): RefCallback<Element> {
  return useCallback(
    (element: Element | null) => {
      setRef(first, element)
      setRef(second, element)
    },
    [first, second],
  )
}

function setRef(ref: unknown, element: Element | null): void {
  if (typeof ref === 'function') Reflect.apply(ref, undefined, [element])
  else if (isRefObject(ref)) ref.current = element
}

function isRefObject(ref: unknown): ref is { current: Element | null } & Ref<Element> {
  return typeof ref === 'object' && ref !== null && 'current' in ref
}
