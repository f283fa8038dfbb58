// Wrong uses that must not compile, and right ones that must.
import type { Session } from '@stillhere/core'
import { createAsyncStoragePersister } from '@tanstack/query-async-storage-persister'
import { experimental_createQueryPersister } from '@tanstack/query-persist-client-core'
import { createSyncStoragePersister } from '@tanstack/query-sync-storage-persister'
import { QueryClient } from '@tanstack/react-query'
import { type AttachOptions, attachSession } from './index.ts'

interface Staff {
  readonly sub: string
  readonly department: string
}
declare const session: Session
declare const staff: Session<Staff>
declare const storage: Storage
const queryClient = new QueryClient()

attachSession(queryClient, session) satisfies () => void
attachSession(queryClient, staff, { keep: ({ queryKey, meta }) => queryKey[0] === 'words' || meta?.['public'] === true })
attachSession(queryClient, session, {
  isUnauthorized: (error) => error instanceof Error && error.message === '401',
  pauseWhileWarning: true,
  persisters: [
    createSyncStoragePersister({ storage }),
    createAsyncStoragePersister({ storage }),
    experimental_createQueryPersister({ storage }),
    { removeClient: () => storage.clear() },
  ],
})

// @ts-expect-error the client comes first
attachSession(session, queryClient)
// @ts-expect-error a key is no filter
attachSession(queryClient, session, { keep: ['words'] })
// @ts-expect-error a storage is no persister
attachSession(queryClient, session, { persisters: [storage] })
// @ts-expect-error the library's own names are not ours
;({ isUnauthenticated: () => true }) satisfies AttachOptions
