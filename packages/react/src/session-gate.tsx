'use client'
import type { EndReason, Session, SessionEnd, SessionState } from '@stillhere/core'
import {
  Fragment,
  type ReactElement,
  type ReactNode,
  type RefObject,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { focusHeading, giveFocusBack, isFocusLost } from './focus.ts'
import { withdrawModals } from './gate-modals.ts'
import { cover } from './messages/cover.ts'
import type { MessageParts, SessionMessages } from './messages/messages.ts'
import { MessagesContext } from './messages/messages-context.ts'
import { useProvided } from './session-context.ts'
import { SignOutButton } from './sign-out-button.tsx'
import { UnseenStatus } from './unseen.tsx'
import { useSession } from './use-session.ts'
import { KeptTreeContext } from './use-session-user.ts'

export interface SessionGateProps {
  readonly children: ReactNode
  /** Shown while restoring. Default: nothing. */
  readonly restoring?: ReactNode
  /** Shown instead of the children (mounted, inert, hidden) while `checking`. Default: says that it is reconnecting and offers to sign out. */
  readonly checking?: ReactNode
  /** Shown when nobody is signed in; a function receives the end, if this or an earlier page had one. Default: nothing. */
  readonly signedOut?: ReactNode | ((end: SessionEnd | null) => ReactNode)
  /**
   * `'hide'` keeps the tree (inert, hidden) for signing in again in place when a limit ran out or a refresh was refused;
   * another user gets a new tree. A sign-out always takes it away. Default `'unmount'`.
   */
  readonly whenEnded?: 'unmount' | 'hide'
}

/**
 * Private content lives in here. It leaves the DOM in the task that ends the session, and is covered but stays mounted
 * while this tab cannot prove that the session lives. What the children render through portals elsewhere is not covered.
 *
 * @example
 * <SessionGate restoring={<Spinner />} signedOut={<SignInPage />}><App /></SessionGate>
 */
export function SessionGate({
  children,
  restoring = null,
  checking,
  signedOut = null,
  whenEnded = 'unmount',
}: SessionGateProps): ReactElement {
  const { session } = useProvided()
  const messages = useContext(MessagesContext)
  const { status, covered, failing, end } = useSession(pickGate)
  const tree = useSubject(session)
  const [shown, setShown] = useState(false)

  const live = status === 'signed-in'
  const kept = !live && shown && whenEnded === 'hide' && mayReturn(status, end)
  const mounted = live || kept
  if (shown !== mounted) setShown(mounted)
  const gone = covered || kept
  const place = useRef<HTMLSlotElement>(null)
  useFocusKeptWhile(gone)
  useModalsWithdrawnWhile(gone, place)
  useHeadingFocusedAfter(mounted)

  return (
    <KeptTreeContext.Provider value={kept}>
      <UnseenStatus key="heard" text={covered && checking === undefined ? wordsOf(messages).description : ''} lang={messages?.locale} />
      {covered && <Fragment key="cover">{checking === undefined ? <Cover messages={messages} failing={failing} /> : checking}</Fragment>}
      {!live && (
        <Fragment key="outside">
          {status === 'restoring' ? restoring : typeof signedOut === 'function' ? signedOut(end) : signedOut}
        </Fragment>
      )}
      {mounted && (
        // <slot> outside a shadow root is a box-less wrapper (`display: contents` in every browser's own style sheet), so
        // that the gate does not disturb the layout and needs no style attribute in server-rendered HTML.
        <slot ref={place} key={whenEnded === 'hide' ? `tree-${tree}` : 'tree'} name="stillhere" {...(gone ? OUT_OF_REACH : null)}>
          {children}
        </slot>
      )}
    </KeptTreeContext.Provider>
  )
}

/**
 * `inert` is a text value, because React 18 knows no such property and React 19 a boolean: both then write the attribute. The
 * style is there because an app's own `display` beats `hidden`; it is never server-rendered, where nothing is covered.
 */
const OUT_OF_REACH: object = { hidden: true, inert: 'inert', style: { display: 'none' } }

const MAY_RETURN: readonly EndReason[] = ['token-expired', 'refresh-expired', 'refresh-rejected', 'inactive', 'server-idle', 'max-lifetime']

function mayReturn(status: string, end: SessionEnd | null): boolean {
  return status === 'restoring' || (status === 'ended' && end !== null && MAY_RETURN.includes(end.reason))
}

function pickGate({ status, checking, end }: Pick<SessionState<unknown>, 'status' | 'checking' | 'end'>) {
  return { status, covered: checking !== null, failing: checking !== null && checking.error !== null, end }
}

/** Counts the people: the same number means the same person, who may have what was typed. */
function useSubject(session: Session<unknown>): number {
  const subjects = useMemo(() => createSubjects(session), [session])
  return useSyncExternalStore(subjects.subscribe, subjects.getSnapshot, subjects.getSnapshot)
}

function createSubjects(session: Session<unknown>) {
  let count = 0
  return {
    getSnapshot: () => count,
    subscribe: (listener: () => void) =>
      session.on('signed-in', ({ sameUser }) => {
        if (sameUser === true) return
        count += 1
        listener()
      }),
  }
}

/** Gives the focus back to where it was when the tree can be reached again. */
function useFocusKeptWhile(gone: boolean): void {
  useEffect(() => {
    if (!gone) return undefined
    const before = document.activeElement
    // Afterwards, because a dialog that closes at the same time gives its own focus back first.
    return () => queueMicrotask(() => giveFocusBack(before))
  }, [gone])
}

function useModalsWithdrawnWhile(gone: boolean, place: RefObject<Element | null>): void {
  useEffect(() => (gone && place.current ? withdrawModals(place.current) : undefined), [gone, place])
}

/** When the tree has gone and the focus with it, the page that took its place begins at its heading. */
function useHeadingFocusedAfter(mounted: boolean): void {
  const was = useRef(false)
  useEffect(() => {
    const left = was.current && !mounted
    was.current = mounted
    if (left && isFocusLost()) focusHeading()
  }, [mounted])
}

/** While it is being checked nobody knows of an end. */
const UNKNOWN: MessageParts = { duration: '', clock: '', leftMs: 0 }

/** Unstyled on purpose: the gate works without a style sheet. */
function Cover({ messages, failing }: { readonly messages: SessionMessages | null; readonly failing: boolean }): ReactElement {
  const { title, description } = wordsOf(messages)
  return (
    <div data-stillhere="cover" lang={messages?.locale}>
      <p>
        <strong>{title}</strong>
      </p>
      <p>{description}</p>
      {failing && <p>{messages?.status.failing(UNKNOWN) ?? cover.failing}</p>}
      <SignOutButton />
    </div>
  )
}

function wordsOf(messages: SessionMessages | null): { readonly title: string; readonly description: string } {
  const words = messages?.faces.checking
  return words ? { title: words.title, description: words.description(UNKNOWN) } : cover
}
