/** A class of ours, and the app's after it. */
export function joinClasses(ours: string, theirs: string | undefined): string {
  return theirs ? `${ours} ${theirs}` : ours
}
