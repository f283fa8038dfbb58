// Wrong uses that must not compile, and right ones that must.
/* oxlint-disable eslint/no-unused-expressions, jsx-a11y/control-has-associated-label -- nothing here runs */
import { createFixedSession } from '@stillhere/core/testing'
import { SessionDialog, SessionExpiringDialog, SessionLimitNotice, SessionStatus } from './dialog/index.ts'
import {
  type Backend,
  type BackendAnswer,
  cookieBackend,
  createBrowserSession,
  type Session,
  SessionGate,
  type SessionPolicy,
  SessionProvider,
  type SessionState,
  SignOutButton,
  type User,
  useSession,
  useSessionCountdown,
  useSessionDialog,
  useSessionEvent,
  useSessionUser,
  type Warning,
} from './index.ts'
import { createWorld } from './testing/index.ts'

declare const session: Session
declare const state: SessionState
declare const backend: Backend
declare const user: User

export const durations: readonly SessionPolicy[] = [
  { inactivity: `${Number('900')}s`, serverIdle: '30m', maxLifetime: '1.5h', warningLead: { inactivity: '2m', serverIdle: 'none' } },
  // @ts-expect-error 900 what?
  { inactivity: 900 },
  // @ts-expect-error no such unit
  { inactivity: '15min' },
  // @ts-expect-error a number as text has no unit either
  { inactivity: '900' },
  // @ts-expect-error the key is `inactivity`
  { inactivityTimeout: '15m' },
  // @ts-expect-error a policy speaks of its own keys, not of end reasons
  { warningLead: { inactive: '1m' } },
]

export const answers: readonly BackendAnswer[] = [
  { status: 'live', userId: 'u', user, endsIn: {} },
  // @ts-expect-error expires_in is seconds; say so: `${n}s`
  { status: 'live', userId: 'u', user, endsIn: { 'token-expired': 3600 } },
  // @ts-expect-error a live answer names its limits, even if none
  { status: 'live', userId: 'u', user },
  // @ts-expect-error 401 is 'rejected'; there is no 'expired'
  { status: 'expired' },
]

export function states() {
  // @ts-expect-error no user before sign-in
  if (state.status === 'signed-out') state.user.sub
  // @ts-expect-error no user without asking
  state.user.sub
  // @ts-expect-error no end while signed in
  if (state.status === 'signed-in') state.end.reason
  // @ts-expect-error a warning is not a status: the app must not vanish behind it
  if (state.status === 'warning') return
  // @ts-expect-error state is read-only
  state.status = 'ended'
}
// @ts-expect-error an end that cannot be moved has no extend state
export const final: Warning = { cause: 'max-lifetime', openedAt: 0, endsAt: 1, extendable: false, extend: { status: 'running' } }

export const providers = [
  <SessionProvider key="1" session={session} />,
  <SessionProvider key="2" backend={backend} policy={{ inactivity: '15m' }} name="staff" onEnded={({ reason }) => void reason} />,
  // @ts-expect-error neither session nor backend
  <SessionProvider key="3" policy={{ inactivity: '15m' }} />,
  // @ts-expect-error both: which one counts?
  <SessionProvider key="4" session={session} backend={backend} />,
  // @ts-expect-error the policy belongs to the session that was made elsewhere
  <SessionProvider key="5" session={session} policy={{}} />,
  // @ts-expect-error the app's hooks speak of User; this session's user has no `sub`
  <SessionProvider key="6" session={createWorld({ user: { name: 'Ada' } }).tab().session} />,
]

export const gates = [
  <SessionGate key="1" signedOut={(end) => end?.reason ?? 'never in'} whenEnded="hide">
    <p />
  </SessionGate>,
  // @ts-expect-error `required` is another library's; the gate does that
  <SessionGate key="2" required>
    <p />
  </SessionGate>,
]

export function Hooks() {
  const { status, user: someone, warning, end } = useSession()
  // @ts-expect-error not yet narrowed
  someone.name
  if (status === 'signed-in') someone.sub satisfies string
  if (status === 'ended') end.reason satisfies string
  // @ts-expect-error `extend` is not on every warning
  if (warning) warning.extend.status
  if (warning?.extendable) warning.extend.status satisfies string
  // @ts-expect-error endsAt moves with activity: countdown hook or session.deadlines()
  useSession((view) => view.endsAt)
  useSession((view) => ({ signedIn: view.status === 'signed-in', name: view.user?.name })) satisfies {
    signedIn: boolean
    name: string | undefined
  }
  // @ts-expect-error null when nothing ends
  useSessionCountdown() satisfies number
  // @ts-expect-error no such step
  useSessionCountdown({ step: '5s' })
  // @ts-expect-error no such event
  useSessionEvent('expire', () => {})
  useSessionEvent('ended', ({ reason }) => void (reason satisfies string))
  useSessionUser().sub satisfies string
  // @ts-expect-error a typo is a typo: claims are not an index signature
  useSessionUser().nmae
  const dialog = useSessionDialog()
  // @ts-expect-error no dead "stay" button on "time is nearly up"
  if (dialog.face === 'time-up') dialog.stayProps.onClick
  if (dialog.face === 'still-here') dialog.warning.extend.status satisfies string
  // @ts-expect-error no text while closed
  dialog.text.title
  return <SessionExpiringDialog unsavedWork="saved" hideSignOut announceAt={['1m']} />
}

declare const staff: Session<{ readonly sub: string; readonly badge: number }>
export function Badge() {
  return useSession((view) => (view.status === 'signed-in' ? view.user.badge : null), staff) satisfies number | null
}
export function NoBadge() {
  // @ts-expect-error the customer has no badge
  return useSession((view) => view.user?.badge)
}

export async function actions() {
  const extended = await session.extend()
  // @ts-expect-error ask `ok` first
  extended.reason
  // @ts-expect-error another origin
  await session.signOut({ returnTo: 'https://evil.example' })
  // @ts-expect-error a lease without an end is no lease
  session.holdActivity('upload')
}
export const buttons = [
  <button key="1" onClick={session.extend} />,
  // @ts-expect-error the click event is no option; write () => signOut()
  <button key="2" onClick={session.signOut} />,
  <SignOutButton key="3" returnTo="/goodbye" className="quiet" />,
]

// @ts-expect-error the user type is earned by parseUser, not claimed
export const claimed = cookieBackend<{ role: 'admin' }>('/session')
// @ts-expect-error a backend is not optional
export const bare = createBrowserSession({ policy: {} })
// @ts-expect-error signed in as whom?
export const nobody = createFixedSession({ status: 'signed-in' })
// @ts-expect-error ended why?
export const somehow = createFixedSession({ status: 'ended' })
// @ts-expect-error time has a unit here as well
export const moved = createWorld({ user: { sub: 'u' } }).advance(60_000)

/** A dialog of one's own, headless. */
export function OwnDialog() {
  const dialog = useSessionDialog({ announceAt: ['1m', '20s'] })
  if (dialog.face === 'checking') dialog.stayProps satisfies null
  // @ts-expect-error a check promises nothing, so there is nothing to put away
  if (dialog.face === 'checking') dialog.dismissProps.onClick
  return (
    <dialog {...dialog.dialogProps}>
      <div {...dialog.announcerProps}>{dialog.announcement}</div>
      {dialog.open && (
        <>
          <h2 {...dialog.titleProps}>{dialog.text.title}</h2>
          <p {...dialog.descriptionProps}>{dialog.text.description}</p>
          {dialog.warning && <Clock />}
          {dialog.text.problem && <p role="alert">{dialog.text.problem}</p>}
          {dialog.stayProps && <button {...dialog.stayProps}>{dialog.text.stay}</button>}
          {dialog.signInProps && <button {...dialog.signInProps}>{dialog.text.signIn}</button>}
          {dialog.dismissProps && <button {...dialog.dismissProps}>{dialog.text.dismiss}</button>}
          {dialog.signOutProps && <button {...dialog.signOutProps}>{dialog.text.signOut}</button>}
        </>
      )}
    </dialog>
  )
}

/** Ticks alone. */
const Clock = () => <time aria-hidden>{Math.ceil((useSessionCountdown() ?? 0) / 1000)}</time>

/** A dialog of one's own, from the parts. */
export const houseDialog = (
  <SessionDialog.Root className="house-dialog" announceAt={['1m', '30s', '20s']} titleWhileHidden signedOutFace="none">
    <SessionDialog.Title />
    <SessionDialog.Description className="quiet" />
    <SessionDialog.Countdown style={{ fontSize: '2rem' }} />
    <SessionDialog.Problem />
    <SessionDialog.Stay render={(props, state) => <button {...props} data-urgent={state.lastSeconds} />} />
    <SessionDialog.SignIn onClick={(event) => event.preventDefault()} />
    <SessionDialog.Dismiss />
    <SessionDialog.SignOut className="quiet" />
    <SessionStatus className="quiet" />
    <SessionLimitNotice unsavedWork="lost" />
  </SessionDialog.Root>
)
export const wrongParts = [
  // @ts-expect-error a schedule has units
  <SessionDialog.Root key="1" announceAt={[60]} />,
  // @ts-expect-error a heading has no `disabled`
  <SessionDialog.Title key="2" disabled />,
  // @ts-expect-error what became of it is one of three
  <SessionLimitNotice key="3" unsavedWork="gone" />,
]
