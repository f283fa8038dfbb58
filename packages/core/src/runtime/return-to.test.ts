import { describe, expect, it } from 'vitest'
import { checkReturnTo } from './return-to.ts'

describe('checkReturnTo', () => {
  it.each(['/', '/cases/7', '/cases?page=2#note', '/caf%C3%A9', '/search?next=//not-a-host'])('R-80 lets %s through', (path) => {
    expect(checkReturnTo(path)).toBe(path)
  })

  it.each([
    '',
    'cases',
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/%2Fevil.example',
    '/%5Cevil.example',
    '/\tevil',
    '/%09evil',
    'javascript:alert(1)',
    '/%',
  ])('R-80 refuses %j and says what a path looks like', (path) => {
    expect(checkReturnTo(path)).toMatchObject({ code: 'return-to-refused', message: expect.stringContaining("'/cases/7'") })
  })
})
