import type { IdlePlatform, ScreenState, UserState } from '../activity/idle-platform.ts'

type PermissionState = 'granted' | 'denied' | 'prompt'

class NotAllowed extends Error {
  override readonly name = 'NotAllowedError'
}

/**
 * Chromium's Idle Detection API as it was seen to behave: permission is asked only in a gesture, a detector starts once and only with
 * permission, tells its first state before `start` resolves, and goes on when the permission is taken away. No kinder than that.
 */
export function fakeIdleDetection(initial: { readonly permission?: PermissionState; readonly gesture?: boolean } = {}) {
  let permission: PermissionState = initial.permission ?? 'prompt'
  let gesture = initial.gesture ?? false
  let answer: PermissionState | Promise<PermissionState> = 'granted'
  let now: { userState: UserState; screenState: ScreenState } = { userState: 'active', screenState: 'unlocked' }
  const asked: string[] = []
  const running = new Set<FakeDetector>()
  const watchers = new Set<() => void>()

  class FakeDetector {
    userState: UserState | null = null
    screenState: ScreenState | null = null
    private listeners: (() => void)[] = []
    private started = false

    static async requestPermission(): Promise<PermissionState> {
      if (!gesture) throw new NotAllowed('Must be handling a user gesture to show a permission request.')
      asked.push('permission')
      permission = permission === 'prompt' ? await answer : permission
      return permission
    }

    addEventListener(_: 'change', listener: () => void): void {
      this.listeners.push(listener)
    }

    async start({ threshold, signal }: { readonly threshold: number; readonly signal: AbortSignal }): Promise<void> {
      asked.push(`start ${threshold}`)
      await Promise.resolve()
      if (signal.aborted) throw signal.reason
      if (permission !== 'granted') throw new NotAllowed('Idle detection permission denied')
      if (threshold < 60_000) throw new TypeError('Minimum threshold is 1 minute.')
      if (this.started) throw new Error('Idle detector is already started.')
      this.started = true
      running.add(this)
      signal.addEventListener('abort', () => running.delete(this))
      this.tell()
    }

    tell(): void {
      if (this.userState === now.userState && this.screenState === now.screenState) return
      Object.assign(this, now)
      for (const listener of this.listeners) listener()
    }
  }

  const status = {
    get state() {
      return permission
    },
    addEventListener: (_: 'change', listener: () => void) => void watchers.add(listener),
    removeEventListener: (_: 'change', listener: () => void) => void watchers.delete(listener),
  }
  const platform: IdlePlatform = {
    IdleDetector: FakeDetector,
    navigator: {
      userActivation: {
        get isActive() {
          return gesture
        },
      },
      permissions: { query: async () => status },
    },
  }
  return {
    platform,
    asked,
    running: () => running.size,
    watchers: () => watchers.size,
    /** In a click or key press, or outside of one. */
    inGesture(value: boolean) {
      gesture = value
    },
    willAnswer(value: typeof answer) {
      answer = value
    },
    /** The user changes their mind in the browser's settings. */
    setPermission(value: PermissionState) {
      permission = value
      for (const listener of [...watchers]) listener()
    },
    /** Somebody touches the machine, goes away, locks the screen. */
    happens(next: Partial<typeof now>) {
      now = { ...now, ...next }
      for (const detector of [...running]) detector.tell()
    },
  }
}
