import type { TimelineMessages } from '../timeline/index.ts'

/** The timeline in two more languages, for stories and tests: words of a user's own, one of them from right to left. */
export const german: TimelineMessages = {
  caption: 'Wann abgemeldet wird',
  columns: { situation: 'Jemand …', signedOut: 'Abgemeldet', how: 'Wie es dazu kommt' },
  situations: {
    'works-all-day': { name: 'arbeitet den ganzen Tag', description: 'Nie lange weg, und beantwortet den Dialog.' },
    'leaves-tab-open': { name: 'lässt den Tab offen', description: 'Niemand rührt ihn mehr an.' },
    'closes-all-tabs': { name: 'schließt alle Tabs', description: 'Und öffnet später wieder einen.' },
    'machine-sleeps': { name: 'klappt den Laptop zu', description: 'Er schläft, ein Tab ist offen.' },
    'network-down': { name: 'verliert das Netz', description: 'Arbeitet weiter, keine Anfrage kommt durch.' },
    'refresh-rejected': { name: 'bekommt kein neues Token', description: 'Das Backend hat das Refresh-Token widerrufen.' },
  },
  endsAfter: ({ duration }) => `Nach der Anmeldung: ${duration}`,
  endsAfterAbsence: ({ duration }) => `Abwesend: ${duration} oder länger`,
  staysFor: ({ duration }) => `Noch angemeldet: ${duration}`,
  staysForAbsence: ({ duration }) => `Noch angemeldet; abwesend: ${duration}`,
  endsLater: ({ duration }) => `Eine Anmeldung dauert ${duration}; so weit ist nicht gespielt.`,
  reasons: {
    'token-expired': 'Das Access-Token lief ab.',
    'refresh-expired': 'Das Token lief ab, und nichts konnte es mehr erneuern.',
    'refresh-rejected': 'Das Backend lehnte die Erneuerung ab.',
    inactive: 'So lange, wie die Grenze erlaubt, war niemand aktiv.',
    'server-idle': 'Das Backend sah zu lange weder Aktivität noch eine Erneuerung.',
    'max-lifetime': 'Länger dauert eine Anmeldung nicht, was auch geschieht.',
    'signed-out': 'Der Benutzer meldete sich ab.',
    revoked: 'Das Backend beendete die Sitzung.',
    replaced: 'Jemand anderes meldete sich an.',
  },
  warned: ({ lead, extendable }) =>
    extendable ? `Frage ${lead} vorher, mit dem Angebot zu bleiben.` : `Warnung ${lead} vorher; aufschieben lässt es sich nicht.`,
  notWarned: 'Keine Warnung.',
  covered: ({ from, until }) => `Privates ist verdeckt: ab ${from}${until && ` bis ${until}`}.`,
  refreshes: ({ count, figure, first, last }) =>
    count === 1 ? `Eine Erneuerung, bei ${first}.` : `${figure} Erneuerungen, die erste bei ${first}, die letzte bei ${last}.`,
  signIn: 'Anmeldung',
  notToScale: 'Nicht maßstäblich: Kurze Zeiten bekommen mehr Platz.',
  legend: {
    signedIn: 'angemeldet',
    away: 'abwesend, bei Rückkehr angemeldet',
    warning: 'Dialog offen',
    covered: 'Privates verdeckt',
    end: 'abgemeldet',
    refreshes: 'erste bis letzte Erneuerung',
    goesOn: 'geht weiter',
  },
  working: 'Wird ausgerechnet …',
  done: 'Ausgerechnet.',
  refused: 'Mit dieser Policy geht keine Sitzung.',
  limitsTitle: 'Die Grenzen',
  limits: {
    inactivity: ({ duration }) => `Ohne Aktivität in irgendeinem Tab ist die Sitzung zu Ende nach: ${duration}.`,
    serverIdle: ({ duration }) => `Ohne Aktivität oder Erneuerung beendet das Backend die Sitzung nach: ${duration}.`,
    maxLifetime: ({ duration }) => `Was auch geschieht, eine Anmeldung dauert höchstens: ${duration}.`,
    refreshWindow: ({ duration }) => `Ein Refresh-Token gilt ${duration}, und jede Erneuerung bringt ein neues.`,
    refreshTokenLifetime: ({ duration }) => `Refresh-Tokens einer Anmeldung gelten zusammen: ${duration}.`,
    signOnWindow: ({ duration }) => `Auch die Sitzung beim Anbieter bringt neue Tokens, und zwar: ${duration}.`,
    accessTokenLifetime: ({ duration }) => `Ein Access-Token gilt: ${duration}.`,
  },
  noLimits: 'Keine: Das Backend entscheidet allein.',
  assumedToken: ({ duration }) => `Angenommen ist, dass ein Access-Token ${duration} gilt; die Policy sagt es nicht.`,
  rememberedTitle: 'Mit „Angemeldet bleiben“',
  clause: ({ clause, atMost, strength }) => `${clause}: höchstens ${atMost}${strength === 'none' ? '' : ` (${strength})`}.`,
  findingsTitle: 'Was die Prüfung sagt',
  noFindings: 'Nichts zu sagen: Die Grenzen passen zusammen.',
  severities: { error: 'Kann nicht gehen', warning: 'Kaum so gemeint', note: 'Gut zu wissen' },
}

export const arabic: TimelineMessages = {
  caption: 'متى يتم تسجيل الخروج',
  columns: { situation: 'الحالة', signedOut: 'تسجيل الخروج', how: 'كيف يحدث ذلك' },
  situations: {
    'works-all-day': { name: 'عمل طوال اليوم', description: 'دون غياب طويل، مع الرد على مربع الحوار.' },
    'leaves-tab-open': { name: 'ترك علامة التبويب مفتوحة', description: 'دون أن يلمسها أحد.' },
    'closes-all-tabs': { name: 'إغلاق كل علامات التبويب', description: 'ثم فتح واحدة لاحقًا.' },
    'machine-sleeps': { name: 'إغلاق الحاسوب المحمول', description: 'ينام الجهاز وعلامة تبويب مفتوحة.' },
    'network-down': { name: 'انقطاع الشبكة', description: 'يستمر العمل ولا يصل أي طلب.' },
    'refresh-rejected': { name: 'رفض التجديد', description: 'ألغى الخادم رمز التجديد.' },
  },
  endsAfter: ({ duration }) => `بعد مدة: ${duration}`,
  endsAfterAbsence: ({ duration }) => `الغياب: ${duration} أو أكثر`,
  staysFor: ({ duration }) => `الدخول مستمر بعد مدة: ${duration}`,
  staysForAbsence: ({ duration }) => `الدخول مستمر بعد غياب: ${duration}`,
  endsLater: ({ duration }) => `أطول مدة لتسجيل دخول واحد أبعد من ذلك: ${duration}.`,
  reasons: {
    'token-expired': 'انتهت صلاحية رمز الوصول.',
    'refresh-expired': 'انتهت صلاحية الرمز ولم يعد تجديده ممكنًا.',
    'refresh-rejected': 'رفض الخادم التجديد.',
    inactive: 'لم تكن هناك أي حركة طوال المدة المسموحة.',
    'server-idle': 'لم يصل الخادم نشاط ولا تجديد لمدة طويلة.',
    'max-lifetime': 'انتهت أطول مدة لتسجيل دخول واحد.',
    'signed-out': 'تم تسجيل الخروج.',
    revoked: 'أنهى الخادم الجلسة.',
    replaced: 'سجّل شخص آخر الدخول.',
  },
  warned: ({ lead, extendable }) =>
    extendable ? `سؤال قبل ذلك مع إمكان البقاء (المدة: ${lead}).` : `تحذير قبل ذلك ولا يمكن التأجيل (المدة: ${lead}).`,
  notWarned: 'دون تحذير.',
  covered: ({ from, until }) => `يُخفى المحتوى الخاص (من: ${from}${until && `، إلى: ${until}`}).`,
  refreshes: ({ figure, first, last }) => `مرات التجديد: ${figure} (الأولى: ${first}، الأخيرة: ${last}).`,
  signIn: 'الدخول',
  notToScale: 'المقياس غير منتظم: للمدد القصيرة مساحة أكبر.',
  legend: {
    signedIn: 'الدخول قائم',
    away: 'غياب، والدخول قائم عند العودة',
    warning: 'مربع الحوار مفتوح',
    covered: 'المحتوى الخاص مخفي',
    end: 'تسجيل الخروج',
    refreshes: 'من أول تجديد إلى آخره',
    goesOn: 'يستمر',
  },
  working: 'جارٍ الحساب…',
  done: 'تم الحساب.',
  refused: 'لا تعمل أي جلسة بهذه السياسة.',
  limitsTitle: 'الحدود',
  limits: {
    inactivity: ({ duration }) => `أطول مدة دون حركة في أي علامة تبويب: ${duration}.`,
    serverIdle: ({ duration }) => `أطول مدة دون حركة أو تجديد عند الخادم: ${duration}.`,
    maxLifetime: ({ duration }) => `أطول مدة لتسجيل دخول واحد: ${duration}.`,
    refreshWindow: ({ duration }) => `صلاحية رمز التجديد، وكل تجديد يأتي بآخر: ${duration}.`,
    refreshTokenLifetime: ({ duration }) => `صلاحية رموز التجديد منذ الدخول: ${duration}.`,
    signOnWindow: ({ duration }) => `مدة تجديد الرموز من جلسة المزوّد: ${duration}.`,
    accessTokenLifetime: ({ duration }) => `صلاحية رمز الوصول: ${duration}.`,
  },
  noLimits: 'لا حدود: القرار للخادم وحده.',
  assumedToken: ({ duration }) => `صلاحية رمز الوصول مفترضة لأن السياسة لا تذكرها: ${duration}.`,
  rememberedTitle: 'مع «تذكرني»',
  clause: ({ clause, atMost, strength }) => `${clause}: ${atMost}${strength === 'none' ? '' : ` (${strength})`}.`,
  findingsTitle: 'نتيجة الفحص',
  noFindings: 'لا ملاحظات: الحدود منسجمة.',
  severities: { error: 'لا يمكن أن يعمل', warning: 'غير مقصود على الأرجح', note: 'للعلم' },
}

/** By the tag of the language; English where there is none. */
export function timelineLanguage(tag: unknown): { readonly messages?: TimelineMessages; readonly locale?: string } {
  switch (tag) {
    case 'de':
      return { messages: german, locale: 'de' }
    case 'ar':
      return { messages: arabic, locale: 'ar' }
    default:
      return {}
  }
}
