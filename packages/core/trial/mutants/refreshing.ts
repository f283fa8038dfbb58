import { type Mutant, mutant, mutantOf } from './mutant.ts'

/** Mistakes about asking, answers and ends. */
export const REFRESHING: readonly Mutant[] = [
  mutantOf('late answer accepted after the end', [
    {
      file: 'engine/transition.ts',
      find: "  const { answer, sentAt, standing, random } = event\n  if (status !== 'signed-in' || facts === null) return\n",
      put: "  const { answer, sentAt, standing, random } = event\n  if (facts === null) return\n  if (status === 'ended' && answer.status === 'live') change(turn, { status: 'signed-in', end: null, user: answer.user })\n",
    },
    {
      file: 'runtime/perform.ts',
      find: "if (status !== 'signed-in' && answer.status === 'live' && facts?.key === about) return void dropLateResult(facts)",
      put: "if (status === 'new') return void dropLateResult(facts as Facts)",
    },
  ]),
  mutant(
    '401 of an API treated as rejected',
    'engine/transition.ts',
    "  const result = because === 'unauthorized' ? pointless(turn) : null\n",
    "  if (because === 'unauthorized') return endSession(turn, { reason: 'refresh-rejected', at: turn.at, limitMs: null }, true)\n  const result = because === 'unauthorized' ? pointless(turn) : null\n",
  ),
  mutant(
    'invalid_grant retried',
    'engine/asking.ts',
    "    case 'rejected':\n      return refused(turn, answer.reason)",
    "    case 'rejected':\n      return answer.reason === null ? heldBack(turn, turn.at + 1000, 0) : refused(turn, answer.reason)",
  ),
  mutant(
    'dialog without a failed attempt',
    'engine/settling.ts',
    'return lifetime.warnAt - slackMs <= turn.at && (!lifetime.warnsOnlyAfterFailure || failing(turn.state.asking, turn.at))',
    'return lifetime.warnAt - slackMs <= turn.at',
  ),
  mutant(
    'presence counted from a token refresh',
    'engine/renewing.ts',
    'startedAt, activityAt, renewal, ...anew }',
    "startedAt, activityAt: how === 'look' ? activityAt : Math.max(activityAt, sentAt), renewal, ...anew }",
  ),
  mutant(
    'presence counted during the warning',
    'engine/presence.ts',
    'if (checking !== null) return somebodyCame(turn)\n  if (isAsked(turn)) return',
    'if (checking !== null) return somebodyCame(turn)\n  if (turn.at < 0) return',
  ),
  mutantOf('refresh after renewable-until', [
    {
      file: 'engine/asking.ts',
      find: 'if (renewableUntil(facts) <= turn.at) return cannotRenew(turn)',
      put: 'if (renewableUntil(facts) < 0) return cannotRenew(turn)',
    },
    {
      file: 'engine/deadlines.ts',
      find: 'const renewable = plannedAt < renewableUntil(facts)',
      put: 'const renewable = plannedAt < renewableUntil(facts) + 1e12',
    },
    { file: 'runtime/refresh.ts', find: 'renewableUntil(seen.from) <= now()', put: 'renewableUntil(seen.from) < 0' },
  ]),
  mutantOf('onBeforeEnd after the wipe', [
    { file: 'runtime/session.ts', find: '      if (ended !== null) ending.beforeEnd(ended.reason)\n', put: '' },
    {
      file: 'runtime/session.ts',
      find: '      if (ended !== null) ending.ended(ended)\n',
      put: '      if (ended !== null) {\n        ending.beforeEnd(ended.reason)\n        ending.ended(ended)\n      }\n',
    },
  ]),
  mutant('one failure and nothing ever tries again', 'engine/next-wake.ts', "asking.status === 'waiting' ? asking.nextAt : null", 'null'),
  mutant(
    'no pause between attempts',
    'engine/backoff.ts',
    'return Math.max(SHORTEST_MS, Math.ceil(ceiling * random))',
    'return ceiling * random * 0',
  ),
  mutant(
    'refreshes without distance',
    'engine/deadlines.ts',
    'const plannedAt = Math.max(endsAt - leadMs, renewal.issuedAt + CLOSEST_REFRESH_MS)',
    'const plannedAt = Math.min(endsAt - leadMs, renewal.issuedAt + CLOSEST_REFRESH_MS)',
  ),
  mutant(
    'a failing network ends the session',
    'engine/asking.ts',
    "    case 'unavailable': {\n      const { facts } = turn.state",
    "    case 'unavailable': {\n      if (turn.at > 0) return endSession(turn, { reason: 'refresh-rejected', at: turn.at, limitMs: null }, true)\n      const { facts } = turn.state",
  ),
]
