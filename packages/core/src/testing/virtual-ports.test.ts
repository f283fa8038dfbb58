import { describe, expect, test } from 'vitest'
import { seededRandom } from './seeded-random.ts'
import { createVirtualMachine } from './virtual-machine.ts'
import { createVirtualPage } from './virtual-tab.ts'

function bareMachine() {
  const machine = createVirtualMachine(0)
  return { ...machine, page: () => createVirtualPage(machine, seededRandom(1), () => undefined) }
}

describe('the virtual channel', () => {
  test('brings each other listening tab a copy, later, and the sender none', async () => {
    const machine = bareMachine()
    const [one, two, deaf] = [machine.page(), machine.page(), machine.page()]
    const heard: unknown[] = []
    one.ports.channel.subscribe(() => expect.unreachable())
    two.ports.channel.subscribe((message) => heard.push(message))
    const message = { at: 1, inner: { lost: undefined } }
    one.ports.channel.post(message)
    deaf.ports.channel.subscribe(() => expect.unreachable())
    expect(heard).toEqual([])
    await machine.clock.advance(0)
    expect(heard).toEqual([{ at: 1, inner: {} }])
    expect(heard[0]).not.toBe(message)
  })

  test('a message comes after the lock was handed over, as it often does in browsers', async () => {
    const machine = bareMachine()
    const [one, two] = [machine.page(), machine.page()]
    const order: string[] = []
    two.ports.channel.subscribe(() => order.push('message'))
    void one.ports.lock.run(1000, async () => one.ports.channel.post('news'))
    void two.ports.lock.run(1000, async () => {
      order.push('held')
    })
    await machine.clock.advance(0)
    expect(order).toEqual(['held', 'message'])
  })

  test('a frozen tab hears when it is thawed, a closed one never', async () => {
    const machine = bareMachine()
    const [one, frozen, closed] = [machine.page(), machine.page(), machine.page()]
    const heard: string[] = []
    frozen.ports.channel.subscribe(() => heard.push('frozen'))
    closed.ports.channel.subscribe(() => heard.push('closed'))
    frozen.setFrozen(true)
    one.ports.channel.post('news')
    closed.die('closed')
    await machine.clock.advance(1000)
    expect(heard).toEqual([])
    await machine.clock.perform(() => frozen.setFrozen(false))
    expect(heard).toEqual(['frozen'])
  })
})

describe('the virtual lock', () => {
  test('lets one tab work at a time, in the order of asking', async () => {
    const machine = bareMachine()
    const order: string[] = []
    for (const name of ['a', 'b', 'c']) {
      const page = machine.page()
      void page.ports.lock.run(60_000, async (outcome) => {
        order.push(`${name} ${outcome}`)
        await new Promise<void>((resolve) => page.ports.timer.set(10, resolve))
        order.push(`${name} done`)
      })
    }
    await machine.clock.advance(30)
    expect(order).toEqual(['a held', 'a done', 'b held', 'b done', 'c held', 'c done'])
  })

  test('work goes on without it when the wait is over, and what the work throws is passed on', async () => {
    const machine = bareMachine()
    const [hung, other] = [machine.page(), machine.page()]
    void hung.ports.lock.run(1000, () => new Promise(() => undefined))
    const outcomes: string[] = []
    const failing = other.ports.lock.run(35_000, async (outcome) => {
      outcomes.push(outcome)
      throw new Error('work failed')
    })
    const told = expect(failing).rejects.toThrow('work failed')
    await machine.clock.advance(34_999)
    expect(outcomes).toEqual([])
    await machine.clock.advance(1)
    await told
    expect(outcomes).toEqual(['without'])
  })

  test('a holder that is closed or crashes gives it up, a frozen one does not', async () => {
    const machine = bareMachine()
    const [holder, other] = [machine.page(), machine.page()]
    const outcomes: string[] = []
    void holder.ports.lock.run(1000, () => new Promise(() => undefined))
    void other.ports.lock.run(60_000, async (outcome) => {
      outcomes.push(outcome)
    })
    holder.setFrozen(true)
    await machine.clock.advance(30_000)
    expect(outcomes).toEqual([])
    holder.die('crashed')
    await machine.clock.advance(0)
    expect(outcomes).toEqual(['held'])
  })
})

describe('the virtual storage', () => {
  test('is one store for all tabs, answers later, and hands out copies', async () => {
    const machine = bareMachine()
    const [one, two] = [machine.page(), machine.page()]
    const seen: unknown[] = []
    const stored = { revision: 1 }
    void one.ports.facts.update(() => stored).then((value) => seen.push(value))
    void two.ports.facts.read().then((value) => seen.push(value))
    expect(seen).toEqual([])
    await machine.clock.advance(0)
    expect(seen).toEqual([{ revision: 1 }, { revision: 1 }])
    expect(seen[0]).not.toBe(stored)
  })

  test('an update is atomic, may run more than once, and null leaves what is there', async () => {
    const machine = bareMachine()
    const pages = [machine.page(), machine.page()]
    const count = (value: unknown): number => (typeof value === 'number' ? value : 0)
    for (const page of pages) {
      for (let times = 0; times < 50; times++) void page.ports.facts.update((value) => count(value) + 1)
      void page.ports.facts.update(() => null)
    }
    await machine.clock.advance(0)
    expect(machine.storage.stored()).toBe(100)
  })

  test('outlives the tabs, but what a closed tab had not yet written is lost', async () => {
    const machine = bareMachine()
    const [one, two] = [machine.page(), machine.page()]
    void one.ports.facts.update(() => 'kept')
    await machine.clock.advance(0)
    void one.ports.facts.update(() => 'too late')
    one.die('closed')
    const seen: unknown[] = []
    void two.ports.facts.read().then((value) => seen.push(value))
    await machine.clock.advance(0)
    expect(seen).toEqual(['kept'])
  })
})

describe('the virtual page', () => {
  test('tells of input, and refuses it where no user could give any', async () => {
    const page = bareMachine().page()
    let seen = 0
    const undo = page.ports.activity.subscribe(() => {
      seen += 1
    })
    page.input()
    page.setVisible(false)
    expect(() => page.input()).toThrow('hidden, frozen')
    page.setVisible(true)
    undo()
    page.input()
    page.die('closed')
    expect(() => page.input()).toThrow('closed')
    expect(seen).toBe(1)
  })

  test('hides, shows and leaves with the events of the platform', () => {
    const page = bareMachine().page()
    const events: string[] = []
    page.ports.lifecycle.subscribe((event) => events.push(`${event} ${page.ports.lifecycle.visible()}`))
    page.setVisible(false)
    page.setVisible(false)
    page.setVisible(true)
    page.leave()
    expect(events).toEqual(['hidden false', 'shown true', 'leaving true'])
  })

  test('its monotonic clock counts from its own opening', async () => {
    const machine = bareMachine()
    const first = machine.page()
    await machine.clock.advance(5000)
    const second = machine.page()
    expect([first.ports.clock.now().monotonicMs, second.ports.clock.now().monotonicMs]).toEqual([5000, 0])
  })

  test('random numbers are the same for the same seed and lie in [0, 1)', () => {
    const [one, two] = [bareMachine().page(), bareMachine().page()]
    const numbers = Array.from({ length: 1000 }, () => one.ports.random())
    expect(numbers).toEqual(Array.from({ length: 1000 }, () => two.ports.random()))
    expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true)
    expect(new Set(numbers).size).toBeGreaterThan(990)
  })
})
