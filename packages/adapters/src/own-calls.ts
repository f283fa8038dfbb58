/** Tells an SDK's own doings from ours. */
export interface OwnCalls {
  /** What the SDK tells of while it is called is our own doing. */
  own<T>(call: () => Promise<T>): Promise<T>
  isOwn(): boolean
}

export function createOwnCalls(): OwnCalls {
  let running = 0
  return {
    async own(call) {
      running += 1
      try {
        return await call()
      } finally {
        running -= 1
      }
    },
    isOwn: () => running > 0,
  }
}
