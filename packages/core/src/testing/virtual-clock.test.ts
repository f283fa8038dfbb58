import { describe, expect, test } from 'vitest'
import { MAX_TIMER_DELAY_MS } from '../ports/timer.ts'
import { seededRandom } from './seeded-random.ts'
import { createVirtualMachine } from './virtual-machine.ts'
import { createVirtualPage } from './virtual-tab.ts'

function bareMachine() {
  const machine = createVirtualMachine(0)
  return { ...machine, page: () => createVirtualPage(machine, seededRandom(1), () => undefined) }
}

describe('the virtual clock', () => {
  test('timers of all tabs run in due order, those set on the way included', async () => {
    const machine = bareMachine()
    const [one, two] = [machine.page(), machine.page()]
    const ran: string[] = []
    const note = (text: string) => ran.push(`${machine.clock.wallAt()} ${text}`)
    one.ports.timer.set(3000, () => note('three'))
    two.ports.timer.set(1000, () => {
      note('one')
      two.ports.timer.set(1000, () => note('two'))
    })
    await machine.clock.advance(2999)
    expect(ran).toEqual(['1000 one', '2000 two'])
    await machine.clock.advance(1)
    expect(ran).toEqual(['1000 one', '2000 two', '3000 three'])
  })

  test('a cancelled timer does not fire, and its undo may be called twice', async () => {
    const machine = bareMachine()
    const page = machine.page()
    const undo = page.ports.timer.set(10, () => expect.unreachable())
    undo()
    undo()
    await machine.clock.advance(20)
    expect(page.wakeUps).toBe(0)
  })

  test('whole chains of promises are over before the next task runs', async () => {
    const machine = bareMachine()
    const page = machine.page()
    const ran: string[] = []
    page.ports.timer.set(5, async () => {
      for (let step = 0; step < 50; step++) await Promise.resolve()
      ran.push('chain')
    })
    page.ports.timer.set(5, () => ran.push('next'))
    await machine.clock.advance(5)
    expect(ran).toEqual(['chain', 'next'])
  })

  test('sleep moves the wall clock alone, and a timer keeps the awake time it had left', async () => {
    const machine = bareMachine()
    const page = machine.page()
    const before = page.ports.clock.now()
    page.ports.timer.set(30_000, () => undefined)
    await machine.clock.advance(10_000)
    await machine.clock.sleep(3_600_000)
    expect(page.ports.clock.now()).toEqual({ at: before.at + 3_610_000, monotonicMs: before.monotonicMs + 10_000 })
    await machine.clock.advance(19_999)
    expect(page.wakeUps).toBe(0)
    await machine.clock.advance(1)
    expect(page.wakeUps).toBe(1)
  })

  test('a wall clock that is set moves neither timers nor the server', async () => {
    const machine = bareMachine()
    const page = machine.page()
    page.ports.timer.set(1000, () => undefined)
    machine.clock.shiftWall(-7_200_000)
    expect(page.ports.clock.now()).toEqual({ at: -7_200_000, monotonicMs: 0 })
    expect(machine.clock.trueAt()).toBe(0)
    await machine.clock.advance(1000)
    expect(page.wakeUps).toBe(1)
  })

  test('a delay that does not fit 31 bits fires at once, as in browsers', async () => {
    const machine = bareMachine()
    const page = machine.page()
    page.ports.timer.set(MAX_TIMER_DELAY_MS + 1, () => undefined)
    await machine.clock.advance(0)
    expect(page.wakeUps).toBe(1)
  })

  test('timers of a hidden page are late: on whole seconds, after five minutes on whole minutes', async () => {
    const machine = bareMachine()
    const page = machine.page()
    const fired: number[] = []
    page.setVisible(false)
    page.ports.timer.set(1500, () => fired.push(machine.clock.awakeMs()))
    page.ports.timer.set(301_000, () => fired.push(machine.clock.awakeMs()))
    await machine.clock.advance(600_000)
    expect(fired).toEqual([2000, 360_000])
  })

  test('a frozen page does nothing until it is thawed, then everything overdue', async () => {
    const machine = bareMachine()
    const page = machine.page()
    const events: string[] = []
    page.ports.lifecycle.subscribe((event) => events.push(event))
    page.ports.timer.set(1000, () => events.push('timer'))
    page.setFrozen(true)
    await machine.clock.advance(60_000)
    expect(events).toEqual([])
    await machine.clock.perform(() => page.setFrozen(false))
    expect(events).toEqual(['resumed', 'timer'])
  })

  test('a loop in which no time passes is an error and not a hanging test', async () => {
    const machine = bareMachine()
    const page = machine.page()
    const again = (): void => {
      page.ports.timer.set(0, again)
    }
    again()
    await expect(machine.clock.advance(1)).rejects.toThrow('does not come to rest')
  })
})
