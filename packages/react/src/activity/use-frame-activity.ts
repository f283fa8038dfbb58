'use client'
import { attachCrossOriginFrame, attachFrame } from '@stillhere/core/activity'
import { type RefObject, useCallback } from 'react'
import { useProvided } from '../session-context.ts'
import { useAttached } from './use-attached.ts'

/**
 * Input in an `<iframe>` of this component counts as input in the page. Without an `origin` the frame is of the same origin. With one, the
 * frame has to tell: by `reportActivityToParent` of `@stillhere/core/activity`.
 *
 * @throws StillhereError `provider-missing` outside a `<SessionProvider>`; `frame-origin-invalid` for an `origin` that is none.
 * @example
 * const frame = useRef<HTMLIFrameElement>(null)
 * useFrameActivity(frame, { origin: 'https://editor.example.com' })
 */
export function useFrameActivity(frame: RefObject<HTMLIFrameElement | null>, options: { readonly origin?: string } = {}): void {
  const { session } = useProvided()
  const { origin } = options
  const attach = useCallback(
    (element: HTMLIFrameElement) =>
      origin === undefined ? attachFrame(session, element) : attachCrossOriginFrame(session, element, { origin }),
    [session, origin],
  )
  useAttached(frame, attach)
}
