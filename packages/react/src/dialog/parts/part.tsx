'use client'
import * as texts from '#texts'
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
  useContext,
} from 'react'
import type { SessionDialogFace, SessionMessages } from '../../messages/messages.ts'
import type { SessionDialogView } from '../dialog-view.ts'
import { mergeProps, refOf, useMergedRefs } from './merge.ts'

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

/**
 * The props of its element, except what the session decides. `render` puts another element in its place: an element that takes
 * the props and the ref, or a function that is given them and spreads them.
 */
export type PartProps<Tag extends PartTag> = Omit<ComponentPropsWithRef<Tag>, 'children' | 'style' | 'open'> & {
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
  throw new Error(texts.rootMissing())
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

/** The element of a part: its own props below those of the app, handlers one after the other, all refs. null without own props. */
export function usePart(tag: PartTag, own: OwnProps | null, given: object, ref: unknown, state: DialogPartState): ReactElement | null {
  const { render, ...rest }: { readonly render?: unknown } = given
  const element = isValidElement<Record<string, unknown>>(render) ? render : null
  const merged = useMergedRefs(own?.ref, ref, element ? refOf(element) : null)
  if (!own) return null
  const props = { ...mergeProps(own, rest), ref: merged }
  if (element) return cloneElement(element, { ...mergeProps(props, element.props), ref: merged })
  if (isRender(render)) return <Rendered render={render} given={props} state={state} />
  return createElement(tag, props)
}

type Render = (props: object, state: DialogPartState) => ReactElement

interface RenderedProps {
  readonly render: Render
  readonly given: object
  readonly state: DialogPartState
}

/** A component of its own, so that a `render` with hooks has them to itself. */
function Rendered({ render, given, state }: RenderedProps): ReactElement {
  return render(given, state)
}

function isRender(render: unknown): render is Render {
  return typeof render === 'function'
}
