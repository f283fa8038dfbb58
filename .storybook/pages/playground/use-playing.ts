import { useEffect, useState, useSyncExternalStore } from 'react'
import { keepFocus } from '../frame/keep-focus.ts'
import { createLife, type Life, type Snapshot } from './life.ts'
import { isMet } from './axis.ts'
import { BEGINNING_MS, START_AT } from './run.ts'

export const SPEEDS = [1, 10, 60, 600] as const

/** The longest stretch of real time that one turn of the clock may stand for: a page that was hidden does not leap. */
const LONGEST_TURN_MS = 100

export interface Playing {
  readonly life: Life
  readonly snapshot: Snapshot
  readonly playing: boolean
  readonly speed: number
  setSpeed(speed: number): void
  setPlaying(playing: boolean): void
  /** Another life, from its beginning. */
  begin(planId: string): void
  toNextEvent(): void
}

/** A life and its clock, which turns with the screen while it is playing. */
export function usePlaying(first: Life): Playing {
  const [life, setLife] = useState(first)
  const [wanted, setPlaying] = useState(false)
  const [speed, setSpeed] = useState<number>(60)
  const snapshot = useSyncExternalStore(life.subscribe, life.getSnapshot)
  const playing = wanted && !isOver(snapshot)

  useEffect(() => {
    life.setRunning(playing)
    if (!playing) return
    let lastMs = performance.now()
    let turn = requestAnimationFrame(onTurn)
    let stopped = false
    function onTurn(nowMs: number) {
      const passedMs = Math.min(LONGEST_TURN_MS, nowMs - lastMs)
      lastMs = nowMs
      void keepFocus(() => life.advance(Math.round(passedMs * speed))).then(() => {
        if (!stopped) turn = requestAnimationFrame(onTurn)
      })
    }
    return () => {
      stopped = true
      cancelAnimationFrame(turn)
    }
  }, [life, playing, speed])

  return {
    life,
    snapshot,
    playing,
    speed,
    setSpeed,
    setPlaying,
    begin(planId) {
      setPlaying(false)
      void createLife(planId).then(setLife)
    },
    toNextEvent() {
      const at = nextEventAt(snapshot)
      if (at !== null) void keepFocus(() => life.seek(at - START_AT + 1000))
    },
  }
}

/** Signed out in every tab, and nothing left on the tape. */
function isOver({ run, tape, done }: Snapshot): boolean {
  return done >= tape.length && run.tabs.every(({ session }) => session.getState().status === 'ended')
}

/** The earliest instant at which something is planned or taped. */
export function nextEventAt({ run, tape, done }: Snapshot): number | null {
  const planned = run.tabs.flatMap(({ session }) => {
    const { refresh } = session.getState()
    return session.deadlines().flatMap((deadline) => {
      const { refreshAt, warnAt, endsAt } = deadline
      const refreshing = refreshAt !== null && refresh.status === 'retrying' ? refresh.nextAt : refreshAt
      return [refreshing, warnAt, isMet(deadline) ? endsAt : null].filter((at) => at !== null)
    })
  })
  const taped = tape[done]
  const all = [...planned, ...(taped === undefined ? [] : [START_AT + Math.max(taped.atMs, BEGINNING_MS)])].filter((at) => at > run.now)
  return all.length === 0 ? null : Math.min(...all)
}
