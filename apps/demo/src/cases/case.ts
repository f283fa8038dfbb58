/** One case as the list shows it. */
export interface CaseSummary {
  readonly id: string
  readonly title: string
  readonly person: string
  readonly status: CaseStatus
  readonly priority: 'low' | 'normal' | 'high'
  readonly assignee: string
  /** Instants are ISO 8601. */
  readonly updatedAt: string
  /** By when something has to have happened. */
  readonly dueAt: string | null
}

export interface CaseDetail extends CaseSummary {
  readonly summary: string
  readonly openedAt: string
  readonly cameBy: string
  readonly address: string
  readonly phone: string
  /** Newest first. */
  readonly history: readonly CaseEvent[]
  /** The reader's own; empty when there is none. */
  readonly note: string
}

export interface CaseEvent {
  readonly at: string
  readonly by: string
  readonly text: string
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
const DETAIL_TEXTS = ['summary', 'openedAt', 'cameBy', 'address', 'phone', 'note'] as const
const EVENT_TEXTS = ['at', 'by', 'text'] as const

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
    hasTexts(value, SUMMARY_TEXTS) &&
    (value['dueAt'] === null || typeof value['dueAt'] === 'string') &&
    isOneOf(STATUS_WORDS, value['status']) &&
    isOneOf(PRIORITY_WORDS, value['priority'])
  )
}

function isDetail(value: unknown): value is CaseDetail {
  if (!isRecord(value) || !hasTexts(value, DETAIL_TEXTS)) return false
  const history: unknown = value['history']
  return Array.isArray(history) && history.every((event) => isRecord(event) && hasTexts(event, EVENT_TEXTS)) && isSummary(value)
}

function hasTexts(value: Readonly<Record<string, unknown>>, keys: readonly string[]): boolean {
  return keys.every((key) => typeof value[key] === 'string')
}

function isOneOf(words: Readonly<Record<string, string>>, value: unknown): boolean {
  return typeof value === 'string' && Object.hasOwn(words, value)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
