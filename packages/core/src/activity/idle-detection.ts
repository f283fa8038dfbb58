import * as texts from '#texts'
import { type Duration, parseDuration } from '../engine/duration.ts'
import { StillhereError } from '../engine/errors.ts'
import { createStore } from '../runtime/store.ts'
import { followMachine, type MachineSession } from './follow-machine.ts'
import type { IdleDetectorClass, IdlePlatform, ScreenState, UserState } from './idle-platform.ts'

const SHORTEST_THRESHOLD_MS = 60_000

/** Options of {@link createIdleDetection}. */
export interface IdleDetectionOptions {
  /** How long nobody touches the machine before it counts as idle. Default, and the shortest that browsers take: `'60s'`. */
  readonly threshold?: Duration
  /**
   * Input anywhere else on this machine, in other apps too: `'counts'` as activity here, or is `'ignored'`. Default `'ignored'`, because
   * norms speak of activity in the session. Where it counts, the last minute (`threshold`) may be nobody's.
   */
  readonly elsewhere?: 'ignored' | 'counts'
  /** Signs out once the screen has been locked for so long; `'0s'`: at once. Default: it does not. */
  readonly signOutWhenLocked?: Duration
}

/** What the browser says about the machine, and whether it says anything. */
export type IdleDetectionState =
  | { readonly status: 'unsupported' | 'off' | 'denied'; readonly userState: null; readonly screenState: null }
  | { readonly status: 'watching'; readonly userState: UserState; readonly screenState: ScreenState }

/**
 * `no-gesture`: not called in a click or key press. `dismissed`: the question was put away. `denied`: the user or a policy refuses.
 * `not-granted`: nobody has been asked yet. `stopped`: by `stop`, before it had begun. `failed`: see `error`.
 */
export type IdleDetectionResult =
  | { readonly ok: true }
  | {
      readonly ok: false
      readonly reason: 'unsupported' | 'no-gesture' | 'dismissed' | 'denied' | 'not-granted' | 'stopped' | 'failed'
      readonly error: Error | null
    }

export interface IdleDetection {
  getState(): IdleDetectionState
  /** Called after the state changed; returns its undo. */
  subscribe(listener: () => void): () => void
  /** Asks the user for permission where that is needed, and begins. Call it in a click or key press; it never rejects. */
  start(): Promise<IdleDetectionResult>
  /** Begins where the user has permitted it before, as after a reload. Never asks. */
  resume(): Promise<IdleDetectionResult>
  stop(): void
}

/**
 * The browser's Idle Detection API (Chromium alone; elsewhere it answers `unsupported`) as an option on top of the limits: what happens
 * on the whole machine. Made without touching anything: nobody is asked before `start`. Idleness by itself ends nothing and takes no
 * lease away, because the session's own limits count that; a locked screen can (`signOutWhenLocked`).
 *
 * @throws StillhereError `idle-threshold-too-short` below a minute; `duration-invalid`.
 * @example
 * const detection = createIdleDetection(session, { signOutWhenLocked: '1m' })
 * button.onclick = () => void detection.start()
 */
export function createIdleDetection(session: MachineSession, options: IdleDetectionOptions = {}): IdleDetection {
  return detectionOn(session, options, globalThis)
}

/** The same on a platform that tests make up. */
export function detectionOn(session: MachineSession, options: IdleDetectionOptions, platform: IdlePlatform): IdleDetection {
  const thresholdMs = thresholdOf(options.threshold)
  const { elsewhere = 'ignored', signOutWhenLocked } = options
  const lockedMs = signOutWhenLocked === undefined ? null : parseDuration(signOutWhenLocked)
  const { IdleDetector } = platform
  const store = createStore<IdleDetectionState>(nothing(IdleDetector === undefined ? 'unsupported' : 'off'))
  let round: { end(): void } | null = null

  function set(next: IdleDetectionState): void {
    const { status, userState, screenState } = store.get()
    if (next.status !== status || next.userState !== userState || next.screenState !== screenState) store.set(next)
  }

  function stop(next: 'off' | 'denied' = 'off'): void {
    if (IdleDetector === undefined) return
    const ending = round
    round = null
    ending?.end()
    set(nothing(next))
  }

  /** Begins anew, once `permitted` has said yes. */
  async function begin(permitted: (Detector: IdleDetectorClass) => Promise<IdleDetectionResult>): Promise<IdleDetectionResult> {
    if (IdleDetector === undefined) return failure('unsupported')
    if (store.get().status === 'watching') return { ok: true }
    stop()
    const aborting = new AbortController()
    const machine = followMachine(session, elsewhere === 'counts', lockedMs)
    let stopWatchingPermission = () => {}
    const mine = {
      end() {
        aborting.abort()
        machine.end()
        stopWatchingPermission()
      },
    }
    round = mine
    const answer = await permitted(IdleDetector)
    if (round !== mine) return failure('stopped')
    if (!answer.ok) {
      stop(answer.reason === 'denied' ? 'denied' : 'off')
      return answer
    }
    const detector = new IdleDetector()
    const look = () => {
      const { userState, screenState } = detector
      if (round !== mine || userState === null || screenState === null) return
      machine.saw(userState, screenState)
      // What was seen may have ended the session, and somebody may have stopped this on hearing of it.
      if (round === mine) set({ status: 'watching', userState, screenState })
    }
    detector.addEventListener('change', look)
    try {
      await detector.start({ threshold: thresholdMs, signal: aborting.signal })
    } catch (error) {
      if (round !== mine) return failure('stopped')
      const denied = isNotAllowed(error)
      stop(denied ? 'denied' : 'off')
      return denied ? failure('denied') : failure('failed', error)
    }
    if (round !== mine) return failure('stopped')
    look()
    stopWatchingPermission = await onPermissionLost(platform, () => stop('denied'))
    if (round !== mine) stopWatchingPermission()
    return round === mine ? { ok: true } : failure('stopped')
  }

  return {
    getState: store.get,
    subscribe: store.subscribe,
    start() {
      const active = platform.navigator?.userActivation?.isActive !== false
      return begin((Detector) => (active ? ask(Detector) : Promise.resolve(failure('no-gesture'))))
    },
    resume: () => begin(() => permittedBefore(platform)),
    stop: () => stop(),
  }
}

async function ask(Detector: IdleDetectorClass): Promise<IdleDetectionResult> {
  try {
    const permission = await Detector.requestPermission()
    if (permission === 'granted') return { ok: true }
    return failure(permission === 'denied' ? 'denied' : 'dismissed')
  } catch (error) {
    return isNotAllowed(error) ? failure('no-gesture') : failure('failed', error)
  }
}

async function permittedBefore({ navigator }: IdlePlatform): Promise<IdleDetectionResult> {
  try {
    const permission = await navigator?.permissions?.query({ name: 'idle-detection' })
    if (permission?.state === 'granted') return { ok: true }
    return failure(permission?.state === 'denied' ? 'denied' : 'not-granted')
  } catch (error) {
    return failure('failed', error)
  }
}

/** A permission that is taken away is not felt by a detector that runs. */
async function onPermissionLost({ navigator }: IdlePlatform, lost: () => void): Promise<() => void> {
  try {
    const permission = await navigator?.permissions?.query({ name: 'idle-detection' })
    const look = () => {
      if (permission?.state !== 'granted') lost()
    }
    permission?.addEventListener('change', look)
    return () => permission?.removeEventListener('change', look)
  } catch {
    return () => {}
  }
}

function thresholdOf(threshold: Duration = '60s'): number {
  const ms = parseDuration(threshold)
  if (ms >= SHORTEST_THRESHOLD_MS) return ms
  throw new StillhereError('idle-threshold-too-short', texts.idleThresholdTooShort(threshold))
}

function nothing(status: 'unsupported' | 'off' | 'denied'): IdleDetectionState {
  return { status, userState: null, screenState: null }
}

function failure(reason: Extract<IdleDetectionResult, { ok: false }>['reason'], error?: unknown): IdleDetectionResult {
  return { ok: false, reason, error: error instanceof Error ? error : null }
}

function isNotAllowed(error: unknown): boolean {
  return error instanceof Error && error.name === 'NotAllowedError'
}
