// Swedish, "du". Read back against the glossary, and read again by a second reader; no native speaker has reviewed it.
import type { MessageParts, SessionMessages } from '../messages/messages.ts'

const unseen = (duration: string) => `Vi har inte sett dig på ${duration || 'ett tag'}.`
const again = ({ duration }: { readonly duration: string }) => `${duration || 'En tid'} efter inloggningen behöver du logga in igen.`
const forSafety = ({ duration }: MessageParts) => `${unseen(duration)} Av säkerhetsskäl har du loggats ut.`

/** Swedish. "På 15 minuter" after a negation, "om" for what comes. */
export const messages: SessionMessages = {
  locale: 'sv',
  stay: 'Förbli inloggad',
  staying: 'Ett ögonblick\u00a0…',
  signOut: 'Logga ut nu',
  signIn: 'Logga in igen',
  dismiss: 'Gå tillbaka och spara',
  stayFailed: 'Vi når inte servern. Försök igen. Vi fortsätter också att försöka.',
  signInFailed: 'Det gick inte. Försök igen.',
  stillSignedIn: 'Du är fortfarande inloggad.',
  faces: {
    'refresh-failed': {
      title: 'Du loggas snart ut',
      description: ({ clock }) => `Vi når inte servern. Om det inte ändras loggas du ut kl.\u00a0${clock}.`,
    },
    'still-here': {
      title: 'Är du kvar?',
      description: ({ duration, clock }) => `${unseen(duration)} Av säkerhetsskäl loggas du ut kl.\u00a0${clock} om du inte stannar kvar.`,
    },
    'time-up': {
      title: 'Tiden är snart slut',
      description: ({ clock }) =>
        `Du loggas ut kl.\u00a0${clock}, och det går inte att skjuta upp. Spara ditt arbete. Logga in igen för att fortsätta.`,
    },
    checking: {
      title: 'Vi återansluter',
      description: () => 'Vi kontrollerar om du fortfarande är inloggad. Ditt arbete går inte förlorat.',
    },
    'signed-out': {
      title: 'Du är utloggad',
      description: () => 'Logga in igen för att fortsätta.',
    },
  },
  ended: {
    'token-expired': () => 'Vi nådde inte servern i tid.',
    'refresh-expired': () => 'Du behöver ange ditt lösenord igen.',
    'refresh-rejected': () => 'Servern ber dig logga in igen.',
    inactive: forSafety,
    'server-idle': forSafety,
    'max-lifetime': again,
    'signed-out': () => 'Du loggade ut i ett annat fönster.',
    revoked: () => 'Du har loggats ut från en annan plats.',
    replaced: () => 'Någon annan har loggat in i den här webbläsaren.',
  },
  unsavedWork: {
    saved: 'Ditt arbete är sparat.',
    lost: 'Det som inte var sparat har gått förlorat.',
  },
  status: {
    restoring: () => 'Ett ögonblick\u00a0…',
    fine: () => 'Du är inloggad',
    refreshing: () => 'Vi kontaktar servern\u00a0…',
    failing: ({ clock }) => `Vi når inte servern. ${clock ? `Du är inloggad till kl.\u00a0${clock}.` : 'Vi fortsätter att försöka.'}`,
    offline: ({ clock }) => `Du är offline.${clock && ` Du är inloggad till kl.\u00a0${clock}.`}`,
    checking: () => 'Vi kontrollerar om du fortfarande är inloggad\u00a0…',
    warning: ({ clock }) => `Du loggas ut kl.\u00a0${clock}.`,
    'signed-out': () => 'Du är utloggad',
  },
  limits: {
    inactivity: ({ duration, lead }) => `Om du inte gör något på ${duration} loggas du ut.${lead && ` Vi säger till ${lead} innan.`}`,
    maxLifetime: ({ duration, lead }) => `${again({ duration })}${lead && ` Vi säger till ${lead} innan.`}`,
    unsavedWork: {
      saved: 'Ditt arbete går inte förlorat.',
      lost: 'Det som inte är sparat går förlorat.',
    },
  },
  timeLeft: ({ duration }) => `Du loggas ut om ${duration}.`,
}
