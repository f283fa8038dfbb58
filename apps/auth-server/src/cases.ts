/** One record of the demo's case work. Invented people. */
export interface Case {
  readonly id: string
  readonly title: string
  readonly person: string
  readonly status: 'new' | 'in progress' | 'waiting' | 'closed'
  readonly priority: 'low' | 'normal' | 'high'
  /** ISO 8601. */
  readonly updatedAt: string
  readonly assignee: string
  readonly summary: string
}

const summaries = {
  allowance: 'Asks for the allowance to be worked out again: the household changed in spring and the notice still counts two people.',
  repair: 'Reports damp in two rooms after the roof was mended. The landlord has been written to twice without an answer.',
  school: 'Needs a place for the younger child from the new term. The nearest school has a waiting list.',
  debt: 'Agreed to instalments in the summer; the last two were missed after hours at work were cut.',
  permit: 'Wants to put tables on the pavement until October. Neighbours were asked and one objected.',
}

export const CASES: readonly Case[] = [
  record(
    'C-1041',
    'Recalculate housing allowance',
    'Ilse Marquardt',
    'in progress',
    'high',
    '2026-11-20T09:12:00Z',
    'A. Okafor',
    summaries.allowance,
  ),
  record('C-1042', 'Damp in the upper flat', 'Tomasz Wilk', 'waiting', 'normal', '2026-11-20T08:40:00Z', 'M. Lindqvist', summaries.repair),
  record('C-1043', 'School place from January', 'Rosa Delgado', 'new', 'high', '2026-11-19T16:05:00Z', 'A. Okafor', summaries.school),
  record(
    'C-1044',
    'Pavement tables, Mill Street 4',
    'Café Nordlicht',
    'in progress',
    'low',
    '2026-11-19T13:27:00Z',
    'J. Baptiste',
    summaries.permit,
  ),
  record('C-1045', 'Instalments missed twice', 'Harold Ng', 'waiting', 'normal', '2026-11-19T10:02:00Z', 'M. Lindqvist', summaries.debt),
  record(
    'C-1046',
    'Change of household, four persons',
    'Famke de Wit',
    'new',
    'normal',
    '2026-11-18T15:44:00Z',
    'A. Okafor',
    summaries.allowance,
  ),
  record(
    'C-1047',
    'Roof repair overdue',
    'Siobhan Kearney',
    'in progress',
    'high',
    '2026-11-18T11:30:00Z',
    'J. Baptiste',
    summaries.repair,
  ),
  record(
    'C-1048',
    'Transfer to another school',
    'Dmitri Volkov',
    'closed',
    'low',
    '2026-11-17T14:18:00Z',
    'M. Lindqvist',
    summaries.school,
  ),
  record('C-1049', 'Market stall, winter season', 'Amina Haddad', 'new', 'normal', '2026-11-17T09:55:00Z', 'J. Baptiste', summaries.permit),
  record('C-1050', 'Deferral until March', 'Pedro Santos', 'in progress', 'normal', '2026-11-16T17:21:00Z', 'A. Okafor', summaries.debt),
  record(
    'C-1051',
    'Allowance paid to a former account',
    'Grete Hansen',
    'waiting',
    'high',
    '2026-11-16T12:08:00Z',
    'M. Lindqvist',
    summaries.allowance,
  ),
  record(
    'C-1052',
    'Broken heating, third report',
    'Yusuf Demir',
    'in progress',
    'high',
    '2026-11-15T08:33:00Z',
    'J. Baptiste',
    summaries.repair,
  ),
  record('C-1053', 'Street party, 12 June', 'Lena Vogt', 'closed', 'low', '2026-11-14T10:47:00Z', 'A. Okafor', summaries.permit),
  record(
    'C-1054',
    'After-school care, two children',
    'Nkechi Obi',
    'new',
    'normal',
    '2026-11-13T13:59:00Z',
    'M. Lindqvist',
    summaries.school,
  ),
]

function record(
  id: string,
  title: string,
  person: string,
  status: Case['status'],
  priority: Case['priority'],
  updatedAt: string,
  assignee: string,
  summary: string,
): Case {
  return { id, title, person, status, priority, updatedAt, assignee, summary }
}
