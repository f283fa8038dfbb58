// Danish, "du". Read back against the glossary, and read again by a second reader; no native speaker has reviewed it.
import type { MessageParts, SessionMessages } from '../messages/messages.ts'

const unseen = (duration: string) => `Vi har ikke set dig i ${duration || 'et stykke tid'}.`
const again = ({ duration }: { readonly duration: string }) => `${duration || 'Noget tid'} efter login skal du logge ind igen.`
const forSafety = ({ duration }: MessageParts) => `${unseen(duration)} For din sikkerheds skyld er du blevet logget ud.`

/** Danish. Lengths stand anywhere: its nouns have one form after "i", "om" and "efter". */
export const messages: SessionMessages = {
  locale: 'da',
  stay: 'Forbliv logget ind',
  staying: 'Et øjeblik\u00a0…',
  signOut: 'Log ud nu',
  signIn: 'Log ind igen',
  dismiss: 'Gå tilbage og gem',
  stayFailed: 'Vi kan ikke få kontakt til serveren. Prøv igen. Vi bliver også ved med at prøve.',
  signInFailed: 'Det lykkedes ikke. Prøv igen.',
  stillSignedIn: 'Du er stadig logget ind.',
  faces: {
    'refresh-failed': {
      title: 'Du bliver snart logget ud',
      description: ({ clock }) => `Vi kan ikke få kontakt til serveren. Hvis det ikke ændrer sig, bliver du logget ud kl.\u00a0${clock}.`,
    },
    'still-here': {
      title: 'Er du her stadig?',
      description: ({ duration, clock }) =>
        `${unseen(duration)} For din sikkerheds skyld bliver du logget ud kl.\u00a0${clock}, medmindre du vil forblive logget ind.`,
    },
    'time-up': {
      title: 'Tiden er næsten gået',
      description: ({ clock }) =>
        `Du bliver logget ud kl.\u00a0${clock}, og det kan ikke udskydes. Gem dit arbejde. Log ind igen for at fortsætte.`,
    },
    checking: {
      title: 'Vi genopretter forbindelsen',
      description: () => 'Vi tjekker, om du stadig er logget ind. Dit arbejde går ikke tabt.',
    },
    'signed-out': {
      title: 'Du er logget ud',
      description: () => 'Log ind igen for at fortsætte.',
    },
  },
  ended: {
    'token-expired': () => 'Vi kunne ikke få kontakt til serveren i tide.',
    'refresh-expired': () => 'Du skal indtaste din adgangskode igen.',
    'refresh-rejected': () => 'Serveren beder dig logge ind igen.',
    inactive: forSafety,
    'server-idle': forSafety,
    'max-lifetime': again,
    'signed-out': () => 'Du loggede ud i et andet vindue.',
    revoked: () => 'Du er blevet logget ud fra et andet sted.',
    replaced: () => 'En anden er logget ind i denne browser.',
  },
  unsavedWork: {
    saved: 'Dit arbejde er gemt.',
    lost: 'Det, der ikke var gemt, er gået tabt.',
  },
  status: {
    restoring: () => 'Et øjeblik\u00a0…',
    fine: () => 'Du er logget ind',
    refreshing: () => 'Vi kontakter serveren\u00a0…',
    failing: ({ clock }) =>
      `Vi kan ikke få kontakt til serveren. ${clock ? `Du er logget ind til kl.\u00a0${clock}.` : 'Vi bliver ved med at prøve.'}`,
    offline: ({ clock }) => `Du er offline.${clock && ` Du er logget ind til kl.\u00a0${clock}.`}`,
    checking: () => 'Vi tjekker, om du stadig er logget ind\u00a0…',
    warning: ({ clock }) => `Du bliver logget ud kl.\u00a0${clock}.`,
    'signed-out': () => 'Du er logget ud',
  },
  limits: {
    inactivity: ({ duration, lead }) =>
      `Hvis du ikke foretager dig noget i ${duration}, bliver du logget ud.${lead && ` Du får besked ${lead} før.`}`,
    maxLifetime: ({ duration, lead }) => `${again({ duration })}${lead && ` Du får besked ${lead} før.`}`,
    unsavedWork: {
      saved: 'Dit arbejde går ikke tabt.',
      lost: 'Det, der ikke er gemt, går tabt.',
    },
  },
  timeLeft: ({ duration }) => `Du bliver logget ud om ${duration}.`,
}
