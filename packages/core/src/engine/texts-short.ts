/*
 * What errors say in production builds: the values concerned and the link to the page that explains them. It has every text of
 * `texts.ts` under the same name (`texts.test-d.ts`).
 */

/** All texts are this one: bundles hold it once. */
function values(...concerned: readonly unknown[]): string {
  return concerned.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join(', ')
}

/** Nobody is there to be told. */
export function toDevelopers(_tell: () => void): void {}

/** The page's address ends with the code. */
export function messageOf(text: string, docs: string): string {
  return `${text} ${docs}`.trimStart()
}

export function consoleLine({ message }: { readonly message: string }): string {
  return `stillhere: ${message}`
}

export {
  values as answerInvalid,
  values as answerLacks,
  values as answerNoDuration,
  values as answerNoObject,
  values as answerStatusUnknown,
  values as backendBusy,
  values as backendMisconfigured,
  values as backendSilent,
  values as choiceUnknown,
  values as clauseLoosened,
  values as durationInvalid,
  values as durationInvalidAt,
  values as frameOriginInvalid,
  values as frameUnreachable,
  values as idleThresholdTooShort,
  values as keyUnknown,
  values as leadTooLong,
  values as limitTooShort,
  values as maximumMissing,
  values as originInvalid,
  values as redirectRefused,
  values as renewalRefused,
  values as requestForeign,
  values as backendBusyElsewhere,
  values as returnToRefused,
  values as signInMissing,
  values as signOutUnconfirmed,
  values as urlForeign,
  values as warningCapped,
  values as warningTooShort,
  values as wireFieldsUnusable,
  values as wireFormatMissing,
  values as wireSignOutUnconfirmed,
  values as wireUnexplained,
  values as wireUserRefused,
}
