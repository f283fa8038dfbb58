// Modern Standard Arabic, verbal nouns instead of gendered verbs. Read back against the glossary, and read again by a second reader; no native speaker has reviewed it.
import type { MessageParts, SessionMessages } from '../messages/messages.ts'

/** "دقيقتان", but "بعد دقيقتين": of the forms that are written, only the dual differs. */
const genitive = (duration: string) => duration.replaceAll(/(ت|يوم)ان/g, '$1ين')
const unseen = (duration: string) => `لم نلحظ وجودك ${duration ? `لمدة ${genitive(duration)}` : 'لبعض الوقت'}. لأمانك،`
const again = ({ duration }: { readonly duration: string }) => `يلزم تسجيل الدخول مجددًا بعد ${genitive(duration) || 'مدة'} من الدخول.`
const forSafety = ({ duration }: MessageParts) => `${unseen(duration)} تم تسجيل خروجك.`

/**
 * Arabic. Lengths stand after "بعد" and "مدة", in the genitive. No isolates: `Intl` gives Arabic words, digits and a colon, whose order no Arabic around them disturbs.
 */
export const messages: SessionMessages = {
  locale: 'ar',
  stay: 'البقاء في الحساب',
  staying: 'لحظة من فضلك…',
  signOut: 'تسجيل الخروج الآن',
  signIn: 'تسجيل الدخول مجددًا',
  dismiss: 'العودة والحفظ',
  stayFailed: 'يتعذر الوصول إلى الخادم. يُرجى المحاولة مرة أخرى، ونحن نواصل المحاولة أيضًا.',
  signInFailed: 'تعذر ذلك. يُرجى المحاولة مرة أخرى.',
  stillSignedIn: 'ما زلت في حسابك.',
  faces: {
    'refresh-failed': {
      title: 'سيتم تسجيل خروجك قريبًا',
      description: ({ clock }) => `يتعذر الوصول إلى الخادم. ما لم يعد الاتصال، سيتم تسجيل خروجك في الساعة ${clock}.`,
    },
    'still-here': {
      title: 'هل ما زلت هنا؟',
      description: ({ duration, clock }) => `${unseen(duration)} سيتم تسجيل خروجك في الساعة ${clock} إلا إذا اخترت البقاء في الحساب.`,
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
    replaced: () => 'سجّل شخص آخر الدخول هنا.',
  },
  unsavedWork: {
    saved: 'تم حفظ عملك.',
    lost: 'ضاع ما لم يُحفظ.',
  },
  status: {
    restoring: () => 'لحظة من فضلك…',
    fine: () => 'أنت في حسابك',
    refreshing: () => 'جارٍ الاتصال بالخادم…',
    failing: ({ clock }) => `يتعذر الوصول إلى الخادم. ${clock ? `أنت في حسابك حتى الساعة ${clock}.` : 'نواصل المحاولة.'}`,
    offline: ({ clock }) => `لا يوجد اتصال بالإنترنت.${clock && ` أنت في حسابك حتى الساعة ${clock}.`}`,
    checking: () => 'نتحقق من أنك ما زلت في حسابك…',
    warning: ({ clock }) => `سيتم تسجيل خروجك في الساعة ${clock}.`,
    'signed-out': () => 'لست في حسابك',
  },
  limits: {
    inactivity: ({ duration, lead }) =>
      `سيتم تسجيل خروجك بعد ${genitive(duration)} دون أي إجراء.${lead && ` سنخبرك قبل ذلك بمدة ${genitive(lead)}.`}`,
    maxLifetime: ({ duration, lead }) => `${again({ duration })}${lead && ` سنخبرك قبل ذلك بمدة ${genitive(lead)}.`}`,
    unsavedWork: {
      saved: 'لن يضيع عملك.',
      lost: 'سيضيع ما لم يُحفظ.',
    },
  },
  timeLeft: ({ duration }) => `سيتم تسجيل خروجك بعد ${genitive(duration)}.`,
}
