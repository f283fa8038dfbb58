/**
 * As much of a node-redis client (`createClient` of the package `redis`) as the store uses. Any version from 5 on fits, with any
 * modules; a cluster does not.
 */
export interface RedisClient {
  readonly isOpen: boolean
  connect(): Promise<unknown>
  /** A second connection with the same options: one that listens can do nothing else. */
  duplicate(): RedisClient
  on(event: 'error', listener: (error: Error) => void): unknown
  sendCommand(args: readonly string[], options?: { readonly abortSignal?: AbortSignal }): Promise<unknown>
  subscribe(channel: string, listener: (message: string) => void): Promise<void>
  destroy(): void
}

/**
 * Asks Redis, for so long and no longer. A command that was not sent yet is not sent later.
 *
 * @param operation what failed, in the error's text
 * @throws Error that tells the operation and Redis's word for the failure, and none of what was sent: values hold tokens
 */
export async function ask(client: RedisClient, operation: string, args: readonly string[], timeoutMs: number): Promise<unknown> {
  const abort = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`Redis has not answered "${operation}" within ${timeoutMs} ms.`))
      abort.abort()
    }, timeoutMs)
  })
  try {
    return await Promise.race([sent(client, operation, args, abort.signal), late])
  } finally {
    clearTimeout(timer)
  }
}

async function sent(client: RedisClient, operation: string, args: readonly string[], abortSignal: AbortSignal): Promise<unknown> {
  try {
    return await client.sendCommand(args, { abortSignal })
  } catch (error) {
    throw new Error(`Redis could not do "${operation}": ${wordFor(error)}.`)
  }
}

/** `OOM`, `READONLY`, `ECONNREFUSED`: never the whole message, in which Redis may repeat what it was sent. */
function wordFor(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown failure'
  const code = 'code' in error && typeof error.code === 'string' ? error.code : /^[A-Z]{2,20}(?= )/.exec(error.message)?.[0]
  return code ?? error.constructor.name
}
