import { expect, it } from 'vitest'
import type { CaseSummary } from './case.ts'
import { NO_FILTER, search } from './case-filter.ts'

const one = (id: string, title: string, status: CaseSummary['status']): CaseSummary => ({
  id,
  title,
  status,
  person: 'Tomasz Wilk',
  priority: 'high',
  assignee: 'A. Okafor',
  updatedAt: '',
  dueAt: null,
})
const CASES = [one('C-1', 'Damp in the flat', 'waiting'), one('C-2', 'Damp cellar', 'new'), one('C-3', 'School place', 'waiting')]
const idsFor = (filter: Partial<typeof NO_FILTER>) => search(CASES, { ...NO_FILTER, ...filter }).map(({ id }) => id)

it('finds the cases in which every word stands, whatever its place and case', () => {
  expect(idsFor({})).toEqual(['C-1', 'C-2', 'C-3'])
  expect(idsFor({ text: ' wilk DAMP ' })).toEqual(['C-1', 'C-2'])
  expect(idsFor({ text: 'damp school' })).toEqual([])
})

it('leaves the cases of one status, of those found', () => {
  expect(idsFor({ status: 'waiting' })).toEqual(['C-1', 'C-3'])
  expect(idsFor({ status: 'waiting', text: 'damp' })).toEqual(['C-1'])
  expect(idsFor({ status: 'closed' })).toEqual([])
})
