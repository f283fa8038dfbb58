/** The few words that the gate itself needs: apart from the others, so that a gate without a dialog brings no more along. */
export const cover = {
  title: 'Reconnecting',
  description: 'We’re checking that you’re still signed in. Your work is kept and comes back as soon as we know.',
  failing: 'We can’t reach the server. We keep trying.',
  signOut: 'Sign out now',
} as const
