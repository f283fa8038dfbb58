import { type ReactElement, type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import dialogCss from '../../../packages/react/src/dialog/dialog.css?inline'
import pageCss from '../../preview.css?inline'
import { surround, type Surroundings, useSurroundings } from '../../surroundings.tsx'
import { rememberFocus } from './keep-focus.ts'

interface FrameProps {
  /** What it shows, for those who do not see it. */
  readonly title: string
  readonly className?: string
  /** A theme: CSS after the product's own. */
  readonly css?: string
  /** Light or dark, whatever the toolbar says. */
  readonly scheme?: Surroundings['scheme']
  /** Opens without taking the focus, though a dialog may be open in it from the beginning. Default false. */
  readonly quiet?: boolean
  /** Told of the document once it is there. */
  readonly onOpen?: (document: Document) => void
  readonly children: ReactNode
}

const EMPTY_PAGE = '<!doctype html><html><head><meta charset="utf-8"></head><body></body></html>'

/**
 * A browser window within the page: a document with a width of its own, in which a modal dialog is modal and a phone is
 * narrow. React renders into it through a portal, so that events and context are those of the page around it.
 */
export function Frame({ title, className, css = '', scheme, quiet = false, onOpen, children }: FrameProps): ReactElement {
  const [inner, setInner] = useState<Document | null>(null)
  const keptRef = useRef<(() => void) | null>(null)
  const now = useSurroundings()

  useEffect(() => {
    if (inner === null) return
    const dressed = [dialogCss, pageCss, css].map((text) => styleElement(inner, text))
    return () => {
      for (const element of dressed) element.remove()
    }
  }, [inner, css])

  useEffect(() => {
    if (inner === null) return
    // After `css` has changed, too: media rules in a new style sheet ask the system until they are told.
    surround(inner, { ...now, scheme: scheme ?? now.scheme })
  }, [inner, css, now, scheme])

  return (
    <>
      <iframe
        title={title}
        className={className}
        srcDoc={EMPTY_PAGE}
        onLoad={({ currentTarget }) => {
          const opened = currentTarget.contentDocument
          if (opened === null || opened === inner) return
          opened.title = title
          setInner(opened)
          onOpen?.(opened)
        }}
      />
      {inner !== null &&
        createPortal(
          <>
            {quiet && <FocusKeeper keptRef={keptRef} />}
            {children}
            {quiet && <FocusKeeper keptRef={keptRef} gives />}
          </>,
          inner.body,
        )}
    </>
  )
}

interface FocusKeeperProps {
  readonly keptRef: RefObject<(() => void) | null>
  /** false: remembers what has the focus. true: gives it back. */
  readonly gives?: boolean
}

/** Effects run from the first child to the last, in one go: one of these before and one after see what happens in between. */
function FocusKeeper({ keptRef, gives = false }: FocusKeeperProps): null {
  useEffect(() => {
    if (gives) keptRef.current?.()
    else keptRef.current = rememberFocus()
  }, [keptRef, gives])
  return null
}

function styleElement(inner: Document, text: string): HTMLStyleElement {
  const element = inner.createElement('style')
  element.textContent = text
  inner.head.append(element)
  return element
}
