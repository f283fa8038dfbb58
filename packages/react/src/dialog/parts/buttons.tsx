'use client'
import { createPart, type DialogPart } from './part.tsx'

/** Keeps the user here. Only where that can work; `data-busy` while the backend has not answered. */
export const Stay: DialogPart<'button'> = createPart('button', ({ view }) =>
  view.stayProps ? { ...view.stayProps, children: view.text.stay } : null,
)

/** Signs in again: before an end that cannot be put off, and after every end. */
export const SignIn: DialogPart<'button'> = createPart('button', ({ view }) =>
  view.signInProps ? { ...view.signInProps, children: view.text.signIn } : null,
)

/** Puts away a warning that cannot be put off, to save work. */
export const Dismiss: DialogPart<'button'> = createPart('button', ({ view }) =>
  view.dismissProps ? { ...view.dismissProps, children: view.text.dismiss } : null,
)

/** Signs out now. Never has the focus by itself. */
export const SignOut: DialogPart<'button'> = createPart('button', ({ view }) =>
  view.signOutProps ? { ...view.signOutProps, children: view.text.signOut } : null,
)
