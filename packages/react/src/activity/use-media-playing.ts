'use client'
import { watchPlayback } from '@stillhere/core/activity'
import { type RefObject, useCallback, useState } from 'react'
import { useAttached } from './use-attached.ts'

/**
 * Whether a `<video>` or `<audio>` of this component is playing something that a person can follow. What is paused, has
 * ended or waits for data is not; nor is silence (muted, or volume 0) in a page that is hidden, unless it plays in a picture-in-picture
 * window.
 *
 * @example
 * const video = useRef<HTMLVideoElement>(null)
 * useActivityHold('lecture', { while: useMediaPlaying(video), max: '2h' })
 */
export function useMediaPlaying(media: RefObject<HTMLMediaElement | null>): boolean {
  const [playing, setPlaying] = useState(false)
  const attach = useCallback((element: HTMLMediaElement) => {
    const stop = watchPlayback(element, setPlaying)
    return () => {
      stop()
      setPlaying(false)
    }
  }, [])
  useAttached(media, attach)
  return playing
}
