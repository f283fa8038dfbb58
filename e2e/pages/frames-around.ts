import { type Backend } from '@stillhere/core'
import { attachCrossOriginFrame, attachFrame } from '@stillhere/core/activity'
import { createBrowserSession } from '@stillhere/core/browser'

declare global {
  interface Window {
    /** When somebody was last seen, as the session knows it. */
    lastSeenAt(): number
  }
}

const live = { status: 'live', userId: 'ada', user: { sub: 'ada' }, endsIn: {}, sessionKey: 'frames' } as const
const backend: Backend = { restore: async () => live, refresh: async () => live, signOut: async () => {} }
const session = createBrowserSession({ name: 'frames', backend, policy: { inactivity: '15m' } })
session.start()
window.lastSeenAt = () => session.deadlines().find(({ reason }) => reason === 'inactive')?.sinceAt ?? 0

for (const frame of document.querySelectorAll('iframe')) {
  const { origin } = new URL(frame.src)
  if (origin === location.origin) attachFrame(session, frame)
  else attachCrossOriginFrame(session, frame, { origin })
}
