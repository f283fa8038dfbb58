import { cleanup } from '@testing-library/react'
import { afterEach, beforeEach, expect, vi } from 'vitest'

/** No test of the file may end with an error in the console: React complains there of what it would forgive in production. */
export function expectQuietConsole(): void {
  beforeEach(() => {
    vi.spyOn(console, 'error')
  })
  afterEach(() => {
    expect(console.error).not.toHaveBeenCalled()
    cleanup()
    vi.restoreAllMocks()
  })
}
