import process from 'node:process'
import { afterAll, expect, vi } from 'vitest'

// All files of a process share its globals, which spares each file the start of a process; what one left behind others would meet.
// Of the sources each has modules of its own.
vi.resetModules()
const before = standing()

afterAll(() => {
  const after = standing()
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter((name) => !Object.is(before.get(name), after.get(name)))
  expect(changed, 'what this file leaves changed for the next one').toEqual([])
})

/** The globals, the console and the environment, by name. */
function standing(): ReadonlyMap<string, unknown> {
  const globals = Object.entries(Object.getOwnPropertyDescriptors(globalThis)).filter(([name]) => !isOfLibrary(name))
  return new Map<string, unknown>([
    ...globals.map(([name, { value, get }]) => [name, value ?? get] as const),
    ...Object.entries(console).map(([name, value]) => [`console.${name}`, value] as const),
    ...Object.entries(process.env).map(([name, value]) => [`environment ${name}`, value] as const),
  ])
}

/** Libraries keep what all their copies share, once they are loaded; nothing reads it but they. */
function isOfLibrary(name: string): boolean {
  return name.startsWith('__') || name === 'regeneratorRuntime' || name === 'nanostoresGlobal'
}
