import { type Mutant, mutant, mutantOf } from './mutant.ts'

/** Mistakes about clocks, sleep and lifetimes. */
export const TIME: readonly Mutant[] = [
  mutantOf('activity before judgment on waking', [
    {
      file: 'engine/transition.ts',
      find: '  if (doubt !== null) enterChecking(turn, doubt)\n',
      put: "  if (event.type === 'activity-seen') activitySeen(turn)\n  else if (doubt !== null) enterChecking(turn, doubt)\n",
    },
  ]),
  mutant(
    'wall clock only',
    'engine/session-clock.ts',
    'const drift = time.at - clock.at - (time.monotonicMs - clock.monotonicMs)',
    'const drift = 0',
  ),
  mutant(
    'monotonic only',
    'engine/session-clock.ts',
    '  const tolerance = CLOCK_TOLERANCE_MS * rules.clockRate\n',
    '  const tolerance = CLOCK_TOLERANCE_MS * rules.clockRate\n  if (tolerance > 0) return { at: Math.max(state.at, time.at - drift + clock.offsetMs), clock, missed: null }\n',
  ),
  mutantOf('lifetime from receipt', [
    {
      file: 'engine/renewing.ts',
      find: 'unlessExcluded(instants(answer, sentAt), known, sentAt, at - sentAt)',
      put: 'instants(answer, at)',
    },
    {
      file: 'engine/renewing.ts',
      find: 'endsAt: instants(answer, sentAt), longestMs: endsInMs',
      put: 'endsAt: instants(answer, at), longestMs: endsInMs',
    },
  ]),
  mutant(
    'skew with the wrong sign',
    'engine/session-clock.ts',
    'const offsetMs = clock.offsetMs - drift',
    'const offsetMs = clock.offsetMs + drift',
  ),
  mutant(
    'timer not chunked',
    'runtime/scheduler.ts',
    'Math.min(Math.max(0, Math.ceil(at - now.at)), MAX_TIMER_DELAY_MS)',
    'Math.max(0, Math.ceil(at - now.at))',
  ),
  mutant(
    'max lifetime from the last refresh',
    'engine/deadlines.ts',
    "const sinceAt = rules.policy.maxLifetimeFrom === 'auth_time' ? (authenticatedAt ?? startedAt) : startedAt",
    'const sinceAt = authenticatedAt === null ? startedAt : (renewal?.issuedAt ?? startedAt)',
  ),
  mutant(
    'an old answer lifts the cover',
    'engine/checking.ts',
    'if (sentAt >= checking.doubtAt) uncover(turn)',
    'if (sentAt > 0) uncover(turn)',
  ),
  mutant(
    'waking is not noticed',
    'engine/transition.ts',
    'const doubt = missed ?? afterStandstill(event)',
    'const doubt = afterStandstill(event)',
  ),
  mutant('a page from the cache is trusted', 'engine/transition.ts', "type === 'page-restored' ? 'page-restored' : type", 'type'),
]
