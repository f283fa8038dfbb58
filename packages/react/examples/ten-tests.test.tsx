import { type Session, SessionGate, SessionProvider, type User, createSessionFetch, useSession } from '@stillhere/react'
import { SessionExpiringDialog } from '@stillhere/react/dialog'
import { type WorldOptions, createWorld } from '@stillhere/react/testing'
import { cleanup, render, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'

const ada: User = { sub: 'ada', name: 'Ada' }
const policy = { inactivity: '15m', maxLifetime: '8h', accessTokenLifetime: '5m' } as const
const saved: string[] = []

afterEach(() => {
  cleanup()
  saved.length = 0
})

/** Your app. Its root takes the session, so that a test can hand in another one. */
function App({ session }: { readonly session: Session }) {
  const note = () => document.querySelector('textarea')?.value ?? ''
  return (
    <SessionProvider session={session} onWarning={async () => void saved.push(note())}>
      <SessionGate signedOut={(end) => <h1>{end ? `Signed out: ${end.reason}` : 'Welcome'}</h1>}>
        <CasePage />
      </SessionGate>
      <SessionExpiringDialog />
    </SessionProvider>
  )
}

function CasePage() {
  const { user, signOut } = useSession()
  return (
    <main>
      <h1>Cases of {user?.name}</h1>
      <textarea aria-label="Note" />
      <button onClick={() => void signOut()}>Leave</button>
    </main>
  )
}

async function open(options: Partial<WorldOptions> = {}) {
  const world = createWorld({ user: ada, policy, ...options })
  const tab = world.tab()
  const page = render(<App session={tab.session} />)
  await page.findByText('Cases of Ada')
  return { world, tab, page, user: userEvent.setup() }
}

test('1. Somebody who was away is asked, and stays with one click', async () => {
  const { world, user } = await open()
  await world.advanceTo('warning', { before: '1s' })
  expect(screen.queryByRole('alertdialog')).toBeNull()
  await world.advance('1s')
  await user.click(within(screen.getByRole('alertdialog')).getByRole('button', { name: 'Stay signed in' }))
  await world.advance('10m')
  expect(screen.queryByRole('alertdialog')).toBeNull()
  screen.getByText('Cases of Ada')
})

test('2. Nobody answers: the page is empty and says why', async () => {
  const { world, tab } = await open()
  const openedAt = world.now
  await world.advanceTo('end')
  expect(world.now - openedAt).toBe(15 * 60_000)
  expect(tab.session.getState().end).toMatchObject({ reason: 'inactive', here: true })
  expect(screen.queryByText('Cases of Ada')).toBeNull()
  screen.getByText('Signed out: inactive')
})

test('3. Somebody who works is never asked', async () => {
  const { world, tab, user } = await open()
  for (let quarters = 0; quarters < 8; quarters++) {
    await world.advance('12m')
    await tab.input(() => user.type(screen.getByRole('textbox'), 'x'))
    expect(screen.queryByRole('alertdialog')).toBeNull()
  }
  expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toBe('xxxxxxxx')
})

test('4. A laptop that slept through the limit wakes up empty', async () => {
  const { world, tab } = await open()
  await world.sleep('9h')
  await tab.input()
  expect(screen.queryByText('Cases of Ada')).toBeNull()
  screen.getByText('Signed out: inactive')
})

test('5. A token is renewed once for all tabs, and nobody notices', async () => {
  const { world, user } = await open()
  await user.type(screen.getByRole('textbox'), 'Called back')
  world.tab()
  await world.advanceTo('refresh')
  await world.advance('1m')
  expect(world.server.refreshes).toBe(1)
  expect(screen.queryByRole('alertdialog')).toBeNull()
  expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toBe('Called back')
})

test('6. A server in trouble is warned of in time, "Stay" says that it failed, and nothing is lost when it is back', async () => {
  const { world, user } = await open({ policy: { accessTokenLifetime: '5m' } })
  world.server.fail(503)
  await world.advanceTo('warning')
  await user.click(screen.getByRole('button', { name: 'Stay signed in' }))
  await screen.findByRole('alert')
  world.server.recover()
  await user.click(screen.getByRole('button', { name: 'Stay signed in' }))
  await world.advance('1s')
  expect(screen.queryByRole('alertdialog')).toBeNull()
  screen.getByText('Cases of Ada')
})

test('7. The maximum lifetime ends the session of somebody at work, after a warning that promises nothing', async () => {
  const { world, tab } = await open({ policy: { maxLifetime: '8h' } })
  await world.advanceTo('warning')
  expect(screen.queryByRole('button', { name: 'Stay signed in' })).toBeNull()
  await tab.input()
  await world.advanceTo('end')
  screen.getByText('Signed out: max-lifetime')
})

test('8. Signing out in one tab empties the other, and the next user sees nothing of the last', async () => {
  const { world, page, user } = await open()
  const other = render(<App session={world.tab().session} />)
  await user.click(await within(other.container).findByRole('button', { name: 'Leave' }))
  await within(page.container).findByText('Signed out: signed-out')
  const grace: User = { sub: 'grace', name: 'Grace' }
  await world.server.signIn(grace)
  page.rerender(<App session={world.tab().session} key="loaded anew" />)
  await page.findByText('Cases of Grace')
  expect(screen.queryByText('Cases of Ada')).toBeNull()
})

test('9. What was typed is saved when the warning opens, before anything can end', async () => {
  const { world, user } = await open()
  await user.type(screen.getByRole('textbox'), 'Half a sentence')
  await world.advanceTo('warning')
  expect(saved).toEqual(['Half a sentence'])
})

test('10. An API that answers 401 costs one refresh and no work; a server that has ended the session ends it here', async () => {
  const { world, tab } = await open()
  let answers = [401, 200]
  const fetch = async () => new Response(null, { status: answers.shift() ?? 401 })
  const api = createSessionFetch(tab.session, {}, { fetch })
  expect((await api('https://cases.example.com/')).status).toBe(200)
  expect(world.server.refreshes).toBe(1)
  answers = [401]
  await world.advance('1m')
  world.server.rejectRefresh()
  expect((await api('https://cases.example.com/')).status).toBe(401)
  await screen.findByText('Signed out: refresh-rejected')
})
