// Hungarian, "Ön". Read back against the glossary, and read again by a second reader; no native speaker has reviewed it.
import type { MessageParts, SessionMessages } from '../messages/messages.ts'

const unseen = (duration: string) => `${duration || 'Bizonyos idő'} óta nem láttuk Önt. Biztonsága érdekében`
const again = ({ duration }: { readonly duration: string }) => `A belépés ${duration || 'bizonyos idő'} elteltével lejár.`
const forSafety = ({ duration }: MessageParts) => `${unseen(duration)} kiléptettük.`

/**
 * Hungarian. Lengths stand before words of their own ("óta", "múlva", "telik el"); endings would have to match them:
 * "perccel", "órával". "-kor" and "-ig" match every time of day.
 */
export const messages: SessionMessages = {
  locale: 'hu',
  stay: 'Belépve maradok',
  staying: 'Egy pillanat…',
  signOut: 'Kilépés',
  signIn: 'Újbóli belépés',
  dismiss: 'Vissza menteni',
  stayFailed: 'A szerver nem érhető el. Próbálja újra. Tovább próbálkozunk.',
  signInFailed: 'Nem sikerült. Próbálja újra.',
  stillSignedIn: 'Továbbra is be van lépve.',
  faces: {
    'refresh-failed': {
      title: 'Hamarosan kiléptetjük',
      description: ({ clock }) => `A szerver nem érhető el. Ha ez nem változik, ${clock}-kor kiléptetjük.`,
    },
    'still-here': {
      title: 'Itt van még?',
      description: ({ duration, clock }) => `${unseen(duration)} ${clock}-kor kiléptetjük, ha nem marad belépve.`,
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
    'refresh-expired': () => 'Újra meg kell adnia a jelszavát.',
    'refresh-rejected': () => 'A szerver újbóli belépést kér.',
    inactive: forSafety,
    'server-idle': forSafety,
    'max-lifetime': again,
    'signed-out': () => 'Ön kilépett egy másik ablakban.',
    revoked: () => 'Máshonnan kiléptették.',
    replaced: () => 'Itt valaki más lépett be.',
  },
  unsavedWork: {
    saved: 'Munkáját elmentettük.',
    lost: 'Ami nem volt mentve, elveszett.',
  },
  status: {
    restoring: () => 'Egy pillanat…',
    fine: () => 'Ön be van lépve',
    refreshing: () => 'Ellenőrizzük…',
    failing: ({ clock }) => `A szerver nem érhető el. ${clock ? `Ön ${clock}-ig belépve marad.` : 'Tovább próbálkozunk.'}`,
    offline: ({ clock }) => `Nincs internetkapcsolat.${clock && ` Ön ${clock}-ig belépve marad.`}`,
    checking: () => 'Ellenőrizzük, hogy továbbra is be van-e lépve…',
    warning: ({ clock }) => `${clock}-kor kiléptetjük.`,
    'signed-out': () => 'Nincs belépve',
  },
  limits: {
    inactivity: ({ duration, lead }) =>
      `Ha ${duration} telik el művelet nélkül, kiléptetjük.${lead && ` Szólunk, amikor még ${lead} van hátra.`}`,
    maxLifetime: ({ duration, lead }) => `${again({ duration })}${lead && ` Szólunk, amikor még ${lead} van hátra.`}`,
    unsavedWork: {
      saved: 'Munkája nem vész el.',
      lost: 'Ami nincs mentve, elvész.',
    },
  },
  timeLeft: ({ duration }) => `${duration} múlva kiléptetjük.`,
}
