/** The session tells a backend of an end for 5 s at most; whoever wants to clear up after the provider has to be earlier. */
const PATIENCE_MS = 4000

/** Rejects when the provider has not answered in time. */
export function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The provider did not confirm the sign-out in time')), PATIENCE_MS)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
