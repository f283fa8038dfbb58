import { afterEach, describe, expect, it, vi } from 'vitest'
import { StillhereError } from '../engine/errors.ts'
import { browserClock } from './clock.ts'
import { browserCurrentPath } from './current-path.ts'
import { browserLog } from './log.ts'
import { browserPorts } from './ports.ts'
import { browserTimer } from './timer.ts'

afterEach(() => vi.useRealTimers())

describe('browserPorts', () => {
  it('P-27 can be made and used where there is no page, and says that nothing is there', async () => {
    const ports = browserPorts({ name: 'server' })
    expect([ports.lock.kind, ports.channel.kind, ports.facts.kind]).toEqual(['none', 'none', 'memory'])
    expect([ports.lifecycle.visible(), ports.lifecycle.online()]).toEqual([true, true])
    for (const undo of [ports.activity.subscribe(() => {}), ports.lifecycle.subscribe(() => {}), ports.channel.subscribe(() => {})]) undo()
    ports.channel.post(1)
    ports.navigate('/')
    expect(await ports.facts.update(() => 1)).toBe(1)
    expect(await ports.facts.read()).toBe(1)
    expect(await ports.lock.run(10, async (outcome) => outcome)).toBe('without')
    expect(ports.random()).toBeLessThan(1)
    const cancellation = ports.cancellation()
    cancellation.cancel()
    expect(cancellation.signal.aborted).toBe(true)
  })
})

describe('browserCurrentPath', () => {
  it('gives path, query and fragment, and a slash for what is none of this origin', () => {
    const at = (href: string) => browserCurrentPath({ location: new URL(href) as unknown as Location })()
    expect(at('https://app.example/cases/7?tab=2#notes')).toBe('/cases/7?tab=2#notes')
    expect([at('https://app.example'), at('https://app.example//evil.example/x'), at('about:blank'), browserCurrentPath({})()]).toEqual([
      '/',
      '/',
      '/',
      '/',
    ])
  })
})

describe('browserClock', () => {
  it('shows the wall clock and the monotonic clock', () => {
    vi.useFakeTimers({ now: 1000, toFake: ['Date'] })
    expect(browserClock({}, { performance: { now: () => 7 } }).now()).toEqual({ at: 1000, monotonicMs: 7 })
  })

  it('shows the same scaled instant in every tab, whenever the tab was opened', () => {
    vi.useFakeTimers({ now: 10_000, toFake: ['Date'] })
    const scale = { rate: 30, scaledSinceAt: 9000 }
    const early = browserClock(scale, { performance: { now: () => 4 } })
    expect(early.now()).toEqual({ at: 39_000, monotonicMs: 120 })
    vi.setSystemTime(11_000)
    expect([early.now().at, browserClock(scale).now().at]).toEqual([69_000, 69_000])
  })

  it('refuses a rate that is not a positive number', () => {
    for (const rate of [0, -1, Number.NaN, Infinity]) expect(() => browserClock({ rate })).toThrow(RangeError)
  })
})

describe('browserTimer', () => {
  it('calls back once, unless it was undone', () => {
    vi.useFakeTimers()
    const timer = browserTimer()
    const woken: string[] = []
    timer.set(10, () => woken.push('kept'))
    const undo = timer.set(10, () => woken.push('undone'))
    undo()
    undo()
    vi.advanceTimersByTime(100)
    expect(woken).toEqual(['kept'])
  })

  it('divides delays by the rate, real ones not', () => {
    vi.useFakeTimers()
    const timer = browserTimer({ rate: 10 })
    const woken: string[] = []
    timer.set(1000, () => woken.push('clock'))
    timer.setReal(1000, () => woken.push('real'))
    vi.advanceTimersByTime(100)
    expect(woken).toEqual(['clock'])
    vi.advanceTimersByTime(900)
    expect(woken).toEqual(['clock', 'real'])
  })

  it('R-46 does not fire at once for thirty days', () => {
    vi.useFakeTimers()
    const wake = vi.fn()
    browserTimer().set(30 * 86_400_000, wake)
    vi.advanceTimersByTime(2_147_483_646)
    expect(wake).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(wake).toHaveBeenCalledTimes(1)
  })
})

describe('browserLog', () => {
  it('prints code, message and link, and nothing of the cause', () => {
    const error = vi.fn()
    browserLog({ console: { error } }).error(new StillhereError('backend-unavailable', 'No answer.', { cause: new Error('token-abc') }))
    expect(error.mock.calls).toEqual([[expect.stringMatching(/backend-unavailable: No answer\.\nhttps:\S+$/)]])
    expect(JSON.stringify(error.mock.calls)).not.toContain('token-abc')
  })
})
