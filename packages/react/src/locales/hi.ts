// Hindi, "आप". Read back against the glossary, and read again by a second reader; no native speaker has reviewed it.
import type { MessageParts, SessionMessages } from '../messages/messages.ts'

/** Before a postposition: "1 घंटा", but "1 घंटे में". The other words for lengths have one form. */
const oblique = (duration: string) => duration.replace('घंटा', 'घंटे')
const span = (duration: string) => oblique(duration) || 'कुछ समय'
const unseen = (duration: string) => `हमने आपको ${span(duration)} से नहीं देखा`
const again = ({ duration }: { readonly duration: string }) => `लॉग इन करने के ${span(duration)} बाद फिर से लॉग इन करना होगा।`
const forSafety = ({ duration }: MessageParts) => `${unseen(duration)} था। आपकी सुरक्षा के लिए आपको लॉग आउट कर दिया गया।`

/**
 * Hindi. "आपको लॉग आउट कर दिया" has no gender, "आप लॉग आउट हो जाएँगे" would. Lengths stand before postpositions
 * ("में", "से", "तक"), in the form that these want.
 */
export const messages: SessionMessages = {
  locale: 'hi',
  stay: 'लॉग इन रहें',
  staying: 'कृपया रुकें…',
  signOut: 'अभी लॉग आउट करें',
  signIn: 'फिर से लॉग इन करें',
  dismiss: 'वापस जाकर सहेजें',
  stayFailed: 'सर्वर से संपर्क नहीं हो रहा है। फिर से कोशिश करें। हमारी कोशिश जारी है।',
  signInFailed: 'लॉग इन नहीं हुआ। फिर से कोशिश करें।',
  stillSignedIn: 'आप अब भी लॉग इन हैं।',
  faces: {
    'refresh-failed': {
      title: 'आपको जल्द लॉग आउट कर दिया जाएगा',
      description: ({ clock }) => `सर्वर से संपर्क नहीं हो रहा है। ऐसा ही रहा, तो आपको ${clock} पर लॉग आउट कर दिया जाएगा।`,
    },
    'still-here': {
      title: 'क्या आप अब भी यहाँ हैं?',
      description: ({ duration, clock }) =>
        `${unseen(duration)} है। आपने लॉग इन रहना न चुना, तो आपकी सुरक्षा के लिए आपको ${clock} पर लॉग आउट कर दिया जाएगा।`,
    },
    'time-up': {
      title: 'समय समाप्त होने वाला है',
      description: ({ clock }) =>
        `आपको ${clock} पर लॉग आउट कर दिया जाएगा। इसे टाला नहीं जा सकता। अपना काम सहेजें। जारी रखने के लिए फिर से लॉग इन करें।`,
    },
    checking: {
      title: 'फिर से कनेक्ट हो रहा है',
      description: () => 'हम जाँच रहे हैं कि आप अब भी लॉग इन हैं या नहीं। आपका काम सुरक्षित रहेगा।',
    },
    'signed-out': {
      title: 'अब आप लॉग इन नहीं हैं',
      description: () => 'जारी रखने के लिए फिर से लॉग इन करें।',
    },
  },
  ended: {
    'token-expired': () => 'समय पर सर्वर से संपर्क नहीं हुआ।',
    'refresh-expired': () => 'आपको पासवर्ड फिर से डालना होगा।',
    'refresh-rejected': () => 'सर्वर के अनुसार फिर से लॉग इन करना होगा।',
    inactive: forSafety,
    'server-idle': forSafety,
    'max-lifetime': again,
    'signed-out': () => 'आपने दूसरी विंडो में लॉग आउट किया।',
    revoked: () => 'आपको दूसरी जगह से लॉग आउट कर दिया गया।',
    replaced: () => 'किसी और ने यहाँ लॉग इन किया।',
  },
  unsavedWork: {
    saved: 'आपका काम सहेजा गया।',
    lost: 'जो सहेजा नहीं गया था, वह खो गया।',
  },
  status: {
    restoring: () => 'कृपया रुकें…',
    fine: () => 'आप लॉग इन हैं',
    refreshing: () => 'सर्वर से संपर्क हो रहा है…',
    failing: ({ clock }) => `सर्वर से संपर्क नहीं हो रहा है। ${clock ? `आप ${clock} तक लॉग इन हैं।` : 'हमारी कोशिश जारी है।'}`,
    offline: ({ clock }) => `आप ऑफ़लाइन हैं।${clock && ` आप ${clock} तक लॉग इन हैं।`}`,
    checking: () => 'हम जाँच रहे हैं कि आप अब भी लॉग इन हैं या नहीं…',
    warning: ({ clock }) => `आपको ${clock} पर लॉग आउट कर दिया जाएगा।`,
    'signed-out': () => 'आप लॉग इन नहीं हैं',
  },
  limits: {
    inactivity: ({ duration, lead }) =>
      `${span(duration)} तक कुछ न करने पर आपको लॉग आउट कर दिया जाएगा।${lead && ` आपको ${oblique(lead)} पहले बताया जाएगा।`}`,
    maxLifetime: ({ duration, lead }) => `${again({ duration })}${lead && ` आपको ${oblique(lead)} पहले बताया जाएगा।`}`,
    unsavedWork: {
      saved: 'आपका काम सुरक्षित रहेगा।',
      lost: 'जो सहेजा नहीं गया, वह खो जाएगा।',
    },
  },
  timeLeft: ({ duration }) => `आपको ${oblique(duration)} में लॉग आउट कर दिया जाएगा।`,
}
