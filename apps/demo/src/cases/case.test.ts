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
  dueAt: null,
}

it('takes a list of cases as the API answers it', () => {
  expect(parseCases({ cases: [listed] })).toEqual([listed])
  expect(parseCases({ cases: [] })).toEqual([])
})

it('takes nothing that it could not show', () => {
  expect(parseCases({ cases: [{ ...listed, status: 'toString' }] })).toBeNull()
  expect(parseCases({ cases: [{ ...listed, title: 7 }] })).toBeNull()
  expect(parseCases({ cases: [{ ...listed, dueAt: 7 }] })).toBeNull()
  expect(parseCases([listed])).toBeNull()
  expect(parseCases(null)).toBeNull()
  expect(parseCase(listed)).toBeNull()
  expect(parseNote({ note: null })).toBeNull()
})

it('takes a case with its history and its note', () => {
  const detail = {
    ...listed,
    summary: 'Two rooms.',
    openedAt: '2026-11-02T09:12:00Z',
    cameBy: 'Phone',
    address: '7 Tanner Row',
    phone: '0191 496 0131',
    history: [{ at: '2026-11-02T09:12:00Z', by: 'Ilse', text: 'Called.' }],
    note: '',
  }
  expect(parseCase(detail)).toEqual(detail)
  expect(parseCase({ ...detail, history: [{ at: '2026-11-02T09:12:00Z' }] })).toBeNull()
  expect(parseNote({ id: 'C-1', note: 'Called.' })).toBe('Called.')
})
