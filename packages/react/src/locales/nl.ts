// Dutch, "u". Read back against the glossary, and read again by a second reader; no native speaker has reviewed it.
import type { MessageParts, SessionMessages } from '../messages/messages.ts'

const unseen = (duration: string) => `We hebben u ${duration || 'enige tijd'} niet gezien.`
const again = ({ duration }: { readonly duration: string }) => `${duration || 'Enige tijd'} na het inloggen moet u opnieuw inloggen.`
const forSafety = ({ duration }: MessageParts) => `${unseen(duration)} Voor uw veiligheid bent u uitgelogd.`

/** Dutch. Never "na 8 uur" alone, which is a time of day. */
export const messages: SessionMessages = {
  locale: 'nl',
  stay: 'Ingelogd blijven',
  staying: 'Even geduld…',
  signOut: 'Nu uitloggen',
  signIn: 'Opnieuw inloggen',
  dismiss: 'Teruggaan en opslaan',
  stayFailed: 'We kunnen de server niet bereiken. Probeer het opnieuw. Wij blijven het ook proberen.',
  signInFailed: 'Dat is niet gelukt. Probeer het opnieuw.',
  stillSignedIn: 'U bent nog ingelogd.',
  faces: {
    'refresh-failed': {
      title: 'U wordt binnenkort uitgelogd',
      description: ({ clock }) => `We kunnen de server niet bereiken. Als dat zo blijft, wordt u om ${clock}\u00a0uur uitgelogd.`,
    },
    'still-here': {
      title: 'Bent u er nog?',
      description: ({ duration, clock }) =>
        `${unseen(duration)} Voor uw veiligheid wordt u om ${clock}\u00a0uur uitgelogd, tenzij u ingelogd wilt blijven.`,
    },
    'time-up': {
      title: 'De tijd is bijna om',
      description: ({ clock }) =>
        `U wordt om ${clock}\u00a0uur uitgelogd. Uitstellen kan niet. Sla uw werk op. Log opnieuw in om verder te gaan.`,
    },
    checking: {
      title: 'We herstellen de verbinding',
      description: () => 'We controleren of u nog ingelogd bent. Uw werk blijft bewaard.',
    },
    'signed-out': {
      title: 'U bent uitgelogd',
      description: () => 'Log opnieuw in om verder te gaan.',
    },
  },
  ended: {
    'token-expired': () => 'We konden de server niet op tijd bereiken.',
    'refresh-expired': () => 'U moet uw wachtwoord opnieuw invoeren.',
    'refresh-rejected': () => 'De server vraagt u opnieuw in te loggen.',
    inactive: forSafety,
    'server-idle': forSafety,
    'max-lifetime': again,
    'signed-out': () => 'U bent in een ander venster uitgelogd.',
    revoked: () => 'U bent vanaf een andere plek uitgelogd.',
    replaced: () => 'Iemand anders is in deze browser ingelogd.',
  },
  unsavedWork: {
    saved: 'Uw werk is opgeslagen.',
    lost: 'Wat niet was opgeslagen, is verloren gegaan.',
  },
  status: {
    restoring: () => 'Even geduld…',
    fine: () => 'U bent ingelogd',
    refreshing: () => 'We maken contact met de server…',
    failing: ({ clock }) =>
      `We kunnen de server niet bereiken. ${clock ? `U blijft tot ${clock}\u00a0uur ingelogd.` : 'We blijven het proberen.'}`,
    offline: ({ clock }) => `U bent offline.${clock && ` U blijft tot ${clock}\u00a0uur ingelogd.`}`,
    checking: () => 'We controleren of u nog ingelogd bent…',
    warning: ({ clock }) => `U wordt om ${clock}\u00a0uur uitgelogd.`,
    'signed-out': () => 'U bent niet ingelogd',
  },
  limits: {
    inactivity: ({ duration, lead }) =>
      `Als u ${duration} lang niets doet, wordt u uitgelogd.${lead && ` We laten het u ${lead} van tevoren weten.`}`,
    maxLifetime: ({ duration, lead }) => `${again({ duration })}${lead && ` We laten het u ${lead} van tevoren weten.`}`,
    unsavedWork: {
      saved: 'Uw werk blijft bewaard.',
      lost: 'Wat niet is opgeslagen, gaat verloren.',
    },
  },
  timeLeft: ({ duration }) => `U wordt over ${duration} uitgelogd.`,
}
