// Hungarian, "Ön". Read back against the glossary; no native speaker has reviewed it.
import type { MessageParts, SessionMessages } from '../messages/messages.ts'

const unseen = (duration: string) => `${duration ? `${duration} óta` : 'Egy ideje'} nem láttuk Önt.`
const again = ({ duration }: { readonly duration: string }) => `${duration || 'Bizonyos idő'} elteltével újra be kell lépni.`
const forSafety = ({ duration }: MessageParts) => `${unseen(duration)} Munkája védelmében kiléptettük.`

/**
 * Hungarian. Lengths stand before words of their own ("óta", "múlva", "elteltével") or after a colon; endings would have to match them:
 * "perccel", "órával". "-kor" and "-ig" match every time of day.
 */
export const messages: SessionMessages = {
  locale: 'hu',
  stay: 'Belépve maradok',
  staying: 'Egy pillanat…',
  signOut: 'Kilépés most',
  signIn: 'Belépés újra',
  dismiss: 'Vissza és mentés',
  stayFailed: 'A szerver nem érhető el. Próbálja újra. Tovább próbálkozunk.',
  signInFailed: 'Próbálja újra.',
  stillSignedIn: 'Továbbra is be van lépve.',
  faces: {
    'refresh-failed': {
      title: 'Hamarosan kiléptetjük',
      description: ({ clock }) => `A szerver nem érhető el. Ha ez nem változik, ${clock}-kor kiléptetjük.`,
    },
    'still-here': {
      title: 'Itt van még?',
      description: ({ duration, clock }) => `${unseen(duration)} Munkája védelmében ${clock}-kor kiléptetjük, ha nem marad belépve.`,
    },
    'time-up': {
      title: 'Hamarosan lejár az idő',
      description: ({ clock }) => `${clock}-kor kiléptetjük, ez nem halasztható. Mentse a munkáját. A folytatáshoz lépjen be újra.`,
    },
    checking: {
      title: 'Újracsatlakozás',
      description: () => 'Ellenőrizzük, hogy továbbra is be van-e lépve. Munkája nem vész el.',
    },
    'signed-out': {
      title: 'Már nincs belépve',
      description: () => 'A folytatáshoz lépjen be újra.',
    },
  },
  ended: {
    'token-expired': () => 'A szerver nem volt időben elérhető.',
    'refresh-expired': () => 'Újra szükség van a jelszavára.',
    'refresh-rejected': () => 'A szerver szerint újra be kell lépni.',
    inactive: forSafety,
    'server-idle': forSafety,
    'max-lifetime': again,
    'signed-out': () => 'Ön kilépett egy másik ablakban.',
    revoked: () => 'Máshonnan kiléptették.',
    replaced: () => 'Valaki más lépett be ebben a böngészőben.',
  },
  unsavedWork: {
    saved: 'Munkája mentve van.',
    lost: 'Ami nem volt mentve, elveszett.',
  },
  status: {
    restoring: () => 'Egy pillanat…',
    fine: () => 'Ön be van lépve',
    refreshing: () => 'Ellenőrizzük…',
    failing: ({ clock }) => `A szerver nem érhető el. ${clock ? `Ön ${clock}-ig marad belépve.` : 'Tovább próbálkozunk.'}`,
    offline: ({ clock }) => `Nincs internetkapcsolat.${clock && ` Ön ${clock}-ig marad belépve.`}`,
    checking: () => 'Ellenőrizzük, hogy továbbra is be van-e lépve…',
    warning: ({ clock }) => `${clock}-kor kiléptetjük.`,
    'signed-out': () => 'Már nincs belépve',
  },
  limits: {
    inactivity: ({ duration, lead }) =>
      `Ha ${duration} óta nem csinál semmit, kiléptetjük.${lead && ` Előtte szólunk (hátralévő idő: ${lead}).`}`,
    maxLifetime: ({ duration, lead }) => `${again({ duration })}${lead && ` Előtte szólunk (hátralévő idő: ${lead}).`}`,
    unsavedWork: {
      saved: 'Munkája nem vész el.',
      lost: 'Ami nincs mentve, elvész.',
    },
  },
  timeLeft: ({ duration }) => `${duration} múlva kiléptetjük.`,
}
