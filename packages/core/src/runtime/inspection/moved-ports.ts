import type { FactsStorage } from '../../ports/facts-storage.ts'
import type { TabsChannel } from '../../ports/tabs-channel.ts'
import type { Ahead, TimeTravel } from './time-travel.ts'

/*
 * Tabs compare instants, so all tabs of a session have to be equally far ahead. Whatever one of them says or stores tells how far it is,
 * and who hears or reads it follows first. In the store that lasts as long as the session does.
 */

/** The channel, with how far the sender is ahead. */
export function movedChannel(channel: TabsChannel, time: TimeTravel): TabsChannel {
  return {
    get kind() {
      return channel.kind
    },
    post: (message) => channel.post(withAhead(message, time.ahead())),
    subscribe: (heard) =>
      channel.subscribe((message) => {
        follow(message, time)
        heard(message)
      }),
  }
}

/** The store, with how far the writer is ahead. */
export function movedFacts(facts: FactsStorage, time: TimeTravel): FactsStorage {
  return {
    get kind() {
      return facts.kind
    },
    async read() {
      const stored = await facts.read()
      follow(stored, time)
      return stored
    },
    update: (change) =>
      facts.update((stored) => {
        follow(stored, time)
        return withAhead(change(stored), time.ahead())
      }),
  }
}

function withAhead(value: unknown, ahead: Ahead): unknown {
  return isRecord(value) && ahead.sleptMs + ahead.skippedMs > 0 ? { ...value, ahead } : value
}

function follow(value: unknown, time: TimeTravel): void {
  const ahead = isRecord(value) && !isOver(value) ? value['ahead'] : null
  if (!isRecord(ahead)) return
  const { sleptMs, skippedMs } = ahead
  if (isDuration(sleptMs) && isDuration(skippedMs)) time.follow({ sleptMs, skippedMs })
}

/** A message is facts, a stored record holds them. */
function isOver(value: Readonly<Record<string, unknown>>): boolean {
  const facts = isRecord(value['facts']) ? value['facts'] : value
  return isRecord(facts['end'])
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function isDuration(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0
}
