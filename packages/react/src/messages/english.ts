import { cover } from './cover.ts'
import type { SessionMessages } from './messages.ts'

/** English, the default. Plain words: you, verbs, times that people say. */
export const english: SessionMessages = {
  locale: 'en',
  stay: 'Stay signed in',
  staying: 'One moment…',
  signOut: cover.signOut,
  signIn: 'Sign in again',
  dismiss: 'Go back and save',
  stayFailed: 'That didn’t work: we can’t reach the server. You can try again, and we keep trying too.',
  signInFailed: 'That didn’t work. Please try again.',
  stillSignedIn: 'You are still signed in.',
  faces: {
    'refresh-failed': {
      title: 'You’re about to be signed out',
      description: ({ clock }) => `We can’t reach the server. You’ll be signed out at ${clock} unless the connection comes back.`,
    },
    'still-here': {
      title: 'Are you still here?',
      description: ({ duration, clock }) =>
        `We haven’t seen you for ${duration || 'a while'}. For your security, you’ll be signed out at ${clock} unless you stay.`,
    },
    'time-up': {
      title: 'Time is nearly up',
      description: ({ clock }) =>
        `You’ll be signed out at ${clock}, and this can’t be put off. Save your work, then sign in again to go on.`,
    },
    checking: {
      title: cover.title,
      description: () => cover.description,
    },
    'signed-out': {
      title: 'You’ve been signed out',
      description: () => 'Sign in again to go on.',
    },
  },
  ended: {
    'token-expired': () => 'We couldn’t reach the server in time to keep you signed in.',
    'refresh-expired': () => 'The time you can stay signed in without entering your password is over.',
    'refresh-rejected': () => 'The server asks you to sign in again before you go on.',
    inactive: ({ duration }) => `We hadn’t seen you for ${duration || 'a while'}. You were signed out for your security.`,
    'server-idle': ({ duration }) => `We hadn’t heard from you for ${duration || 'a while'}. You were signed out for your security.`,
    'max-lifetime': ({ duration }) =>
      duration
        ? `You had been signed in for ${duration}, which is as long as one sign-in lasts.`
        : 'You had been signed in for as long as one sign-in lasts.',
    'signed-out': () => 'You signed out in another window.',
    revoked: () => 'Your access was ended from another place, for example by an administrator or on another device.',
    replaced: () => 'Somebody else signed in with this browser.',
  },
  unsavedWork: {
    saved: 'What you were working on has been saved.',
    lost: 'What you had not saved is gone.',
  },
  status: {
    restoring: () => 'One moment…',
    fine: () => 'You’re signed in',
    refreshing: () => 'Checking in with the server…',
    failing: ({ clock }) =>
      clock ? `We can’t reach the server. You’re signed in until ${clock}.` : 'We can’t reach the server. We keep trying.',
    offline: ({ clock }) => (clock ? `You’re offline. You stay signed in until ${clock}.` : 'You’re offline.'),
    checking: () => 'Checking that you’re still signed in…',
    warning: ({ clock }) => `You’ll be signed out at ${clock}.`,
    'signed-out': () => 'You’re signed out',
  },
  limits: {
    inactivity: ({ duration, lead }) =>
      lead
        ? `If you do nothing for ${duration}, you’ll be signed out. We’ll ask you ${lead} before.`
        : `If you do nothing for ${duration}, you’ll be signed out.`,
    maxLifetime: ({ duration, lead }) =>
      lead
        ? `You’ll need to sign in again ${duration} after signing in. We’ll tell you ${lead} before.`
        : `You’ll need to sign in again ${duration} after signing in.`,
    unsavedWork: {
      saved: 'What you’re working on is kept for you.',
      lost: 'What you haven’t saved by then is lost.',
    },
  },
  timeLeft: ({ duration }) => `You’ll be signed out in ${duration}.`,
}
