import { type Step, type Topic, TOPICS } from './case-topics.ts'

/** One record of the demo's case work. Invented people. */
export interface Case {
  readonly id: string
  readonly title: string
  readonly person: string
  readonly status: 'new' | 'in progress' | 'waiting' | 'closed'
  readonly priority: 'low' | 'normal' | 'high'
  /** All instants are ISO 8601. */
  readonly updatedAt: string
  /** By when something has to have happened; null where nothing has. */
  readonly dueAt: string | null
  readonly assignee: string
  readonly summary: string
  readonly openedAt: string
  readonly cameBy: Topic['cameBy']
  readonly address: string
  readonly phone: string
  /** Newest first. */
  readonly history: readonly { readonly at: string; readonly by: string; readonly text: string }[]
}

interface Entry extends Pick<Case, 'title' | 'person' | 'status' | 'priority' | 'assignee' | 'address' | 'phone'> {
  readonly topic: keyof typeof TOPICS
  /** Counted from the day on which the server starts, so that the demo never looks abandoned. */
  readonly updatedHoursAgo: number
  readonly dueInDays: number | null
}

const [OKAFOR, LINDQVIST, BAPTISTE] = ['A. Okafor', 'M. Lindqvist', 'J. Baptiste'] as const
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const FIRST_NUMBER = 1041

const ENTRIES: readonly Entry[] = [
  {
    title: 'Recalculate housing allowance',
    person: 'Ilse Marquardt',
    status: 'in progress',
    priority: 'high',
    assignee: OKAFOR,
    topic: 'allowance',
    updatedHoursAgo: 0.4,
    dueInDays: 1,
    address: '12 Quay Street, flat 3',
    phone: '0191 496 0114',
  },
  {
    title: 'Damp in the upper flat',
    person: 'Tomasz Wilk',
    status: 'waiting',
    priority: 'normal',
    assignee: LINDQVIST,
    topic: 'repair',
    updatedHoursAgo: 1,
    dueInDays: 4,
    address: '7 Tanner Row',
    phone: '0191 496 0131',
  },
  {
    title: 'School place from January',
    person: 'Rosa Delgado',
    status: 'new',
    priority: 'high',
    assignee: OKAFOR,
    topic: 'school',
    updatedHoursAgo: 3,
    dueInDays: 2,
    address: '31 Orchard Rise',
    phone: '0191 496 0152',
  },
  {
    title: 'Pavement tables, Mill Street 4',
    person: 'Café Nordlicht',
    status: 'in progress',
    priority: 'low',
    assignee: BAPTISTE,
    topic: 'permit',
    updatedHoursAgo: 5,
    dueInDays: 19,
    address: '4 Mill Street',
    phone: '0191 496 0160',
  },
  {
    title: 'Instalments missed twice',
    person: 'Harold Ng',
    status: 'waiting',
    priority: 'normal',
    assignee: LINDQVIST,
    topic: 'debt',
    updatedHoursAgo: 22,
    dueInDays: 6,
    address: '88 Station Road',
    phone: '0191 496 0117',
  },
  {
    title: 'Change of household, four persons',
    person: 'Famke de Wit',
    status: 'new',
    priority: 'normal',
    assignee: OKAFOR,
    topic: 'allowance',
    updatedHoursAgo: 25,
    dueInDays: 9,
    address: '2 Chapel Lane',
    phone: '0191 496 0145',
  },
  {
    title: 'Roof repair overdue',
    person: 'Siobhan Kearney',
    status: 'in progress',
    priority: 'high',
    assignee: BAPTISTE,
    topic: 'repair',
    updatedHoursAgo: 29,
    dueInDays: -1,
    address: '15 Weaver Court',
    phone: '0191 496 0108',
  },
  {
    title: 'Transfer to another school',
    person: 'Dmitri Volkov',
    status: 'closed',
    priority: 'low',
    assignee: LINDQVIST,
    topic: 'school',
    updatedHoursAgo: 47,
    dueInDays: null,
    address: '40 Orchard Rise',
    phone: '0191 496 0173',
  },
  {
    title: 'Market stall, winter season',
    person: 'Amina Haddad',
    status: 'new',
    priority: 'normal',
    assignee: BAPTISTE,
    topic: 'permit',
    updatedHoursAgo: 50,
    dueInDays: 12,
    address: 'Market Hall, stall 9',
    phone: '0191 496 0126',
  },
  {
    title: 'Deferral until March',
    person: 'Pedro Santos',
    status: 'in progress',
    priority: 'normal',
    assignee: OKAFOR,
    topic: 'debt',
    updatedHoursAgo: 71,
    dueInDays: 15,
    address: '6 Ferry Steps',
    phone: '0191 496 0139',
  },
  {
    title: 'Allowance paid to a former account',
    person: 'Grete Hansen',
    status: 'waiting',
    priority: 'high',
    assignee: LINDQVIST,
    topic: 'allowance',
    updatedHoursAgo: 76,
    dueInDays: 3,
    address: '23 Abbey Green',
    phone: '0191 496 0155',
  },
  {
    title: 'Broken heating, third report',
    person: 'Yusuf Demir',
    status: 'in progress',
    priority: 'high',
    assignee: BAPTISTE,
    topic: 'repair',
    updatedHoursAgo: 98,
    dueInDays: 0,
    address: '9 Weaver Court',
    phone: '0191 496 0162',
  },
  {
    title: 'Street party, 12 June',
    person: 'Lena Vogt',
    status: 'closed',
    priority: 'low',
    assignee: OKAFOR,
    topic: 'permit',
    updatedHoursAgo: 124,
    dueInDays: null,
    address: 'Linden Close',
    phone: '0191 496 0184',
  },
  {
    title: 'After-school care, two children',
    person: 'Nkechi Obi',
    status: 'new',
    priority: 'normal',
    assignee: LINDQVIST,
    topic: 'school',
    updatedHoursAgo: 147,
    dueInDays: 8,
    address: '17 Tanner Row',
    phone: '0191 496 0149',
  },
  {
    title: 'Deposit withheld after moving out',
    person: 'Marek Dvořák',
    status: 'in progress',
    priority: 'normal',
    assignee: BAPTISTE,
    topic: 'debt',
    updatedHoursAgo: 171,
    dueInDays: 11,
    address: '52 Station Road',
    phone: '0191 496 0191',
  },
  {
    title: 'Mould around the windows',
    person: 'Aisling Byrne',
    status: 'waiting',
    priority: 'normal',
    assignee: OKAFOR,
    topic: 'repair',
    updatedHoursAgo: 195,
    dueInDays: 20,
    address: '28 Quay Street',
    phone: '0191 496 0103',
  },
  {
    title: 'Allowance during parental leave',
    person: 'Jonas Ekström',
    status: 'closed',
    priority: 'normal',
    assignee: LINDQVIST,
    topic: 'allowance',
    updatedHoursAgo: 240,
    dueInDays: null,
    address: '3 Abbey Green',
    phone: '0191 496 0178',
  },
  {
    title: 'Advertising board, Bridge Street',
    person: 'Lighthouse Books',
    status: 'closed',
    priority: 'low',
    assignee: BAPTISTE,
    topic: 'permit',
    updatedHoursAgo: 290,
    dueInDays: null,
    address: '11 Bridge Street',
    phone: '0191 496 0120',
  },
]

/** The cases as they stand at an instant (epoch ms), last touched first. */
export function casesAt(now: number): readonly Case[] {
  return ENTRIES.map((entry, index) => caseOf(entry, `C-${FIRST_NUMBER + index}`, now))
}

function caseOf({ topic, updatedHoursAgo, dueInDays, ...entry }: Entry, id: string, now: number): Case {
  const { summary, cameBy, steps } = TOPICS[topic]
  const updatedAt = now - updatedHoursAgo * HOUR_MS
  const taken = stepsTaken(steps, entry.status)
  const gapMs = DAY_MS * (2 + (updatedHoursAgo % 3)) + HOUR_MS * (updatedHoursAgo % 5)
  const history = taken.map(({ by, text }, index) => ({
    at: iso(updatedAt - gapMs * (taken.length - 1 - index)),
    by: by === 'person' ? entry.person : entry.assignee,
    text,
  }))
  return {
    ...entry,
    id,
    summary,
    cameBy,
    updatedAt: iso(updatedAt),
    openedAt: iso(updatedAt - gapMs * (taken.length - 1)),
    dueAt: dueInDays === null ? null : iso(now + dueInDays * DAY_MS),
    history: history.reverse(),
  }
}

function stepsTaken(steps: readonly Step[], status: Case['status']): readonly Step[] {
  return steps.slice(0, { new: 2, 'in progress': 3, waiting: 4, closed: steps.length }[status])
}

function iso(at: number): string {
  return new Date(at).toISOString()
}
