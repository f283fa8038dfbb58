// Hebrew, verbal nouns instead of gendered verbs. Read back against the glossary, and read again by a second reader; no native speaker has reviewed it.
import type { MessageParts, SessionMessages } from '../messages/messages.ts'

const unseen = (duration: string) => `לא ראינו אותך במשך ${duration || 'זמן מה'}.`
const again = ({ duration }: { readonly duration: string }) => `${duration || 'זמן מה'} אחרי הכניסה יש להיכנס מחדש.`
const forSafety = ({ duration }: MessageParts) => `${unseen(duration)} מטעמי אבטחה בוצעה יציאה מהחשבון.`

/** Hebrew. "הכניסה לחשבון בתוקף" stands for "מחובר", which has a gender; "שלך" and "אותך" are written alike for everybody. */
export const messages: SessionMessages = {
  locale: 'he',
  stay: 'להישאר בחשבון',
  staying: 'רק רגע…',
  signOut: 'יציאה עכשיו',
  signIn: 'כניסה מחדש',
  dismiss: 'חזרה ושמירה',
  stayFailed: 'אין קשר עם השרת. אפשר לנסות שוב, וגם אנחנו ממשיכים לנסות.',
  signInFailed: 'הכניסה לא הצליחה. אפשר לנסות שוב.',
  stillSignedIn: 'הכניסה לחשבון עדיין בתוקף.',
  faces: {
    'refresh-failed': {
      title: 'בקרוב תתבצע יציאה מהחשבון',
      description: ({ clock }) => `אין קשר עם השרת. אם הקשר לא יחודש, תתבצע יציאה מהחשבון בשעה ${clock}.`,
    },
    'still-here': {
      title: 'עדיין כאן?',
      description: ({ duration, clock }) =>
        `${unseen(duration)} מטעמי אבטחה תתבצע יציאה מהחשבון בשעה ${clock}. כדי להישאר, יש לאשר זאת עד אז.`,
    },
    'time-up': {
      title: 'הזמן עומד להסתיים',
      description: ({ clock }) => `בשעה ${clock} תתבצע יציאה מהחשבון, ואי אפשר לדחות אותה. יש לשמור את העבודה. כדי להמשיך, יש להיכנס מחדש.`,
    },
    checking: {
      title: 'מתחברים מחדש',
      description: () => 'אנחנו בודקים אם הכניסה לחשבון עדיין בתוקף. העבודה שלך לא תאבד.',
    },
    'signed-out': {
      title: 'בוצעה יציאה מהחשבון',
      description: () => 'כדי להמשיך, יש להיכנס מחדש.',
    },
  },
  ended: {
    'token-expired': () => 'לא הצלחנו ליצור קשר עם השרת בזמן.',
    'refresh-expired': () => 'יש להזין שוב את הסיסמה.',
    'refresh-rejected': () => 'השרת דורש כניסה מחדש.',
    inactive: forSafety,
    'server-idle': forSafety,
    'max-lifetime': again,
    'signed-out': () => 'היציאה בוצעה בחלון אחר.',
    revoked: () => 'היציאה בוצעה ממקום אחר.',
    replaced: () => 'אדם אחר נכנס לחשבון שלו בדפדפן הזה.',
  },
  unsavedWork: {
    saved: 'העבודה שלך נשמרה.',
    lost: 'שינויים שלא נשמרו אבדו.',
  },
  status: {
    restoring: () => 'רק רגע…',
    fine: () => 'הכניסה לחשבון בתוקף',
    refreshing: () => 'יוצרים קשר עם השרת…',
    failing: ({ clock }) => `אין קשר עם השרת. ${clock ? `הכניסה לחשבון בתוקף עד השעה ${clock}.` : 'אנחנו ממשיכים לנסות.'}`,
    offline: ({ clock }) => `אין חיבור לאינטרנט.${clock && ` הכניסה לחשבון בתוקף עד השעה ${clock}.`}`,
    checking: () => 'אנחנו בודקים אם הכניסה לחשבון עדיין בתוקף…',
    warning: ({ clock }) => `בשעה ${clock} תתבצע יציאה מהחשבון.`,
    'signed-out': () => 'לא בוצעה כניסה לחשבון',
  },
  limits: {
    inactivity: ({ duration, lead }) =>
      `אם לא תתבצע שום פעולה במשך ${duration}, תתבצע יציאה מהחשבון.${lead && ` נודיע על כך ${lead} מראש.`}`,
    maxLifetime: ({ duration, lead }) => `${again({ duration })}${lead && ` נודיע על כך ${lead} מראש.`}`,
    unsavedWork: {
      saved: 'העבודה שלך לא תאבד.',
      lost: 'שינויים שלא נשמרו יאבדו.',
    },
  },
  timeLeft: ({ duration }) => `בעוד ${duration} תתבצע יציאה מהחשבון.`,
}
