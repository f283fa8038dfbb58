/** Stands in for the test runner's own listeners, to which an unhandled rejection is a failure. Node reports them before the next turn of its loop. */
export async function unhandledDuring(work: () => Promise<void>): Promise<readonly unknown[]> {
  const seen: unknown[] = []
  const note = (reason: unknown) => void seen.push(reason)
  const others = process.listeners('unhandledRejection')
  process.removeAllListeners('unhandledRejection')
  process.on('unhandledRejection', note)
  try {
    await work()
    await new Promise((resolve) => setImmediate(resolve))
  } finally {
    process.off('unhandledRejection', note)
    for (const other of others) process.on('unhandledRejection', other)
  }
  return seen
}
