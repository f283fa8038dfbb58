'use client'
import { createIdleDetection, type IdleDetection, type IdleDetectionOptions, type IdleDetectionState } from '@stillhere/core/activity'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { useProvided } from '../session-context.ts'

/** What the browser says about the machine, and what can be done about it. */
export type IdleDetectionView = IdleDetectionState & Pick<IdleDetection, 'start' | 'resume' | 'stop'>

const OFF: IdleDetectionState = { status: 'off', userState: null, screenState: null }

/**
 * The browser's Idle Detection API, as an option on top of the limits. Nobody is asked before `start()`, which has to be called in a click
 * or key press; `resume()` begins without a question where the user has agreed before. It stops with the component.
 *
 * @throws StillhereError `provider-missing` outside a `<SessionProvider>`; `idle-threshold-too-short`, `duration-invalid`.
 * @example
 * const { status, start } = useIdleDetection({ signOutWhenLocked: '1m' })
 * return status === 'off' && <button onClick={() => void start()}>Sign me out when I lock my screen</button>
 */
export function useIdleDetection({
  threshold = '60s',
  elsewhere = 'ignored',
  signOutWhenLocked,
}: IdleDetectionOptions = {}): IdleDetectionView {
  const { session } = useProvided()
  const detection = useMemo(
    () => createIdleDetection(session, { threshold, elsewhere, ...(signOutWhenLocked !== undefined && { signOutWhenLocked }) }),
    [session, threshold, elsewhere, signOutWhenLocked],
  )
  useEffect(() => detection.stop, [detection])
  const state = useSyncExternalStore(detection.subscribe, detection.getState, () => OFF)
  const { start, resume, stop } = detection
  return { ...state, start, resume, stop }
}
