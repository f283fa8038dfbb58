// Hungarian, "Ön". Read back against the glossary; no native speaker has reviewed it.
import type { MessageParts, SessionMessages } from '../messages/messages.ts'

const unseen = (duration: string) => `${duration ? `${duration} óta` : 'Egy ideje'} nem láttuk Önt.`
const again = ({ duration }: { readonly duration: string }) => `${duration || 'Bizonyos idő'} elteltével újra be kell jelentkezni.`
const forSafety = ({ duration }: MessageParts) => `${unseen(duration)} Munkája védelmében kijelentkeztettük.`

/**
 * Hungarian. Lengths stand before words of their own ("óta", "múlva", "elteltével") or after a colon; endings would have to match them:
 * "perccel", "órával". "-kor" and "-ig" match every time of day.
 */
export const messages: SessionMessages = {
  locale: 'hu',
  stay: 'Bejelentkezve maradok',
  staying: 'Egy pillanat…',
  signOut: 'Kijelentkezés most',
  signIn: 'Újbóli bejelentkezés',
  dismiss: 'Vissza és mentés',
  stayFailed: 'A szerver nem érhető el. Próbálja újra. Mi is tovább próbálkozunk.',
  signInFailed: 'Próbálja újra.',
  stillSignedIn: 'Ön továbbra is be van jelentkezve.',
  faces: {
    'refresh-failed': {
      title: 'Hamarosan kijelentkeztetjük',
      description: ({ clock }) => `A szerver nem érhető el. Ha ez nem változik, ${clock}-kor kijelentkeztetjük.`,
    },
    'still-here': {
      title: 'Itt van még?',
      description: ({ duration, clock }) =>
        `${unseen(duration)} Munkája védelmében ${clock}-kor kijelentkeztetjük, ha nem marad bejelentkezve.`,
    },
    'time-up': {
      title: 'Hamarosan lejár az idő',
      description: ({ clock }) =>
        `${clock}-kor kijelentkeztetjük, ez nem halasztható. Mentse a munkáját. A folytatáshoz jelentkezzen be újra.`,
    },
    checking: {
      title: 'Újracsatlakozás',
      description: () => 'Ellenőrizzük, hogy Ön továbbra is be van-e jelentkezve. Munkája nem vész el.',
    },
    'signed-out': {
      title: 'Kijelentkeztettük',
      description: () => 'A folytatáshoz jelentkezzen be újra.',
    },
  },
  ended: {
    'token-expired': () => 'A szerver nem volt elérhető.',
    'refresh-expired': () => 'Újra szükség van a jelszavára.',
    'refresh-rejected': () => 'A szerver szerint újra be kell jelentkezni.',
    inactive: forSafety,
    'server-idle': forSafety,
    'max-lifetime': again,
    'signed-out': () => 'Ön kijelentkezett egy másik ablakban.',
    revoked: () => 'Máshonnan kijelentkeztették.',
    replaced: () => 'Itt valaki más jelentkezett be.',
  },
  unsavedWork: {
    saved: 'Munkája mentve van.',
    lost: 'Ami nem volt mentve, elveszett.',
  },
  status: {
    restoring: () => 'Egy pillanat…',
    fine: () => 'Ön be van jelentkezve',
    refreshing: () => 'Ellenőrizzük…',
    failing: ({ clock }) => `A szerver nem érhető el. ${clock ? `Ön ${clock}-ig marad bejelentkezve.` : 'Tovább próbálkozunk.'}`,
    offline: ({ clock }) => `Nincs internetkapcsolat.${clock && ` Ön ${clock}-ig marad bejelentkezve.`}`,
    checking: () => 'Ellenőrizzük, hogy Ön továbbra is be van-e jelentkezve…',
    warning: ({ clock }) => `${clock}-kor kijelentkeztetjük.`,
    'signed-out': () => 'Ön nincs bejelentkezve',
  },
  limits: {
    inactivity: ({ duration, lead }) =>
      `Ha ${duration} óta nem csinál semmit, kijelentkeztetjük.${lead && ` Előtte szólunk (hátralévő idő: ${lead}).`}`,
    maxLifetime: ({ duration, lead }) => `${again({ duration })}${lead && ` Előtte szólunk (hátralévő idő: ${lead}).`}`,
    unsavedWork: {
      saved: 'Munkája nem vész el.',
      lost: 'Ami nincs mentve, elvész.',
    },
  },
  timeLeft: ({ duration }) => `${duration} múlva kijelentkeztetjük.`,
}
