// Ukrainian, "ви". Read back against the glossary, and read again by a second reader; no native speaker has reviewed it.
import type { MessageParts, SessionMessages } from '../messages/messages.ts'

const at = (clock: string) => `о${clock.startsWith('11') ? 'б' : ''}\u00a0${clock}`
/** "1 хвилина", but "через 1 хвилину". The other forms are the same in both cases. */
const accusative = (duration: string) => duration.replaceAll(/([дн])а/g, '$1у') || 'певний час'
const unseen = (duration: string) => `Ми не бачили вас ${accusative(duration)}. Для вашої безпеки`
const again = ({ duration }: { readonly duration: string }) => `Через ${accusative(duration)} після входу потрібно ввійти знову.`
const forSafety = ({ duration }: MessageParts) => `${unseen(duration)} ви автоматично вийшли з кабінету.`

/**
 * Ukrainian. Lengths stand in the accusative, after "через" and "за" and alone. "Автоматично" says that it was not they who left. "О 14:35", but "об 11:35".
 */
export const messages: SessionMessages = {
  locale: 'uk',
  stay: 'Залишитися в кабінеті',
  staying: 'Зачекайте…',
  signOut: 'Вийти зараз',
  signIn: 'Увійти знову',
  dismiss: 'Назад і зберегти',
  stayFailed: 'Немає зв’язку із сервером. Спробуйте ще раз. Ми пробуємо далі.',
  signInFailed: 'Не вдалося. Спробуйте ще раз.',
  stillSignedIn: 'Ви досі у своєму кабінеті.',
  faces: {
    'refresh-failed': {
      title: 'Скоро ви автоматично вийдете з кабінету',
      description: ({ clock }) => `Немає зв’язку із сервером. Якщо зв’язку не буде, ${at(clock)} ви автоматично вийдете з кабінету.`,
    },
    'still-here': {
      title: 'Ви ще тут?',
      description: ({ duration, clock }) => `${unseen(duration)} ${at(clock)} ви автоматично вийдете з кабінету, якщо не залишитеся.`,
    },
    'time-up': {
      title: 'Час спливає',
      description: ({ clock }) =>
        `Ви автоматично вийдете з кабінету ${at(clock)}, відкласти це не можна. Збережіть роботу. Щоб продовжити, увійдіть знову.`,
    },
    checking: {
      title: 'Відновлюємо зв’язок',
      description: () => 'Перевіряємо, чи ви досі у своєму кабінеті. Ваша робота не пропаде.',
    },
    'signed-out': {
      title: 'Ви не у своєму кабінеті',
      description: () => 'Щоб продовжити, увійдіть знову.',
    },
  },
  ended: {
    'token-expired': () => 'Не було зв’язку із сервером.',
    'refresh-expired': () => 'Знову потрібен пароль.',
    'refresh-rejected': () => 'Сервер просить увійти знову.',
    inactive: forSafety,
    'server-idle': forSafety,
    'max-lifetime': again,
    'signed-out': () => 'Ви вийшли в іншому вікні.',
    revoked: () => 'Вас вивели з кабінету з іншого місця.',
    replaced: () => 'Увійшла інша особа.',
  },
  unsavedWork: {
    saved: 'Вашу роботу збережено.',
    lost: 'Незбережене втрачено.',
  },
  status: {
    restoring: () => 'Зачекайте…',
    fine: () => 'Ви у своєму кабінеті',
    refreshing: () => 'Перевіряємо…',
    failing: ({ clock }) => `Немає зв’язку із сервером. ${clock ? `Ви у своєму кабінеті до ${clock}.` : 'Ми пробуємо далі.'}`,
    offline: ({ clock }) => `Немає інтернету.${clock && ` Ви у своєму кабінеті до ${clock}.`}`,
    checking: () => 'Перевіряємо, чи ви досі у своєму кабінеті…',
    warning: ({ clock }) => `Ви автоматично вийдете з кабінету ${at(clock)}.`,
    'signed-out': () => 'Ви не у своєму кабінеті',
  },
  limits: {
    inactivity: ({ duration, lead }) =>
      `Якщо ${accusative(duration)} нічого не робити, ви автоматично вийдете з кабінету.${lead && ` Ми попередимо за ${accusative(lead)}.`}`,
    maxLifetime: ({ duration, lead }) => `${again({ duration })}${lead && ` Ми попередимо за ${accusative(lead)}.`}`,
    unsavedWork: {
      saved: 'Ваша робота не пропаде.',
      lost: 'Незбережене буде втрачено.',
    },
  },
  timeLeft: ({ duration }) => `Ви автоматично вийдете з кабінету через ${accusative(duration)}.`,
}
