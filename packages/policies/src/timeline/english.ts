import type { TimelineMessages } from './messages.ts'

/** English, the default: `{ ...english, caption: 'Our sign-out rules' }` changes one of its texts. */
export const english: TimelineMessages = {
  caption: 'When users are signed out',
  columns: { situation: 'Somebody …', signedOut: 'Signed out', how: 'How it goes' },
  situations: {
    'works-all-day': { name: 'works all day', description: 'Never away for long, and answers the dialog.' },
    'leaves-tab-open': { name: 'leaves the tab open', description: 'Nobody touches it any more.' },
    'closes-all-tabs': { name: 'closes all tabs', description: 'And opens one again later.' },
    'machine-sleeps': { name: 'closes the lid', description: 'The laptop sleeps, with a tab open.' },
    'network-down': { name: 'loses the network', description: 'Works on, and no request gets through.' },
    'refresh-rejected': { name: 'is refused a refresh', description: 'The backend has revoked the refresh token.' },
  },
  endsAfter: ({ duration }) => `After ${duration}`,
  endsAfterAbsence: ({ duration }) => `${capital(duration)} away or longer`,
  staysFor: ({ duration }) => `Still signed in after ${duration}`,
  staysForAbsence: ({ duration }) => `Still signed in after ${duration} away`,
  endsLater: ({ duration }) => `One sign-in lasts ${duration}, which is longer than was played.`,
  reasons: {
    'token-expired': 'The access token ran out.',
    'refresh-expired': 'The token ran out, and nothing could renew it any more.',
    'refresh-rejected': 'The backend refused the refresh.',
    inactive: 'Nobody was active for as long as the limit allows.',
    'server-idle': 'The backend had neither activity nor a refresh for too long.',
    'max-lifetime': 'One sign-in lasts no longer, whatever happens.',
    'signed-out': 'The user signed out.',
    revoked: 'The backend ended the session.',
    replaced: 'Somebody else signed in.',
  },
  warned: ({ lead, extendable }) =>
    extendable ? `Asked ${lead} before, with the offer to stay.` : `Warned ${lead} before, and it cannot be put off.`,
  notWarned: 'No warning.',
  covered: ({ from, until }) =>
    until === '' ? `Private content is covered from ${from} on.` : `Private content is covered from ${from} to ${until}.`,
  refreshes: ({ count, figure, first, last }) =>
    count === 1 ? `One refresh, after ${first}.` : `${figure} refreshes, the first after ${first}, the last after ${last}.`,
  signIn: 'Sign-in',
  notToScale: 'Not to scale: short times get more room.',
  legend: {
    signedIn: 'signed in',
    away: 'away, signed in on return',
    warning: 'dialog open',
    covered: 'private content covered',
    end: 'signed out',
    refreshes: 'first to last refresh',
    goesOn: 'goes on',
  },
  working: 'Working it out …',
  done: 'Worked out.',
  refused: 'No session takes this policy.',
  limitsTitle: 'The limits',
  limits: {
    inactivity: ({ duration }) => `Without activity in any tab the session is over after ${duration}.`,
    serverIdle: ({ duration }) => `Without activity or a refresh the backend ends the session after ${duration}.`,
    maxLifetime: ({ duration }) => `${capital(duration)} after the sign-in the session is over, whatever happens.`,
    refreshWindow: ({ duration }) => `A refresh token is good for ${duration}, and each refresh brings a new one.`,
    refreshTokenLifetime: ({ duration }) => `From ${duration} after the sign-in no refresh token renews anything.`,
    signOnWindow: ({ duration }) => `For ${duration} the sign-on session can bring new tokens as well.`,
    accessTokenLifetime: ({ duration }) => `An access token lives for ${duration}.`,
  },
  noLimits: 'There are none: the backend alone decides.',
  assumedToken: ({ duration }) => `An access token is taken to live for ${duration}: the policy does not say.`,
  rememberedTitle: 'After “remember me”',
  clause: ({ clause, atMost, strength }) =>
    strength === 'none' ? `${clause}: ${atMost} at most, a figure chosen for it.` : `${clause}: ${atMost} at most (${strength}).`,
  findingsTitle: 'What the check says',
  noFindings: 'Nothing to say: the limits go together.',
  severities: { error: 'Cannot work', warning: 'Hardly meant', note: 'Good to know' },
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
