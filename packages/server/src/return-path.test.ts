import { expect, test } from 'vitest'
import { returnPath } from './return-path.ts'

const ORIGIN = 'https://app.example'

test.each([
  ['//evil.example'],
  ['/\\evil.example'],
  ['\\\\evil.example'],
  ['/%2Fevil.example'],
  ['/%5cevil.example'],
  ['/%252fevil.example'],
  ['/%25255cevil.example'],
  ['/.//evil.example'],
  ['/x/..//evil.example'],
  ['/\t/evil.example'],
  ['/%09/evil.example'],
  ['/a\nb'],
  ['/%0d%0aset-cookie:x'],
  ['/%'],
  ['javascript:alert(1)'],
  ['https://app.example/'],
  ['https:evil.example'],
  ['cases'],
  [''],
  [`/${'a'.repeat(2048)}`],
  [7],
])('R-80 %j is refused as a path to return to', (value) => {
  expect(returnPath(value, ORIGIN)).toBeNull()
})

test.each([['/'], ['/cases/C-1041'], ['/search?q=a%5Cb%2F%2Fc&next=https://other.example//x#top'], ['/caf%C3%A9']])(
  'R-80 %j is a path to return to',
  (value) => {
    expect(returnPath(value, ORIGIN)).toBe(value)
  },
)
