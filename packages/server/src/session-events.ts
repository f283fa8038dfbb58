import type { Configuration } from './options.ts'
import { empty, eventStream } from './responses.ts'
import type { Sessions } from './sessions.ts'
import type { SessionJudge } from './session-judge.ts'

/** Often enough for proxies, which close what is silent for a minute. */
const HEARTBEAT_MS = 25_000

/** Of one session in one process: as many tabs as people have, and no more memory than that for who has one cookie. */
const MOST_STREAMS = 100

const CHANGED = 'data: changed\n\n'
const HEARTBEAT = ':\n\n'

/**
 * Tells open pages at once that their session has ended or was changed: a stream of server-sent events whose only word is "changed". Whoever
 * hears it asks. The stream is nobody's presence, renews nothing, and closes when its session is over. Messages between processes can be
 * lost, so every heartbeat looks for itself.
 */
export function sessionEvents(config: Configuration, sessions: Sessions, judge: SessionJudge): (request: Request) => Promise<Response> {
  const open = new Map<string, number>()

  return async (request) => {
    // EventSource sends no headers of ours, so the page names its session in the query.
    const judgment = await judge.judge(request, new URL(request.url).searchParams.get('session'))
    // "No content" tells a browser to stop connecting.
    if (judgment.status !== 'live') return empty(204)
    const { storeKey } = judgment.found
    if ((open.get(storeKey) ?? 0) >= MOST_STREAMS) return empty(429)
    return eventStream(streamOf(storeKey, request.signal))
  }

  function streamOf(storeKey: string, gone: AbortSignal): ReadableStream<Uint8Array> {
    let end = (): void => {}
    return new ReadableStream<Uint8Array>({
      start: (controller) => {
        const encoder = new TextEncoder()
        const send = (text: string): void => controller.enqueue(encoder.encode(text))
        const heartbeat = setInterval(() => void look(HEARTBEAT), HEARTBEAT_MS)
        const unsubscribe = config.store.subscribe(storeKey, () => void look(CHANGED))
        let ended = false
        open.set(storeKey, (open.get(storeKey) ?? 0) + 1)
        end = () => {
          if (ended) return
          ended = true
          clearInterval(heartbeat)
          unsubscribe()
          gone.removeEventListener('abort', close)
          const others = (open.get(storeKey) ?? 1) - 1
          if (others > 0) open.set(storeKey, others)
          else open.delete(storeKey)
        }
        const close = (): void => {
          if (ended) return
          end()
          controller.close()
        }
        /** Sends the word while the session lives; else says so and closes. */
        const look = async (word: string): Promise<void> => {
          const lives = await isLive(storeKey)
          if (ended) return
          send(lives ? word : CHANGED)
          if (!lives) close()
        }
        gone.addEventListener('abort', close)
        if (gone.aborted) return close()
        // At once, so that the browser knows that it is connected; and what happened between the first look and now is not missed.
        void look(HEARTBEAT)
      },
      cancel: () => end(),
    })
  }

  /** While the store is away nothing is known, and the stream stays. */
  async function isLive(storeKey: string): Promise<boolean> {
    try {
      const session = await sessions.read(storeKey)
      return session?.status === 'kept' && sessions.standingOf(session.record).over === null
    } catch {
      return true
    }
  }
}
