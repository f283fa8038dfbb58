// Persian, "شما". Read back against the glossary, and read again by a second reader; no native speaker has reviewed it.
import type { MessageParts, SessionMessages } from '../messages/messages.ts'

const span = (duration: string) => duration || 'مدتی'
const again = ({ duration }: { readonly duration: string }) => `${span(duration)} پس از ورود، باید دوباره وارد شوید.`
const forSafety = ({ duration }: MessageParts) => `${span(duration)} بود که شما را ندیده بودیم. برای امنیت شما، از حساب خارج شدید.`

/** Persian. Nouns are singular after a number and have no cases, so lengths stand anywhere. */
export const messages: SessionMessages = {
  locale: 'fa',
  stay: 'ماندن در حساب',
  staying: 'لطفاً صبر کنید…',
  signOut: 'خروج از حساب',
  signIn: 'ورود دوباره',
  dismiss: 'بازگشت برای ذخیره',
  stayFailed: 'ارتباط با سرور برقرار نیست. لطفاً دوباره تلاش کنید. ما نیز همچنان تلاش می‌کنیم.',
  signInFailed: 'انجام نشد. لطفاً دوباره تلاش کنید.',
  stillSignedIn: 'هنوز در حساب خود هستید.',
  faces: {
    'refresh-failed': {
      title: 'به‌زودی از حساب خارج می‌شوید',
      description: ({ clock }) => `ارتباط با سرور برقرار نیست. اگر وضعیت تغییر نکند، ساعت ${clock} از حساب خارج می‌شوید.`,
    },
    'still-here': {
      title: 'هنوز اینجا هستید؟',
      description: ({ duration, clock }) =>
        `${span(duration)} است که شما را ندیده‌ایم. برای امنیت شما، ساعت ${clock} از حساب خارج می‌شوید، مگر اینکه ماندن را انتخاب کنید.`,
    },
    'time-up': {
      title: 'زمان رو به پایان است',
      description: ({ clock }) =>
        `ساعت ${clock} از حساب خارج می‌شوید و تمدید ممکن نیست. کار خود را ذخیره کنید. برای ادامه، دوباره وارد شوید.`,
    },
    checking: {
      title: 'در حال اتصال دوباره',
      description: () => 'بررسی می‌کنیم که آیا هنوز در حساب خود هستید. کار شما از دست نمی‌رود.',
    },
    'signed-out': {
      title: 'از حساب خارج شدید',
      description: () => 'برای ادامه، دوباره وارد شوید.',
    },
  },
  ended: {
    'token-expired': () => 'ارتباط با سرور به‌موقع برقرار نشد.',
    'refresh-expired': () => 'باید رمز عبور خود را دوباره وارد کنید.',
    'refresh-rejected': () => 'سرور از شما می‌خواهد دوباره وارد شوید.',
    inactive: forSafety,
    'server-idle': forSafety,
    'max-lifetime': again,
    'signed-out': () => 'در پنجره‌ای دیگر از حساب خارج شدید.',
    revoked: () => 'از جای دیگری به دسترسی شما پایان داده شد.',
    replaced: () => 'شخص دیگری در این مرورگر وارد حساب خود شد.',
  },
  unsavedWork: {
    saved: 'کار شما ذخیره شد.',
    lost: 'آنچه ذخیره نشده بود از دست رفت.',
  },
  status: {
    restoring: () => 'لطفاً صبر کنید…',
    fine: () => 'در حساب خود هستید',
    refreshing: () => 'در حال تماس با سرور…',
    failing: ({ clock }) => `ارتباط با سرور برقرار نیست. ${clock ? `تا ساعت ${clock} در حساب خود می‌مانید.` : 'همچنان تلاش می‌کنیم.'}`,
    offline: ({ clock }) => `اینترنت قطع است.${clock && ` تا ساعت ${clock} در حساب خود می‌مانید.`}`,
    checking: () => 'بررسی می‌کنیم که آیا هنوز در حساب خود هستید…',
    warning: ({ clock }) => `ساعت ${clock} از حساب خارج می‌شوید.`,
    'signed-out': () => 'در حساب خود نیستید',
  },
  limits: {
    inactivity: ({ duration, lead }) => `اگر ${duration} هیچ کاری نکنید، از حساب خارج می‌شوید.${lead && ` ${lead} پیش از آن خبر می‌دهیم.`}`,
    maxLifetime: ({ duration, lead }) => `${again({ duration })}${lead && ` ${lead} پیش از آن خبر می‌دهیم.`}`,
    unsavedWork: {
      saved: 'کار شما از دست نمی‌رود.',
      lost: 'آنچه ذخیره نشود از دست می‌رود.',
    },
  },
  timeLeft: ({ duration }) => `${duration} دیگر از حساب خارج می‌شوید.`,
}
