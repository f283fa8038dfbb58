import { type Mutant, mutant, mutantOf } from '../../core/trial/mutants/mutant.ts'

const EXPLAINING = '../../policies/src/explain-policy.ts'
const PLAYING = '../../policies/src/play-situation.ts'

/** Mistakes in the engine and in how it is asked, each of which makes an explanation wrong. */
export const MUTANTS: readonly Mutant[] = [
  mutant(
    'a warning is not capped to half of what it warns of',
    'engine/deadlines.ts',
    'return leadMs === null ? null : Math.min(leadMs, Math.max(0, warnsOfMs) / 2)',
    'return leadMs === null ? null : Math.min(leadMs, Math.max(0, warnsOfMs))',
  ),
  mutant('the refresh lead is a fourth', 'engine/deadlines.ts', 'Math.min(lifeMs / 5,', 'Math.min(lifeMs / 4,'),
  mutant(
    'the shorter way of renewing counts',
    'engine/deadlines.ts',
    'Math.max(refreshToken, renewal.issuedAt + limitsMs.signOnWindow)',
    'Math.min(refreshToken, renewal.issuedAt + limitsMs.signOnWindow)',
  ),
  mutantOf('the refresh token lives anew with each refresh', [
    {
      file: 'engine/deadlines.ts',
      find: 'startedAt + (limitsMs.refreshTokenLifetime ?? Infinity),',
      put: 'renewal.issuedAt + (limitsMs.refreshTokenLifetime ?? Infinity),',
    },
    {
      file: 'testing/server-session.ts',
      find: 'Math.min(startedAt + limitsMs.refreshTokenLifetime, issuedAt + limitsMs.refreshWindow)',
      put: 'Math.min(issuedAt + limitsMs.refreshTokenLifetime, issuedAt + limitsMs.refreshWindow)',
    },
  ]),
  mutant(
    'people are warned of what lies beyond a fixed end',
    'engine/deadlines.ts',
    '  return all.some(({ endsAt }) => endsAt > lastAt) ? ',
    '  return all.some(({ endsAt }) => endsAt > Infinity) ? ',
  ),
  mutant(
    'nothing counts while any dialog is open',
    'engine/presence.ts',
    "return warning.extendable || warning.cause === 'inactive' || warning.cause === 'server-idle'",
    'return warning.openedAt > 0',
  ),
  mutant(
    'token expiry ends though the policy asks first',
    'engine/ending.ts',
    "rules.policy.onTokenExpiry === 'end') return",
    "rules.policy.onTokenExpiry !== 'check' || endsAt > 0) return",
  ),
  mutant(
    'somebody who is away is refreshed for',
    'engine/settling.ts',
    "const away = turn.rules.policy.refreshWhen === 'active' && facts.activityAt <= token.sinceAt",
    "const away = turn.rules.policy.refreshWhen === 'active' && facts.activityAt < 0",
  ),
  mutant(
    'limits of "remember me" are forgotten',
    'engine/renewing.ts',
    'return remembered ? (policy.rememberedLimitsMs ?? policy.limitsMs) : policy.limitsMs',
    'return policy.limitsMs',
  ),
  mutant(
    'a later end of two counts',
    'engine/deadlines.ts',
    '.sort((a, b) => a.endsAt - b.endsAt ||',
    '.sort((a, b) => Math.floor(a.endsAt / 60_000) - Math.floor(b.endsAt / 60_000) ||',
  ),
  mutant(
    'what a refusal leaves is not told',
    'engine/settling.ts',
    "if (isPastRenewing(turn) && lifetime.reason === 'token-expired' && !lifetime.extendable) return true",
    'if (turn.at < 0) return true',
  ),
  mutant('the worker sleeps at work', PLAYING, 'await tab.input()\n    if (tab', 'if (tab'),
  mutant(
    'a dialog that was answered is told of',
    PLAYING,
    "if (status === 'signed-in') seen.warning = warning",
    'seen.warning ??= warning',
  ),
  mutant(
    'an absence is told too short',
    PLAYING,
    'if (tried.out) [beyond, found] = [middle, tried]',
    'if (tried.out) [beyond, found] = [middle - 1, tried]',
  ),
  mutant(
    'a limit of the server is left out',
    PLAYING,
    "key !== 'inactivity' && limits[key] !== undefined",
    "key !== 'inactivity' && key !== 'serverIdle' && limits[key] !== undefined",
  ),
  mutantOf('the network is not away for all', [
    {
      file: EXPLAINING,
      find: "world.server.fail('network', Number.POSITIVE_INFINITY, { hits: 'everything' })",
      put: "world.server.fail('network', 3, { hits: 'everything' })",
    },
  ]),
  mutant('the horizon is not looked at', PLAYING, 'endsAfterMs: found.out ? beyond * GRAIN_MS : null', 'endsAfterMs: beyond * GRAIN_MS'),
  mutant(
    'a refresh is counted when it starts',
    PLAYING,
    "if (seen.refreshing && refresh.status === 'idle' && status === 'signed-in') {",
    "if (!seen.refreshing && refresh.status === 'running') {",
  ),
]
