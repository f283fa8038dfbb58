// Bulgarian, "Вие". Read back against the glossary, and read again by a second reader; no native speaker has reviewed it.
import type { MessageParts, SessionMessages } from '../messages/messages.ts'

const unseen = (duration: string) => `виждали от ${duration || 'известно време'}. За Ваша сигурност`
const again = ({ duration }: { readonly duration: string }) => `${duration || 'Известно време'} след влизането трябва да влезете отново.`
const forSafety = ({ duration }: MessageParts) => `Не Ви бяхме ${unseen(duration)} излязохте автоматично от профила си.`

/**
 * Bulgarian. "В профила си" stands for "вписан", which has a gender. "Автоматично" says that it was not they who left.
 */
export const messages: SessionMessages = {
  locale: 'bg',
  stay: 'Оставам в профила',
  staying: 'Един момент…',
  signOut: 'Изход сега',
  signIn: 'Вход отново',
  dismiss: 'Назад и запазване',
  stayFailed: 'Няма връзка със сървъра. Опитайте отново. И ние продължаваме да опитваме.',
  signInFailed: 'Не се получи. Опитайте отново.',
  stillSignedIn: 'Все още сте в профила си.',
  faces: {
    'refresh-failed': {
      title: 'Скоро ще излезете от профила си',
      description: ({ clock }) => `Няма връзка със сървъра. Ако това не се промени, в ${clock} ще излезете автоматично от профила си.`,
    },
    'still-here': {
      title: 'Още ли сте тук?',
      description: ({ duration, clock }) =>
        `Не сме Ви ${unseen(duration)} в ${clock} ще излезете автоматично от профила си, освен ако не останете.`,
    },
    'time-up': {
      title: 'Времето изтича',
      description: ({ clock }) =>
        `В ${clock} ще излезете автоматично от профила си и това не може да се отложи. Запазете работата си. За да продължите, влезте отново.`,
    },
    checking: {
      title: 'Възстановяваме връзката',
      description: () => 'Проверяваме дали все още сте в профила си. Работата Ви няма да се загуби.',
    },
    'signed-out': {
      title: 'Вече не сте в профила си',
      description: () => 'За да продължите, влезте отново.',
    },
  },
  ended: {
    'token-expired': () => 'Не успяхме да се свържем навреме със сървъра.',
    'refresh-expired': () => 'Трябва отново да въведете паролата си.',
    'refresh-rejected': () => 'Сървърът изисква да влезете отново.',
    inactive: forSafety,
    'server-idle': forSafety,
    'max-lifetime': again,
    'signed-out': () => 'Излязохте от профила си в друг прозорец.',
    revoked: () => 'Достъпът Ви беше прекратен от друго място.',
    replaced: () => 'Друг човек влезе в този браузър.',
  },
  unsavedWork: {
    saved: 'Работата Ви е запазена.',
    lost: 'Незапазените промени са загубени.',
  },
  status: {
    restoring: () => 'Един момент…',
    fine: () => 'Вие сте в профила си',
    refreshing: () => 'Проверяваме…',
    failing: ({ clock }) => `Няма връзка със сървъра. ${clock ? `Оставате в профила си до ${clock}.` : 'Продължаваме да опитваме.'}`,
    offline: ({ clock }) => `Няма интернет.${clock && ` Оставате в профила си до ${clock}.`}`,
    checking: () => 'Проверяваме дали все още сте в профила си…',
    warning: ({ clock }) => `В ${clock} ще излезете автоматично от профила си.`,
    'signed-out': () => 'Не сте в профила си',
  },
  limits: {
    inactivity: ({ duration, lead }) =>
      `Ако ${duration} не правите нищо, ще излезете автоматично от профила си.${lead && ` Ще Ви кажем ${lead} по-рано.`}`,
    maxLifetime: ({ duration, lead }) => `${again({ duration })}${lead && ` Ще Ви кажем ${lead} по-рано.`}`,
    unsavedWork: {
      saved: 'Работата Ви няма да се загуби.',
      lost: 'Незапазените промени ще се загубят.',
    },
  },
  timeLeft: ({ duration }) => `Ще излезете автоматично от профила си след ${duration}.`,
}
