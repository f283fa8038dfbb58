import { type Facts, compareSessions } from './facts.ts'
import { askWhoseSession } from './replaced.ts'
import { type Turn, change, setFacts, share } from './turn.ts'

/**
 * A newer session was heard of, and it is over. Either ours went before it and this tab missed its end, or ours is the newest and was
 * begun where nobody knew how far the count had come (the store was cleared). Only the backend knows; covered until it has said.
 */
export function meetRival<U>(turn: Turn<U>, rival: Facts): void {
  change(turn, { rival })
  askWhoseSession(turn)
}

/** Ours lives, says the backend: it takes its place before the one that is over. */
export function outrank<U>(turn: Turn<U>): void {
  const { facts, rival } = turn.state
  if (rival === null || facts === null) return
  change(turn, { rival: null })
  if (compareSessions(rival, facts) <= 0) return
  setFacts(turn, { ...facts, session: rival.session + 1 })
  share(turn)
}
