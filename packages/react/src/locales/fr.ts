// French, "vous". Read back against the glossary, and read again by a second reader; no native speaker has reviewed it.
import type { MessageParts, SessionMessages } from '../messages/messages.ts'

const unseen = (duration: string) => `plus depuis ${duration || 'un moment'}. Pour votre sécurité, nous`
const again = ({ duration }: { readonly duration: string }) => `${duration || 'Un moment'} après la connexion, il faut vous reconnecter.`
const forSafety = ({ duration }: MessageParts) => `Nous ne vous voyions ${unseen(duration)} avons dû vous déconnecter.`

/**
 * French. "Dans votre espace" stands for "connecté", which has a gender; "avons dû vous déconnecter" has none, "vous avons déconnecté"
 * would. Never "après 8 heures", which is a time of day.
 */
export const messages: SessionMessages = {
  locale: 'fr',
  stay: 'Rester dans mon espace',
  staying: 'Un instant…',
  signOut: 'Quitter mon espace',
  signIn: 'Me reconnecter',
  dismiss: 'Revenir et enregistrer',
  stayFailed: 'Le serveur est injoignable. Réessayez. Nous continuons d’essayer.',
  signInFailed: 'Connexion impossible. Réessayez.',
  stillSignedIn: 'Vous êtes toujours dans votre espace.',
  faces: {
    'refresh-failed': {
      title: 'Nous allons vous déconnecter',
      description: ({ clock }) => `Le serveur est injoignable. Si rien ne change, nous vous déconnecterons à ${clock}.`,
    },
    'still-here': {
      title: 'Êtes-vous toujours là\u202f?',
      description: ({ duration, clock }) => `Nous ne vous voyons ${unseen(duration)} vous déconnecterons à ${clock}, sauf si vous restez.`,
    },
    'time-up': {
      title: 'Le temps est presque écoulé',
      description: ({ clock }) =>
        `Nous vous déconnecterons à ${clock}, sans report possible. Enregistrez votre travail. Pour continuer, reconnectez-vous.`,
    },
    checking: {
      title: 'Nous rétablissons la connexion',
      description: () => 'Nous vérifions que vous êtes toujours dans votre espace. Votre travail est conservé.',
    },
    'signed-out': {
      title: 'Vous n’êtes plus dans votre espace',
      description: () => 'Pour continuer, reconnectez-vous.',
    },
  },
  ended: {
    'token-expired': () => 'Le serveur n’a pas répondu à temps.',
    'refresh-expired': () => 'Votre mot de passe est nécessaire.',
    'refresh-rejected': () => 'Le serveur demande de vous reconnecter.',
    inactive: forSafety,
    'server-idle': forSafety,
    'max-lifetime': again,
    'signed-out': () => 'La déconnexion a eu lieu dans une autre fenêtre.',
    revoked: () => 'La déconnexion a eu lieu ailleurs.',
    replaced: () => 'Quelqu’un d’autre s’est connecté.',
  },
  unsavedWork: {
    saved: 'Votre travail est enregistré.',
    lost: 'Ce qui n’était pas enregistré est perdu.',
  },
  status: {
    restoring: () => 'Un instant…',
    fine: () => 'Vous êtes dans votre espace',
    refreshing: () => 'Un instant…',
    failing: ({ clock }) =>
      `Le serveur est injoignable. ${clock ? `Vous restez dans votre espace jusqu’à ${clock}.` : 'Nous continuons d’essayer.'}`,
    offline: ({ clock }) => `Vous êtes hors ligne.${clock && ` Vous restez dans votre espace jusqu’à ${clock}.`}`,
    checking: () => 'Nous vérifions que vous êtes toujours dans votre espace…',
    warning: ({ clock }) => `Nous vous déconnecterons à ${clock}.`,
    'signed-out': () => 'Vous n’êtes plus dans votre espace',
  },
  limits: {
    inactivity: ({ duration, lead }) =>
      `Si vous ne faites rien pendant ${duration}, nous vous déconnecterons.${lead && ` Nous vous préviendrons ${lead} avant.`}`,
    maxLifetime: ({ duration, lead }) => `${again({ duration })}${lead && ` Nous vous préviendrons ${lead} avant.`}`,
    unsavedWork: {
      saved: 'Votre travail est conservé.',
      lost: 'Ce qui n’est pas enregistré sera perdu.',
    },
  },
  timeLeft: ({ duration }) => `Nous vous déconnecterons dans ${duration}.`,
}
