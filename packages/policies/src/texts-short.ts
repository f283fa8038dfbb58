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
  values as durationTooLong,
  values as figureMissing,
  values as fileKeyRefused,
  values as fileUnopened,
  values as fileUnreadable,
  values as iasLifetimesCrossed,
  values as keyTwice,
  values as kindUnknown,
  values as limitTooShort,
  values as lineSwallowed,
  values as machineClient,
  values as nameUnknown,
  values as noAssignment,
  values as noClauses,
  values as noGroup,
  values as noObject,
  values as noText,
  values as noUtf8,
  values as onlyPrivx,
  values as privxLimitTooLong,
  values as privxLimitTooShort,
  values as quoteOpen,
  values as secondsInvalid,
}
