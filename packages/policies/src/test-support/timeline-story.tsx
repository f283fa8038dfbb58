import type { ReactElement } from 'react'
import { expect, screen, within } from 'storybook/test'
import { PolicyTimeline } from '../timeline/index.ts'
import { type ExampleName, EXAMPLES } from './examples.ts'
import { explainedOf } from './explained.ts'
import { timelineLanguage } from './timeline-languages.ts'

/** What stories of the timeline are told. */
export interface TimelineArgs {
  readonly example: ExampleName
  /** What the documentation says, in a sentence. */
  readonly promise: string
}

interface TimelineStoryProps extends TimelineArgs {
  readonly title: string
  /** The tag that was chosen above the stories. */
  readonly language: unknown
}

/** One timeline under its name. The page around it speaks English. */
export function TimelineStory({ example, title, promise, language }: TimelineStoryProps): ReactElement {
  return (
    <main className="timeline-story">
      <header lang="en" dir="ltr">
        <h1>{title}</h1>
        <p>{promise}</p>
      </header>
      <PolicyTimeline {...EXAMPLES[example]} explanations={explainedOf(example)} headingLevel={2} {...timelineLanguage(language)} />
    </main>
  )
}

/** A row for each situation under the one of the headings. */
export async function showsEachSituation(): Promise<void> {
  await expect(within(screen.getByRole('table')).getAllByRole('row')).toHaveLength(7)
}
