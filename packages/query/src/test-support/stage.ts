import { type SessionState } from '@stillhere/core'
import { type WorldOptions, createWorld } from '@stillhere/core/testing'
import { type AttachOptions, attachSession } from '../attach-session.ts'
import { type QueryCore } from './query-core.ts'

export const USER = { sub: 'u1', name: 'Ada' }
export const ANOTHER = { sub: 'u2', name: 'Grace' }

/** An error as `fetch` wrappers throw it. */
export function status(code: number, more: object = {}): Error {
  return Object.assign(new Error(`status ${code}`), { status: code }, more)
}

export interface StageOptions {
  readonly world?: Partial<WorldOptions>
  readonly attach?: AttachOptions
  /** Whether the session has been restored when it begins. Default true. */
  readonly restored?: boolean
}

/** A tab of a virtual world with a query client that is the session's. */
export async function openStage({ QueryClient }: Pick<QueryCore, 'QueryClient'>, options: StageOptions = {}) {
  const world = createWorld({ user: USER, ...options.world })
  const tab = world.tab()
  const client = new QueryClient()
  const detach = attachSession(client, tab.session, options.attach)
  const stage = {
    world,
    session: tab.session,
    tab,
    client,
    detach,
    state: (): SessionState => tab.session.getState(),
    /** What is due at once happens: in the world, and in the timers of TanStack Query that are set to nothing. */
    async settle() {
      for (let turn = 0; turn < 4; turn++) {
        await world.advance('0s')
        await new Promise((resolve) => setTimeout(resolve, 0))
      }
    },
    /** The user signs in on another page of the browser, and this one hears of it. */
    async signIn(user: typeof USER = USER) {
      await world.server.signIn(user)
      void tab.session.restore()
      await stage.settle()
    },
    async end() {
      await world.server.end()
      await stage.settle()
    },
  }
  if (options.restored !== false) await stage.settle()
  return stage
}

export type Stage = Awaited<ReturnType<typeof openStage>>
