import { StillhereError } from '../engine/errors.ts'
import type { User } from '../engine/words.ts'
import type { SentRequest } from './sent-request.ts'
import type { VirtualNetwork } from './test-backend.ts'
import type { ServerRequest, TestServer, WorldOptions } from './world-types.ts'

/** The server as a test holds it. `tellTabs`: its own news, as over a back-channel. */
export function controlServer<U = User>(
  network: VirtualNetwork<U>,
  say: (text: string) => void,
  tellTabs: () => void,
  options: WorldOptions<U>,
): TestServer<U> {
  const { clock, server, faults, jar, requests } = network
  const own = options.backend !== undefined

  function refuseForOwnBackend(method: string): void {
    if (!own) return
    throw new StillhereError(
      'world-call-impossible',
      `server.${method}() is for the test server, and this world has a backend of your own: let that do it.`,
    )
  }

  return {
    fail(fault, times, details) {
      say(`server fails: ${fault}${times === undefined ? '' : ` × ${times}`}`)
      faults.add(fault, times, details)
    },
    recover() {
      say('server recovers')
      faults.clear()
    },
    end: async (reason = 'revoked') => {
      refuseForOwnBackend('end')
      await clock.perform(() => {
        say(`server ends the session (${reason})`)
        server.endAll(reason)
        tellTabs()
      })
    },
    rejectRefresh() {
      refuseForOwnBackend('rejectRefresh')
      say('server will reject the next refresh')
      server.rejectRefresh()
    },
    signIn: async (user = options.user, { remembered = false } = {}) => {
      refuseForOwnBackend('signIn')
      await clock.perform(() => {
        const userId = network.userIdOf(user)
        say(`${userId} signs in${remembered ? ', remembered' : ''}`)
        jar.cookie = server.signIn(user, userId, remembered)
      })
    },
    answerSignIn(answer) {
      refuseForOwnBackend('answerSignIn')
      network.signInAnswer.current = answer
    },
    loseExchange() {
      refuseForOwnBackend('loseExchange')
      say('the next exchange between handler and provider loses its answer')
      server.loseExchange()
    },
    get requests() {
      return requests.map(asSeen)
    },
    get refreshes() {
      return own ? requests.filter(({ kind, judged }) => kind === 'refresh' && isJudgment(judged)).length : server.refreshes
    },
    get reuses() {
      return server.reuses
    },
    get signOuts() {
      return own ? requests.filter(({ kind, judgedAt }) => kind === 'sign-out' && judgedAt !== null).length : server.signOuts
    },
  }
}

function isJudgment(answer: SentRequest['judged']): boolean {
  return answer?.status === 'live' || answer?.status === 'rejected'
}

/** Without what it carried: no token is anywhere for a test to print. */
function asSeen({ kind, sentAt, presence, settled }: SentRequest): ServerRequest {
  const answer = settled?.answer ?? null
  return { kind, sentAt, presence, answer: typeof answer === 'object' && answer !== null ? answer.status : answer }
}
