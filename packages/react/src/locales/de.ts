// German, "Sie". Read back against the glossary, and read again by a second reader; no native speaker has reviewed it.
import type { MessageParts, SessionMessages } from '../messages/messages.ts'

const unseen = (duration: string) => `Wir haben Sie ${duration || 'einige Zeit'} lang nicht gesehen.`
const again = ({ duration }: { readonly duration: string }) =>
  `${duration || 'Einige Zeit'} nach dem Anmelden müssen Sie sich erneut anmelden.`
const forSafety = ({ duration }: MessageParts) => `${unseen(duration)} Zu Ihrer Sicherheit wurden Sie abgemeldet.`

/** German. Lengths stand in the accusative, which looks like the nominative that `Intl` gives; "in" and "seit" want "3 Tagen". */
export const messages: SessionMessages = {
  locale: 'de',
  stay: 'Angemeldet bleiben',
  staying: 'Einen Moment\u00a0…',
  signOut: 'Jetzt abmelden',
  signIn: 'Erneut anmelden',
  dismiss: 'Zurück und speichern',
  stayFailed: 'Der Server ist nicht erreichbar. Versuchen Sie es noch einmal. Wir versuchen es weiter.',
  signInFailed: 'Das hat nicht geklappt. Versuchen Sie es noch einmal.',
  stillSignedIn: 'Sie sind noch angemeldet.',
  faces: {
    'refresh-failed': {
      title: 'Sie werden gleich abgemeldet',
      description: ({ clock }) => `Der Server ist nicht erreichbar. Bleibt das so, werden Sie um ${clock}\u00a0Uhr abgemeldet.`,
    },
    'still-here': {
      title: 'Sind Sie noch da?',
      description: ({ duration, clock }) =>
        `${unseen(duration)} Zu Ihrer Sicherheit werden Sie um ${clock}\u00a0Uhr abgemeldet, wenn Sie nicht bleiben möchten.`,
    },
    'time-up': {
      title: 'Die Zeit ist fast um',
      description: ({ clock }) =>
        `Sie werden auf jeden Fall um ${clock}\u00a0Uhr abgemeldet. Speichern Sie Ihre Arbeit und melden Sie sich erneut an, um fortzufahren.`,
    },
    checking: {
      title: 'Wir prüfen die Verbindung',
      description: () => 'Wir prüfen, ob Sie noch angemeldet sind. Ihre Arbeit bleibt erhalten.',
    },
    'signed-out': {
      title: 'Sie sind abgemeldet',
      description: () => 'Melden Sie sich erneut an, um fortzufahren.',
    },
  },
  ended: {
    'token-expired': () => 'Der Server war zu lange nicht erreichbar.',
    'refresh-expired': () => 'Sie müssen Ihr Passwort erneut eingeben.',
    'refresh-rejected': () => 'Der Server verlangt, dass Sie sich erneut anmelden.',
    inactive: forSafety,
    'server-idle': forSafety,
    'max-lifetime': again,
    'signed-out': () => 'Sie haben sich in einem anderen Fenster abgemeldet.',
    revoked: () => 'Sie wurden von anderer Stelle abgemeldet.',
    replaced: () => 'In diesem Browser hat sich jemand anderes angemeldet.',
  },
  unsavedWork: {
    saved: 'Ihre Arbeit ist gespeichert.',
    lost: 'Nicht Gespeichertes ist verloren.',
  },
  status: {
    restoring: () => 'Einen Moment\u00a0…',
    fine: () => 'Sie sind angemeldet',
    refreshing: () => 'Wir prüfen die Verbindung\u00a0…',
    failing: ({ clock }) =>
      `Der Server ist nicht erreichbar. ${clock ? `Sie sind bis ${clock}\u00a0Uhr angemeldet.` : 'Wir versuchen es weiter.'}`,
    offline: ({ clock }) => `Sie sind offline.${clock && ` Sie bleiben bis ${clock}\u00a0Uhr angemeldet.`}`,
    checking: () => 'Wir prüfen, ob Sie noch angemeldet sind\u00a0…',
    warning: ({ clock }) => `Sie werden um ${clock}\u00a0Uhr abgemeldet.`,
    'signed-out': () => 'Sie sind abgemeldet',
  },
  limits: {
    inactivity: ({ duration, lead }) =>
      `Wenn Sie ${duration} lang nichts tun, werden Sie abgemeldet.${lead && ` ${lead} vorher melden wir uns.`}`,
    maxLifetime: ({ duration, lead }) => `${again({ duration })}${lead && ` ${lead} vorher melden wir uns.`}`,
    unsavedWork: {
      saved: 'Ihre Arbeit bleibt erhalten.',
      lost: 'Nicht Gespeichertes geht verloren.',
    },
  },
  timeLeft: ({ duration }) => `Noch ${duration}, dann werden Sie abgemeldet.`,
}
