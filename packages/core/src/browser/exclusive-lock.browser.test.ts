import { describe, expect, it } from 'vitest'
import type { LockOutcome } from '../ports/exclusive-lock.ts'
import { browserLock } from './exclusive-lock.ts'

const name = () => `lock-${crypto.randomUUID()}`

/** A platform whose lock manager does what the test says. */
function withLocks(request: (...given: readonly unknown[]) => unknown) {
  return { document, navigator: { locks: { request } } as unknown as Navigator }
}

/** Holds the lock until `release`. */
async function hold(lock: string) {
  const granted = Promise.withResolvers<void>()
  const { promise, resolve: release } = Promise.withResolvers<void>()
  const over = navigator.locks.request(lock, () => {
    granted.resolve()
    return promise
  })
  await granted.promise
  return { release: () => (release(), over) }
}

describe('browserLock', () => {
  it('R-67 runs one work at a time over all tabs', async () => {
    const lock = name()
    const trace: string[] = []
    const work = (who: string) => async (outcome: LockOutcome) => {
      trace.push(`${who} ${outcome}`)
      await new Promise((resolve) => setTimeout(resolve, 5))
      trace.push(`${who} over`)
      return who
    }
    const frame = document.body.appendChild(document.createElement('iframe'))
    const tabs = [browserLock(lock), browserLock(lock, frame.contentWindow ?? {})]
    expect(await Promise.all(tabs.map((tab, index) => tab.run(10_000, work(`tab ${index}`))))).toEqual(['tab 0', 'tab 1'])
    expect(trace).toEqual(['tab 0 held', 'tab 0 over', 'tab 1 held', 'tab 1 over'])
    expect(tabs.map((tab) => tab.kind)).toEqual(['web-locks', 'web-locks'])
    frame.remove()
  })

  it('P-6 runs without the lock when its holder does not give it back in time', async () => {
    const lock = name()
    const { release } = await hold(lock)
    expect(await browserLock(lock).run(20, async (outcome) => outcome)).toBe('without')
    const { pending } = await navigator.locks.query()
    expect(pending?.filter((one) => one.name === lock)).toEqual([])
    await release()
  })

  it('gives the lock back when the work fails, and passes the error on', async () => {
    const tab = browserLock(name())
    const failure = new Error('of the work')
    await expect(tab.run(1000, () => Promise.reject(failure))).rejects.toBe(failure)
    await expect(
      tab.run(1000, () => {
        throw failure
      }),
    ).rejects.toBe(failure)
    expect(await tab.run(1000, async (outcome) => outcome)).toBe('held')
  })

  it('lets work that began under the lock go on beyond the limit on waiting', async () => {
    const { promise, resolve } = Promise.withResolvers<string>()
    const running = browserLock(name()).run(1, () => promise)
    await new Promise((later) => setTimeout(later, 20))
    resolve('done')
    expect(await running).toBe('done')
  })

  it.each([
    ['missing', { document, navigator: undefined }, 'none'],
    ['forbidden by rejection', withLocks(() => Promise.reject(new DOMException('not allowed', 'SecurityError'))), 'none'],
    [
      'forbidden by throwing',
      withLocks(() => {
        throw new DOMException('not allowed', 'SecurityError')
      }),
      'none',
    ],
    ['out of order', withLocks(() => Promise.reject(new DOMException('not active', 'InvalidStateError'))), 'web-locks'],
    ['dead', withLocks(() => new Promise(() => {})), 'web-locks'],
    [
      'unreadable',
      {
        document,
        get navigator(): Navigator {
          throw new DOMException('', 'SecurityError')
        },
      },
      'none',
    ],
  ])('P-27 runs the work once, without a lock, where locks are %s', async (_, platform, kind) => {
    const tab = browserLock(name(), platform)
    const outcomes: LockOutcome[] = []
    expect(await tab.run(20, async (outcome) => outcomes.push(outcome))).toBe(1)
    expect(outcomes).toEqual(['without'])
    expect(tab.kind).toBe(kind)
  })

  it('runs the work once when the lock is granted after the wait was over, and takes nothing for it', async () => {
    const granted = Promise.withResolvers<() => Promise<void>>()
    const tab = browserLock(
      name(),
      withLocks((_, __, callback) => {
        if (typeof callback === 'function') granted.resolve(() => callback())
        return new Promise(() => {})
      }),
    )
    const outcomes: LockOutcome[] = []
    await tab.run(1, async (outcome) => outcomes.push(outcome))
    const grant = await granted.promise
    await grant()
    expect(outcomes).toEqual(['without'])
  })

  it('answers with the work itself when the lock is stolen from under it', async () => {
    const lock = name()
    const { promise, resolve } = Promise.withResolvers<string>()
    let runs = 0
    const running = browserLock(lock).run(10_000, () => {
      runs++
      return promise
    })
    await navigator.locks.query()
    await navigator.locks.request(lock, { steal: true }, () => {})
    resolve('done')
    expect([await running, runs]).toEqual(['done', 1])
  })
})
