/* What errors say in production builds: the values concerned. It has every text of `texts.ts` under the same name (`texts.test-d.ts`). */

/** All texts are this one: bundles hold it once. */
function values(...concerned: readonly unknown[]): string {
  return concerned.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join(', ')
}

export {
  values as anyDurationInvalid,
  values as authItIdleTooLong,
  values as authItTokenTooLong,
  values as choiceUnknown,
  values as durationInvalidAt,
  values as figureMissing,
  values as fileKeyRefused,
  values as fileUnreadable,
  values as iasLifetimesCrossed,
  values as keyTwice,
  values as kindUnknown,
  values as machineClient,
  values as noAssignment,
  values as noObject,
  values as noText,
  values as privxLimitTooLong,
  values as privxLimitTooShort,
  values as quoteOpen,
  values as secondsInvalid,
}
