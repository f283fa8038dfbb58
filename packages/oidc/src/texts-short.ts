/* What errors say in production builds: the values concerned. It has every text of `texts.ts` under the same name (`texts.test-d.ts`). */

/** All texts are this one: bundles hold it once. */
function values(...concerned: readonly unknown[]): string {
  return concerned.join(', ')
}

export {
  values as answerHidden,
  values as answerUnknown,
  values as answerUnreadable,
  values as audienceMismatch,
  values as claimsRefused,
  values as clientRefused,
  values as endpointMissing,
  values as issuerInvalid,
  values as issuerMismatch,
  values as keyNotStorable,
  values as nonceMismatch,
  values as popupBlocked,
  values as popupClosed,
  values as popupLate,
  values as scopeInvalid,
  values as signInRefused,
  values as storageMissing,
  values as tokenInvalid,
}
