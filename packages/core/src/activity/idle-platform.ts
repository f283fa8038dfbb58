/** Whether somebody has touched the machine within the threshold. */
export type UserState = 'active' | 'idle'
export type ScreenState = 'locked' | 'unlocked'

interface IdleDetectorObject {
  /** Both null before it has started. */
  readonly userState: UserState | null
  readonly screenState: ScreenState | null
  addEventListener(type: 'change', listener: () => void): void
  start(options: { readonly threshold: number; readonly signal: AbortSignal }): Promise<void>
}

/** Idle Detection API (WICG), which TypeScript's DOM library does not know. */
export interface IdleDetectorClass {
  new (): IdleDetectorObject
  /** Needs a user gesture. `prompt`: the question was put away. */
  requestPermission(): Promise<'granted' | 'denied' | 'prompt'>
}

interface Permission {
  readonly state: string
  addEventListener(type: 'change', listener: () => void): void
  removeEventListener(type: 'change', listener: () => void): void
}

/** The parts of the browser that idle detection stands on. `globalThis` fits. */
export interface IdlePlatform {
  readonly IdleDetector?: IdleDetectorClass
  readonly navigator?: {
    readonly userActivation?: { readonly isActive: boolean }
    readonly permissions?: { query(descriptor: { readonly name: string }): Promise<Permission> }
  }
}
