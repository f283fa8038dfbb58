import { parseDuration, type Session, type SessionEnd, type SessionEvents } from '@stillhere/core'
import { createHolds, type Holding } from './holds.ts'
import type { NotStorable } from './not-storable.ts'
import { createOffers, type Offer } from './offers.ts'
import { requestSeal, type Seal } from './seal.ts'
import { sealedRecords } from './sealed-records.ts'
import type { DraftStorage, SessionDraftOptions, UnsavedWork } from './session-draft-options.ts'
import { watchInput } from './watch-input.ts'

/** The drafts of one session in this tab. */
export interface Drafts {
  /** A form is there: it is asked for its text when that has to be kept. Returns its undo, for when the form goes. Tells nobody at once. */
  hold(holding: Holding): () => void
  /** Something may have been typed. */
  touched(): void
  /** What was kept under this key and no form on this page holds; null when nothing was. */
  offered(key: string): Offer | null
  /** Forgets what is offered, as soon as what the form holds has been kept. */
  discard(key: string): void
  /** What became of unsaved work at the end that this page has had; `none` as soon as somebody is signed in. */
  readonly work: { readonly subscribe: (listener: () => void) => () => void; readonly getSnapshot: () => UnsavedWork }
  /** How many are kept in this tab, whoever wrote them. */
  count(): number
  subscribe(listener: () => void): () => void
}

/** From sign-in to the end. What is under way at the end keeps its own. */
interface Term {
  readonly userId: string
  seal: Seal | null
  asking: Promise<Seal | NotStorable> | null
  /** The server gave no key. */
  refused: boolean
}

const SAVE_AFTER_MS = 1000
const ASK_AGAIN_MS = 10_000
const DAY_MS = 86_400_000

/**
 * Touches nothing before the first form is there.
 *
 * @throws StillhereError `duration-invalid` for a `maxAge` that is none.
 */
export function createDrafts(session: Session<unknown>, options: SessionDraftOptions = {}): Drafts {
  const records = sealedRecords({
    sessionName: session.name,
    storage: () => options.storage ?? tabStorage(),
    now: session.now,
    maxAgeMs: parseDuration(options.maxAge ?? '3d'),
  })
  const holds = createHolds(records)
  const offers = createOffers(records, holds)
  const listeners = new Set<() => void>()
  let term: Term | null = null
  let outcome: UnsavedWork = 'none'
  let cancelSave: (() => void) | null = null
  let lookingUp = false
  let cancelSweep = () => {}
  let detach = () => {}

  function subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }

  function changed(): void {
    for (const listener of [...listeners]) listener()
  }

  /** Somebody is signed in: what they left behind is looked up as soon as their seal is there. */
  function begin(): void {
    const userId = session.userId()
    if (userId === null || term?.userId === userId) return
    cancelSweep()
    const own: Term = { userId, seal: null, asking: null, refused: false }
    term = own
    const undo = session.on('ended', (end) => {
      undo()
      if (term === own) term = null
      forgetAfter(end)
    })
    void settle(own)
  }

  function sealOf(own: Term): Promise<Seal | NotStorable> {
    own.asking ??= requestSeal(own.userId, records.salt, options.sealingKey).then((answer) => {
      if (!('what' in answer)) own.seal = answer
      else if (answer.what === 'no-key') askAgain(own)
      return answer
    })
    return own.asking
  }

  /** Keeps what was read before the seal was there, and looks up what is offered. */
  async function settle(own: Term): Promise<void> {
    const answer = await sealOf(own)
    const work = holds.settle(own.userId, answer)
    if (term === null && session.userId() === null && work !== 'none' && outcome !== 'lost') outcome = work
    if (term === own) lookUp()
    changed()
  }

  /** Not at once, however much is typed meanwhile. */
  function askAgain(own: Term): void {
    own.refused = true
    session.after(ASK_AGAIN_MS, () => {
      forgetRefusal(own)
      if (term === own && !holds.isEmpty()) void settle(own)
    })
  }

  function forgetRefusal(own: Term): void {
    if (own.refused) own.asking = null
    own.refused = false
  }

  function lookUp(): void {
    if (term?.seal) offers.look(term.seal)
  }

  /** Once for all forms that come at the same time. */
  function lookUpSoon(): void {
    if (lookingUp) return
    lookingUp = true
    queueMicrotask(() => {
      lookingUp = false
      lookUp()
      changed()
    })
  }

  /** Everything that the forms hold now. What cannot be sealed yet stays in memory until it can. */
  function save(renew = false): void {
    cancelSave?.()
    cancelSave = null
    if (session.userId() === null) return
    begin()
    holds.save(term, renew)
    if (term && holds.isWaiting(term.userId)) void settle(term)
  }

  function touched(): void {
    if (session.userId() !== null) cancelSave ??= session.after(SAVE_AFTER_MS, () => save())
  }

  function beforeEnd({ reason }: SessionEvents['before-end']): Promise<void> | undefined {
    const own = term
    term = null
    outcome = holds.save(own, true)
    // What waits for an answer still is kept as well.
    if (outcome === 'none' && !offers.isEmpty()) outcome = 'saved'
    offers.clear()
    const undo = session.on('signed-in', () => {
      undo()
      outcome = 'none'
      changed()
    })
    if (own && reason !== 'replaced') {
      // Not called saved before it is: the key may never come.
      if (outcome === 'saved' && holds.isWaiting(own.userId)) outcome = 'none'
      return afterwards(own)
    }
    if (outcome === 'saved') outcome = 'lost'
    holds.drop()
    return undefined
  }

  /** Also where no form is left on the page: what one of them has kept is still in the tab. */
  function forgetAfter({ reason, here }: SessionEnd): void {
    const byHand = reason === 'signed-out' && here && options.afterSignOut !== 'keep'
    if (!byHand && reason !== 'replaced') return
    if (byHand) outcome = 'none'
    holds.drop()
    records.clear()
    changed()
  }

  async function afterwards(own: Term): Promise<void> {
    // What is forgotten is known when the state has changed.
    await Promise.resolve()
    forgetRefusal(own)
    if (holds.isWaiting(own.userId)) await settle(own)
    sweep()
    changed()
  }

  /** What nobody comes back for does not stay. */
  function sweep(): void {
    cancelSweep()
    const leftMs = term === null ? records.nextExpiryMs() : null
    if (leftMs !== null) cancelSweep = session.after(Math.min(leftMs, DAY_MS), sweep)
  }

  function attach(): () => void {
    const undos = [
      session.on('warning', () => save()),
      session.on('before-end', beforeEnd),
      session.on('signed-in', begin),
      watchInput({ touched, leaving: () => save(true) }),
    ]
    return () => {
      cancelSave?.()
      cancelSave = null
      for (const undo of undos) undo()
    }
  }

  return {
    hold(holding) {
      if (holds.isEmpty()) detach = attach()
      const release = holds.add(holding)
      begin()
      const writer = session.userId()
      if (term?.seal) lookUpSoon()
      if (term && term.asking === null) void settle(term)
      return () => {
        const now = session.userId()
        release(now === null || (writer !== null && now !== writer) ? 'session-over' : 'left', term)
        offers.forget(holding.key)
        if (term && holds.isWaiting(term.userId)) void settle(term)
        if (holds.isEmpty()) detach()
      }
    },
    touched,
    offered: offers.first,
    discard(key) {
      const offer = offers.take(key)
      if (offer === null) return
      changed()
      // After React has put into the form what was offered.
      queueMicrotask(() => {
        save()
        records.remove(offer.id)
        changed()
      })
    },
    work: { subscribe, getSnapshot: () => outcome },
    count: records.count,
    subscribe,
  }
}

/** null where the browser forbids it. */
function tabStorage(): DraftStorage | null {
  try {
    return sessionStorage
  } catch {
    return null
  }
}
