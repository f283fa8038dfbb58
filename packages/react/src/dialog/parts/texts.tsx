'use client'
import { createPart, type DialogPart } from './part.tsx'

/** The heading: says what is happening, and names the dialog. */
export const Title: DialogPart<'h2'> = createPart('h2', ({ view }) =>
  view.open ? { ...view.titleProps, children: view.text.title } : null,
)

/** One sentence: why, and what happens if nothing is done. It describes the dialog and never changes with the clock. */
export const Description: DialogPart<'p'> = createPart('p', ({ view }) =>
  view.open ? { ...view.descriptionProps, children: view.text.description } : null,
)

/** Only after a "stay" or a sign-in that failed, and during a check that gets no answer; `role="alert"`. */
export const Problem: DialogPart<'p'> = createPart('p', ({ view }) =>
  view.open && view.text.problem !== null ? { role: 'alert', children: view.text.problem } : null,
)
