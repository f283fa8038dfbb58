import { after } from './platform.ts'

const VERSION = 1
const STORE = 'facts'
const KEY = 'facts'

/** Opens the database when it is first wanted, and again after the platform or another version of the app has closed it. */
export interface Connection {
  open(): Promise<IDBDatabase>
  /** The next `open` opens anew. */
  drop(): void
}

/** `late`: no answer within the limit, and nothing was written. */
export type TransactionAnswer = { readonly status: 'done'; readonly value: unknown } | { readonly status: 'late' | 'failed' }

export function openConnection(name: string, factory: () => IDBFactory | undefined): Connection {
  let opening: Promise<IDBDatabase> | null = null
  const drop = () => {
    opening = null
  }
  return {
    open() {
      opening ??= openDatabase(name, factory, drop)
      return opening
    },
    drop,
  }
}

function openDatabase(name: string, factory: () => IDBFactory | undefined, closed: () => void): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = factory()?.open(name, VERSION)
    if (!request) {
      reject(new Error('IndexedDB is missing.'))
      return
    }
    request.onupgradeneeded = () => request.result.createObjectStore(STORE)
    request.onerror = () => reject(request.error ?? new Error('IndexedDB cannot be opened.'))
    request.onsuccess = () => {
      const database = request.result
      database.onclose = closed
      database.onversionchange = () => {
        database.close()
        closed()
      }
      resolve(database)
    }
  })
}

/**
 * One transaction over the one record: reads it, and in a `readwrite` one puts what `change` makes of it (`null` leaves it).
 * Rejects only with what `change` throws.
 */
export function runTransaction(
  connection: Connection,
  mode: IDBTransactionMode,
  limitMs: number,
  change: (stored: unknown) => unknown,
): Promise<TransactionAnswer> {
  return new Promise((resolve, reject) => {
    let transaction: IDBTransaction | null = null
    let over = false
    const stopWaiting = afterAwake(limitMs, () => {
      over = true
      if (transaction) abort(transaction)
      resolve({ status: 'late' })
    })
    const settle = (answer: TransactionAnswer) => {
      stopWaiting()
      resolve(answer)
    }
    const begin = (database: IDBDatabase) => {
      if (over) return
      transaction = database.transaction(STORE, mode, { durability: 'relaxed' })
      const running = transaction
      const store = running.objectStore(STORE)
      const request = store.get(KEY)
      let value: unknown = null
      request.onsuccess = () => {
        const stored: unknown = request.result ?? null
        try {
          const next = mode === 'readwrite' ? change(stored) : null
          value = next ?? stored
        } catch (error) {
          stopWaiting()
          reject(error)
          abort(running)
          return
        }
        if (mode === 'readonly') settle({ status: 'done', value })
        else if (value !== stored) put(store, value)
      }
      running.oncomplete = () => settle({ status: 'done', value })
      running.onabort = () => settle({ status: 'failed' })
    }
    connection
      .open()
      .then(begin)
      .catch(() => {
        // The connection may have been closed since it was opened: once more on a fresh one.
        if (over) return
        connection.drop()
        return connection.open().then(begin)
      })
      .catch(() => {
        connection.drop()
        settle({ status: 'failed' })
      })
  })
}

/** What cannot be stored (a full disk, a value that cannot be cloned) ends the transaction, which is how the caller learns of it. */
function put(store: IDBObjectStore, value: unknown): void {
  try {
    store.put(value, KEY)
  } catch {
    abort(store.transaction)
  }
}

function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort()
  } catch {
    // It is already over.
  }
}

/** In two halves: after a sleep the first one fires before the platform had a chance to answer, the second one does not. */
function afterAwake(delayMs: number, wake: () => void): () => void {
  let undo = after(delayMs / 2, () => {
    undo = after(delayMs / 2, wake)
  })
  return () => undo()
}
