import { render, screen } from '@testing-library/react'
import { version } from 'react'
import { version as domVersion } from 'react-dom'
import { expect, inject, test } from 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    readonly reactMajor: string
  }
}

test('the components’ tests run with the React that their project names, and with no other', () => {
  const major = inject('reactMajor')
  expect([version, domVersion].map((text) => text.split('.')[0])).toEqual([major, major])
  render(<p>rendered</p>)
  expect(screen.getByText('rendered').textContent).toBe('rendered')
})
