import { type Mutant, mutant, mutantOf } from './mutant.ts'

/** Mistakes in what tabs share and do together. */
export const TABS: readonly Mutant[] = [
  mutantOf('lock ignored', [
    {
      file: 'runtime/refresh.ts',
      find: 'return ports.lock.run(waitMs, (lock) => {',
      put: "return ((work: (lock: LockOutcome) => Promise<void>) => work('held'))((lock) => {",
    },
  ]),
  mutantOf('no re-read after the lock', [
    {
      file: 'runtime/refresh.ts',
      find: 'const standing = allThatIsKnown(await kept.read(), setting.known())',
      put: 'const standing = null as Facts | null',
    },
    { file: 'runtime/refresh.ts', find: 'facts === null ? from : mergeFacts(facts, from)', put: 'from' },
  ]),
  mutantOf('re-read from a stale copy', [
    {
      file: 'runtime/kept-facts.ts',
      find: '  return {\n    get kind() {',
      put: '  let copy: Facts | null = null\n  return {\n    get kind() {',
    },
    {
      file: 'runtime/kept-facts.ts',
      find: 'read: async () => trusted(await ports.facts.read()),',
      put: 'read: async () => (copy ??= trusted(await ports.facts.read())),',
    },
  ]),
  mutant(
    'compare-and-set dropped',
    'runtime/refresh.ts',
    'if (isPast(stored, from)) return null',
    'if (isPast(stored, from)) return renewed',
  ),
  mutant('merge by last writer', 'engine/facts.ts', 'activityAt: Math.max(a.activityAt, b.activityAt)', 'activityAt: b.activityAt'),
  mutant('an end not merged', 'engine/facts.ts', 'end: earlierEnd(a.end, b.end)', 'end: a.end'),
  mutant('limits not shared', 'engine/facts.ts', 'limitsMs: strictest(a.limitsMs, b.limitsMs)', 'limitsMs: a.limitsMs'),
  mutant(
    'future instants kept',
    'engine/facts.ts',
    'return aheadMs > Math.max(offsetMs, knownMs) + toleranceMs ? { ...facts, offsetMs: aheadMs } : facts',
    'return facts',
  ),
  mutantOf('a second tab telling the backend as well', [
    { file: 'engine/ending.ts', find: '(here || ownGrant)', put: 'true' },
    { file: 'engine/ending.ts', find: "anyway: ownGrant || end.reason === 'signed-out'", put: 'anyway: true' },
  ]),
  mutant('an extension kept to oneself', 'engine/presence.ts', '  recordPresence(turn)\n  share(turn)\n', '  recordPresence(turn)\n'),
  mutant(
    'another user adopted',
    'engine/hearing.ts',
    'if (heard.subject !== facts.subject) {',
    'if (heard.subject === `${facts.subject}!`) {',
  ),
]
