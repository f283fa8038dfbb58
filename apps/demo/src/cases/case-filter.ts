import { type CaseStatus, type CaseSummary, PRIORITY_WORDS, STATUS_WORDS } from './case.ts'

export interface CaseFilter {
  /** Words that all have to be found, in any order and anywhere in the row. */
  readonly text: string
  readonly status: CaseStatus | 'any'
}

export const NO_FILTER: CaseFilter = { text: '', status: 'any' }

/** The cases that the filter lets through, in the order given. */
export function search(cases: readonly CaseSummary[], { text, status }: CaseFilter): readonly CaseSummary[] {
  const words = text.toLocaleLowerCase('en').split(/\s+/).filter(Boolean)
  return cases.filter((one) => (status === 'any' || one.status === status) && words.every((word) => textOf(one).includes(word)))
}

function textOf(one: CaseSummary): string {
  return [one.id, one.title, one.person, one.assignee, STATUS_WORDS[one.status], PRIORITY_WORDS[one.priority]]
    .join(' ')
    .toLocaleLowerCase('en')
}
