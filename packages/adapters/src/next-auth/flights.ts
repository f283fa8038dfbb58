import { followStorage } from '../follow-storage.ts'
import { fieldOf } from '../user.ts'

/** Where the SDK tells other tabs: a key of localStorage in version 4, a channel in version 5. */
const STORAGE_KEY = 'nextauth.message'
const CHANNEL = 'next-auth'

/** The requests under way, and what other tabs tell meanwhile. */
export interface Flights {
  fetch(path: string, signal: AbortSignal): Promise<Landed>
  /** Calls the requests under way off, so that no answer of theirs brings back the cookie that a sign-out is about to remove. */
  callOff(): Promise<void>
  onNews(heard: (trigger: unknown) => void): () => void
}

interface Landed {
  readonly response: Response
  /** Whether the SDK told that another tab signed out while this request was under way. */
  readonly signedOutMeanwhile: boolean
}

export function createFlights(): Flights {
  const running = new Map<AbortController, Promise<unknown>>()

  return {
    async fetch(path, signal) {
      const controller = new AbortController()
      const abort = () => controller.abort()
      let signedOutMeanwhile = false
      const stop = followSdk((trigger) => {
        if (trigger === 'signout') signedOutMeanwhile = true
      })
      signal.addEventListener('abort', abort, { once: true })
      const answer = globalThis.fetch(path, {
        cache: 'no-store',
        credentials: 'same-origin',
        headers: { accept: 'application/json' },
        // Middleware that protects the route sends those away who are not signed in.
        redirect: 'manual',
        signal: controller.signal,
      })
      running.set(controller, answer)
      try {
        return { response: await answer, signedOutMeanwhile }
      } finally {
        running.delete(controller)
        signal.removeEventListener('abort', abort)
        stop()
      }
    },
    async callOff() {
      const landing = [...running.values()]
      for (const controller of running.keys()) controller.abort()
      await Promise.allSettled(landing)
    },
    onNews: followSdk,
  }
}

/** Hears what next-auth tells the other tabs. Returns its undo. */
function followSdk(heard: (trigger: unknown) => void): () => void {
  const unfollow = followStorage(({ key, newValue }) => {
    if (key === STORAGE_KEY && newValue !== null) heard(triggerOf(parsed(newValue)))
  })
  const channel = openChannel()
  channel?.addEventListener('message', ({ data }) => heard(triggerOf(data)))
  return () => {
    unfollow()
    channel?.close()
  }
}

function openChannel(): BroadcastChannel | null {
  try {
    return new BroadcastChannel(CHANNEL)
  } catch {
    return null
  }
}

function triggerOf(message: unknown): unknown {
  return fieldOf(fieldOf(message, 'data'), 'trigger')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
