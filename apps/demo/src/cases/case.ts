/** One case as the list shows it. */
export interface CaseSummary {
  readonly id: string
  readonly title: string
  readonly person: string
  readonly status: CaseStatus
  readonly priority: 'low' | 'normal' | 'high'
  readonly assignee: string
  /** ISO 8601 instant. */
  readonly updatedAt: string
}

export interface CaseDetail extends CaseSummary {
  readonly summary: string
  /** Empty when nobody has written one. */
  readonly note: string
}

export type CaseStatus = 'new' | 'in progress' | 'waiting' | 'closed'

export const STATUS_WORDS: Readonly<Record<CaseStatus, string>> = {
  new: 'New',
  'in progress': 'In progress',
  waiting: 'Waiting',
  closed: 'Closed',
}
export const PRIORITY_WORDS: Readonly<Record<CaseSummary['priority'], string>> = { low: 'Low', normal: 'Normal', high: 'High' }

const SUMMARY_TEXTS = ['id', 'title', 'person', 'assignee', 'updatedAt'] as const

/** null when the answer is not a list of cases. */
export function parseCases(body: unknown): readonly CaseSummary[] | null {
  const cases: unknown = isRecord(body) ? body['cases'] : null
  return Array.isArray(cases) && cases.every(isSummary) ? cases : null
}

/** null when the answer is not a case. */
export function parseCase(body: unknown): CaseDetail | null {
  return isDetail(body) ? body : null
}

/** The note as the server keeps it now; null when it says something else. */
export function parseNote(body: unknown): string | null {
  return isRecord(body) && typeof body['note'] === 'string' ? body['note'] : null
}

function isSummary(value: unknown): value is CaseSummary {
  return (
    isRecord(value) &&
    SUMMARY_TEXTS.every((key) => typeof value[key] === 'string') &&
    isOneOf(STATUS_WORDS, value['status']) &&
    isOneOf(PRIORITY_WORDS, value['priority'])
  )
}

function isDetail(value: unknown): value is CaseDetail {
  return isRecord(value) && typeof value['summary'] === 'string' && typeof value['note'] === 'string' && isSummary(value)
}

function isOneOf(words: Readonly<Record<string, string>>, value: unknown): boolean {
  return typeof value === 'string' && Object.hasOwn(words, value)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
