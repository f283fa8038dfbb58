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
  ['/%252Fevil.example/%25'],
  ['/%2525255cevil.example/%25'],
  ['/caf%E9'],
  [`/${'a'.repeat(4096)}`],
  [7],
])('R-80 %j is refused as a path to return to', (value) => {
  expect(returnPath(value, ORIGIN)).toBeNull()
})

test.each([
  ['/'],
  ['/cases/C-1041'],
  ['/search?q=a%5Cb%2F%2Fc&next=https://other.example//x#top'],
  ['/caf%C3%A9'],
  ['/search/100%25'],
  ['/search/100%25/caf%25E9'],
  [`/search?q=${'a'.repeat(4000)}`],
])('R-80 %j is a path to return to', (value) => {
  expect(returnPath(value, ORIGIN)).toBe(value)
})
