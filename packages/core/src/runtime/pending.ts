/** Callers that wait for the engine's word. All of them get the next one. */
export interface Pending<T> {
  wait(): Promise<T>
  settle(result: T): void
}

export function createPending<T>(): Pending<T> {
  let waiting: ((result: T) => void)[] = []
  return {
    wait: () => new Promise((resolve) => void waiting.push(resolve)),
    settle(result) {
      const resolved = waiting
      waiting = []
      for (const resolve of resolved) resolve(result)
    },
  }
}
