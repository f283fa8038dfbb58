/** What cases of one kind have in common: what they are about, and what happens in them, oldest first. Invented. */
export interface Topic {
  readonly summary: string
  readonly cameBy: 'Letter' | 'Web form' | 'Phone' | 'At the counter'
  readonly steps: readonly Step[]
}

export interface Step {
  /** Who did it: the one whose case it is, or the one who works on it. */
  readonly by: 'person' | 'assignee'
  readonly text: string
}

const opened: Step = { by: 'assignee', text: 'Opened the case and confirmed by letter that it has arrived.' }

/** The last step of each is the one that closes it. */
export const TOPICS = {
  allowance: {
    summary:
      'Asks for the allowance to be worked out again: the household changed in spring and the notice of 3 May still counts two people. Sent proof of the move and a birth certificate; the proof of income for the summer is missing.',
    cameBy: 'Letter',
    steps: [
      { by: 'person', text: 'Asked for the allowance to be worked out again.' },
      opened,
      { by: 'assignee', text: 'Asked for proof of income for June to August.' },
      { by: 'person', text: 'Handed in payslips for June and July. August follows.' },
      { by: 'assignee', text: 'Worked the allowance out again; the notice is with the post room.' },
    ],
  },
  repair: {
    summary:
      'Reports damp in two rooms after the roof was mended. The landlord has been written to twice without an answer. There is a child of four in the household, and the doctor advises against using the back room.',
    cameBy: 'Phone',
    steps: [
      { by: 'person', text: 'Called about damp in the bedroom and the room behind it.' },
      opened,
      { by: 'assignee', text: 'Wrote to the landlord and set a term of two weeks.' },
      { by: 'assignee', text: 'Visited the flat. Measured 84 % in the back room; pictures are in the file.' },
      { by: 'person', text: 'Says that the repair is done and the walls are drying.' },
    ],
  },
  school: {
    summary:
      'Needs a place for the younger child from the new term. The nearest school has a waiting list; the second choice has two places left but lies beyond the free bus zone.',
    cameBy: 'Web form',
    steps: [
      { by: 'person', text: 'Applied for a place, with two choices.' },
      opened,
      { by: 'assignee', text: 'Asked the first school how long its list is: eleven children.' },
      { by: 'person', text: 'Would take the second school if the bus is paid for.' },
      { by: 'assignee', text: 'The second school has confirmed the place.' },
    ],
  },
  debt: {
    summary:
      'Agreed to instalments of 85 a month in the summer; the last two were missed after hours at work were cut. Offers 40 a month until March and asks that no fee be added.',
    cameBy: 'At the counter',
    steps: [
      { by: 'person', text: 'Came to explain the missed instalments.' },
      opened,
      { by: 'assignee', text: 'Asked payments to hold the reminder for four weeks.' },
      { by: 'person', text: 'Brought the new contract of work: 22 hours a week.' },
      { by: 'assignee', text: 'New plan agreed and signed.' },
    ],
  },
  permit: {
    summary:
      'Wants to use the pavement in front of the premises. The neighbours were asked, and one objected because of noise after ten in the evening. The fire service needs 3.5 metres to stay clear.',
    cameBy: 'Web form',
    steps: [
      { by: 'person', text: 'Applied, with a drawing of the area.' },
      opened,
      { by: 'assignee', text: 'Asked the neighbours and the fire service for their views.' },
      { by: 'assignee', text: 'The fire service agrees, as long as 3.5 metres stay clear.' },
      { by: 'assignee', text: 'Permit granted until ten in the evening.' },
    ],
  },
} as const satisfies Readonly<Record<string, Topic>>
