import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const DECLARED = /^\s*(--stillhere-[a-z-]+): (.+);$/gm

function declared(file: string): readonly string[] {
  return [...readFileSync(path.join(import.meta.dirname, file), 'utf8').matchAll(DECLARED)].map(([, name, value]) => `${name}: ${value}`)
}

test('the timeline’s variables are those of the dialog, with the same values, so that one theme dresses both', () => {
  const own = declared('timeline-theme.css')
  const dialog = new Set(declared('../../../react/src/dialog/dialog-theme.css'))
  expect(own.length).toBeGreaterThan(15)
  expect(own.filter((line) => !dialog.has(line))).toEqual([])
})
