// Hebrew, verbal nouns instead of gendered verbs. Read back against the glossary; no native speaker has reviewed it.
import type { MessageParts, SessionMessages } from '../messages/messages.ts'

const unseen = (duration: string) => `לא ראינו אותך כבר ${duration || 'זמן מה'}.`
const again = ({ duration }: { readonly duration: string }) => `אחרי ${duration || 'זמן מה'} נדרשת כניסה מחדש.`
const forSafety = ({ duration }: MessageParts) => `${unseen(duration)} כדי להגן על העבודה שלך, בוצעה יציאה מהחשבון.`

/** Hebrew. "הכניסה שלך בתוקף" stands for "מחובר", which has a gender; "שלך" and "אותך" are written alike for everybody. */
export const messages: SessionMessages = {
  locale: 'he',
  stay: 'להישאר בחשבון',
  staying: 'רק רגע…',
  signOut: 'יציאה עכשיו',
  signIn: 'כניסה מחדש',
  dismiss: 'חזרה ושמירה',
  stayFailed: 'אין קשר עם השרת. אפשר לנסות שוב. גם אנחנו ממשיכים לנסות.',
  signInFailed: 'אפשר לנסות שוב.',
  stillSignedIn: 'הכניסה שלך עדיין בתוקף.',
  faces: {
    'refresh-failed': {
      title: 'בקרוב תתבצע יציאה מהחשבון',
      description: ({ clock }) => `אין קשר עם השרת. אם זה לא ישתנה, תתבצע יציאה מהחשבון בשעה ${clock}.`,
    },
    'still-here': {
      title: 'עדיין כאן?',
      description: ({ duration, clock }) =>
        `${unseen(duration)} כדי להגן על העבודה שלך, תתבצע יציאה מהחשבון בשעה ${clock}. כדי למנוע זאת, אפשר להישאר בחשבון.`,
    },
    'time-up': {
      title: 'הזמן עומד להסתיים',
      description: ({ clock }) => `בשעה ${clock} תתבצע יציאה מהחשבון, ואי אפשר לדחות אותה. כדאי לשמור את העבודה. להמשך נדרשת כניסה מחדש.`,
    },
    checking: {
      title: 'מתחברים מחדש',
      description: () => 'אנחנו בודקים שהכניסה שלך עדיין בתוקף. העבודה שלך לא תאבד.',
    },
    'signed-out': {
      title: 'בוצעה יציאה מהחשבון',
      description: () => 'להמשך נדרשת כניסה מחדש.',
    },
  },
  ended: {
    'token-expired': () => 'לא היה קשר עם השרת בזמן.',
    'refresh-expired': () => 'הסיסמה שלך נדרשת שוב.',
    'refresh-rejected': () => 'השרת מבקש כניסה מחדש.',
    inactive: forSafety,
    'server-idle': forSafety,
    'max-lifetime': again,
    'signed-out': () => 'בוצעה יציאה בחלון אחר.',
    revoked: () => 'בוצעה יציאה ממקום אחר.',
    replaced: () => 'אדם אחר נכנס לחשבון בדפדפן הזה.',
  },
  unsavedWork: {
    saved: 'העבודה שלך נשמרה.',
    lost: 'מה שלא נשמר אבד.',
  },
  status: {
    restoring: () => 'רק רגע…',
    fine: () => 'הכניסה שלך בתוקף',
    refreshing: () => 'פונים לשרת…',
    failing: ({ clock }) => `אין קשר עם השרת. ${clock ? `הכניסה שלך בתוקף עד השעה ${clock}.` : 'אנחנו ממשיכים לנסות.'}`,
    offline: ({ clock }) => `אין חיבור לאינטרנט.${clock && ` הכניסה שלך בתוקף עד השעה ${clock}.`}`,
    checking: () => 'אנחנו בודקים שהכניסה שלך עדיין בתוקף…',
    warning: ({ clock }) => `בשעה ${clock} תתבצע יציאה מהחשבון.`,
    'signed-out': () => 'הכניסה שלך אינה בתוקף',
  },
  limits: {
    inactivity: ({ duration, lead }) =>
      `אם לא תהיה שום פעולה במשך ${duration}, תתבצע יציאה מהחשבון.${lead && ` נודיע על כך ${lead} מראש.`}`,
    maxLifetime: ({ duration, lead }) => `${again({ duration })}${lead && ` נודיע על כך ${lead} מראש.`}`,
    unsavedWork: {
      saved: 'העבודה שלך לא תאבד.',
      lost: 'מה שלא נשמר יאבד.',
    },
  },
  timeLeft: ({ duration }) => `בעוד ${duration} תתבצע יציאה מהחשבון.`,
}
