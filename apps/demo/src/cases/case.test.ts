import { expect, it } from 'vitest'
import { parseCase, parseCases, parseNote } from './case.ts'

const listed = {
  id: 'C-1',
  title: 'Damp',
  person: 'Ilse',
  status: 'in progress',
  priority: 'high',
  assignee: 'A. Okafor',
  updatedAt: '2026-11-20T09:12:00Z',
}

it('takes a list of cases as the API answers it', () => {
  expect(parseCases({ cases: [listed] })).toEqual([listed])
  expect(parseCases({ cases: [] })).toEqual([])
})

it('takes nothing that it could not show', () => {
  expect(parseCases({ cases: [{ ...listed, status: 'toString' }] })).toBeNull()
  expect(parseCases({ cases: [{ ...listed, title: 7 }] })).toBeNull()
  expect(parseCases([listed])).toBeNull()
  expect(parseCases(null)).toBeNull()
  expect(parseCase(listed)).toBeNull()
  expect(parseNote({ note: null })).toBeNull()
})

it('takes a case with its summary and its note', () => {
  const detail = { ...listed, summary: 'Two rooms.', note: '' }
  expect(parseCase(detail)).toEqual(detail)
  expect(parseNote({ id: 'C-1', note: 'Called.' })).toBe('Called.')
})
