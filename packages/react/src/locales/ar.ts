// Modern Standard Arabic, verbal nouns instead of gendered verbs. Read back against the glossary; no native speaker has reviewed it.
import type { MessageParts, SessionMessages } from '../messages/messages.ts'

const unseen = (duration: string) => `لم نلحظ وجودك لبعض الوقت${duration && ` (${duration})`}.`
const again = ({ duration }: { readonly duration: string }) => `يلزم تسجيل الدخول مجددًا بعد مدة من الدخول${duration && ` (${duration})`}.`
const forSafety = ({ duration }: MessageParts) => `${unseen(duration)} لحماية عملك، تم تسجيل خروجك.`

/**
 * Arabic. Lengths stand after a colon or in parentheses, in the nominative that `Intl` gives; "منذ" and "خلال" want another
 * case. No isolates: `Intl` gives Arabic words, digits and a colon, whose order no Arabic around them disturbs.
 */
export const messages: SessionMessages = {
  locale: 'ar',
  stay: 'البقاء في الحساب',
  staying: 'لحظة من فضلك…',
  signOut: 'تسجيل الخروج الآن',
  signIn: 'تسجيل الدخول مجددًا',
  dismiss: 'العودة والحفظ',
  stayFailed: 'يتعذر الوصول إلى الخادم. تمكن المحاولة مرة أخرى، ونحن نواصل المحاولة أيضًا.',
  signInFailed: 'تمكن المحاولة مرة أخرى.',
  stillSignedIn: 'ما زلت في حسابك.',
  faces: {
    'refresh-failed': {
      title: 'سيتم تسجيل خروجك قريبًا',
      description: ({ clock }) => `يتعذر الوصول إلى الخادم. ما لم يعد الاتصال، سيتم تسجيل خروجك في الساعة ${clock}.`,
    },
    'still-here': {
      title: 'هل ما زلت هنا؟',
      description: ({ duration, clock }) =>
        `${unseen(duration)} لحماية عملك، سيتم تسجيل خروجك في الساعة ${clock} إلا في حال البقاء في الحساب.`,
    },
    'time-up': {
      title: 'أوشك الوقت على الانتهاء',
      description: ({ clock }) => `سيتم تسجيل خروجك في الساعة ${clock}، ولا يمكن تأجيل ذلك. يُرجى حفظ عملك، ثم تسجيل الدخول مجددًا.`,
    },
    checking: {
      title: 'جارٍ إعادة الاتصال',
      description: () => 'نتحقق من أنك ما زلت في حسابك. لن يضيع عملك.',
    },
    'signed-out': {
      title: 'تم تسجيل خروجك',
      description: () => 'للمتابعة، يُرجى تسجيل الدخول مجددًا.',
    },
  },
  ended: {
    'token-expired': () => 'تعذر الوصول إلى الخادم في الوقت المناسب.',
    'refresh-expired': () => 'يلزم إدخال كلمة المرور مجددًا.',
    'refresh-rejected': () => 'يطلب الخادم تسجيل الدخول مجددًا.',
    inactive: forSafety,
    'server-idle': forSafety,
    'max-lifetime': again,
    'signed-out': () => 'تم تسجيل خروجك في نافذة أخرى.',
    revoked: () => 'تم تسجيل خروجك من مكان آخر.',
    replaced: () => 'سجّل شخص آخر الدخول في هذا المتصفح.',
  },
  unsavedWork: {
    saved: 'تم حفظ عملك.',
    lost: 'ضاع ما لم يُحفظ.',
  },
  status: {
    restoring: () => 'لحظة من فضلك…',
    fine: () => 'أنت في حسابك',
    refreshing: () => 'جارٍ الاتصال بالخادم…',
    failing: ({ clock }) => `يتعذر الوصول إلى الخادم. ${clock ? `يمكنك البقاء في حسابك حتى الساعة ${clock}.` : 'نواصل المحاولة.'}`,
    offline: ({ clock }) => `لا يوجد اتصال بالإنترنت.${clock && ` يمكنك البقاء في حسابك حتى الساعة ${clock}.`}`,
    checking: () => 'نتحقق من أنك ما زلت في حسابك…',
    warning: ({ clock }) => `سيتم تسجيل خروجك في الساعة ${clock}.`,
    'signed-out': () => 'تم تسجيل خروجك',
  },
  limits: {
    inactivity: ({ duration, lead }) =>
      `سيتم تسجيل خروجك بعد مدة دون أي حركة (${duration}).${lead && ` سنخبرك قبل ذلك (الوقت المتبقي: ${lead}).`}`,
    maxLifetime: ({ duration, lead }) => `${again({ duration })}${lead && ` سنخبرك قبل ذلك (الوقت المتبقي: ${lead}).`}`,
    unsavedWork: {
      saved: 'لن يضيع عملك.',
      lost: 'سيضيع ما لم يُحفظ.',
    },
  },
  timeLeft: ({ duration }) => `الوقت المتبقي قبل تسجيل خروجك: ${duration}.`,
}
