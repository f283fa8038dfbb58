import type { Tab, World } from '@stillhere/core/testing'
import { fireEvent, render, within } from '@testing-library/react'
import { type ReactElement, StrictMode, useState } from 'react'
import { vi } from 'vitest'
import { SessionExpiringDialog, type SessionExpiringDialogProps } from '../dialog/index.ts'
import {
  type DraftStorage,
  type SessionDraftOptions,
  type SessionDraftUse,
  SessionGate,
  SessionProvider,
  useKeptDrafts,
  useSessionDraft,
} from '../index.ts'

export const TEXT = 'The plumber came on Tuesday.'
/** As a server gives it to one user. */
export const secretOf = (user: string) => () => `a secret of the server for ${user}`

/** What a tab has for itself. */
export interface TabStorage extends DraftStorage {
  /** Names and texts of what is kept. */
  drafts(): readonly string[]
  /** As the browser hands it to the page that comes after this one, or to a copy of the tab. */
  copy(): TabStorage
}

export function tabStorage(items = new Map<string, string>()): TabStorage {
  return {
    get length() {
      return items.size
    },
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (name) => items.get(name) ?? null,
    setItem: (name, text) => void items.set(name, text),
    removeItem: (name) => void items.delete(name),
    drafts: () => [...items].filter(([name]) => name.includes('/draft/')).map((item) => item.join('=')),
    copy: () => tabStorage(new Map(items)),
  }
}

export function Note({ name = 'note', ...use }: { readonly name?: string } & SessionDraftUse<string>): ReactElement {
  const [text, setText] = useState('')
  const { found, discard } = useSessionDraft(name, () => text || null, use)
  return (
    <>
      {found !== null && (
        <>
          <output aria-label="found">{found}</output>
          <button
            type="button"
            onClick={() => {
              setText(found)
              discard()
            }}
          >
            Put it back
          </button>
          <button type="button" onClick={discard}>
            Discard it
          </button>
        </>
      )}
      <textarea aria-label={name} value={text} onChange={(event) => setText(event.target.value)} />
    </>
  )
}

/** What a sign-in page may say. */
export function Waiting(): ReactElement {
  return <p>{useKeptDrafts()} waiting</p>
}

export interface DraftPageOptions extends Omit<SessionDraftOptions, 'storage'> {
  readonly storage?: TabStorage
  readonly ui?: ReactElement
  readonly signedOut?: ReactElement
  readonly whenEnded?: 'unmount' | 'hide'
  readonly dialog?: SessionExpiringDialogProps
}

/** A page of the app with its own tab storage; what it seals with is quick, unless a test says otherwise. */
export function draftPage(
  { session }: Pick<Tab, 'session'>,
  {
    storage = tabStorage(),
    ui = <Note />,
    signedOut = <p>signed out</p>,
    whenEnded = 'unmount',
    dialog = {},
    ...drafts
  }: DraftPageOptions = {},
) {
  const options = { storage, sealingKey: secretOf('ada'), ...drafts }
  const page = (shown: ReactElement) => (
    <StrictMode>
      <SessionProvider session={session} drafts={options}>
        <SessionGate signedOut={signedOut} whenEnded={whenEnded}>
          {shown}
        </SessionGate>
        <SessionExpiringDialog {...dialog} />
      </SessionProvider>
    </StrictMode>
  )
  const { container, rerender, unmount } = render(page(ui))
  const inside = within(container)
  const field = (name: string) => inside.getByLabelText<HTMLTextAreaElement>(name)
  return {
    storage,
    inside,
    unmount,
    show: (shown: ReactElement) => rerender(page(shown)),
    field,
    type: (text: string, name = 'note') => fireEvent.change(field(name), { target: { value: text } }),
    press: (name: string) => fireEvent.click(inside.getByRole('button', { name, hidden: true })),
    /** The draft that is offered, as soon as it is known; fails when none is. */
    offered: async () => (await inside.findByLabelText('found')).textContent,
    isOffered: () => container.querySelector('output') !== null,
    dialogText: () => inside.getByRole('alertdialog', { hidden: true }).textContent,
    kept: (count: number) => vi.waitFor(() => expectCount(storage, count)),
  }
}

/** The page in a new tab of the world, once it has been restored. */
export async function newDraftPage(world: World, options: DraftPageOptions = {}) {
  const tab = world.tab()
  await world.advance('1s')
  return { tab, ...draftPage(tab, options) }
}

function expectCount(storage: TabStorage, count: number): void {
  const { length } = storage.drafts()
  if (length !== count) throw new Error(`${length} drafts are kept, not ${count}`)
}
