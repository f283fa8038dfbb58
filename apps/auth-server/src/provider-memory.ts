import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider'

interface Kept {
  readonly id: string
  readonly payload: AdapterPayload
  readonly expiresAt: number
}

/** What expires with a grant that is taken back. The grant itself is destroyed by its own id. */
const GRANTED: readonly string[] = ['AccessToken', 'AuthorizationCode', 'RefreshToken']

/** The provider's memory: dies with the process. Small enough to be searched from end to end. */
export function providerMemory(): AdapterFactory {
  const models = new Map<string, Map<string, Kept>>()
  const kept = (model: string): Map<string, Kept> => {
    const known = models.get(model) ?? new Map<string, Kept>()
    models.set(model, known)
    for (const [id, { expiresAt }] of known) if (expiresAt <= Date.now()) known.delete(id)
    return known
  }
  const search = (model: string, wanted: (payload: AdapterPayload) => boolean): AdapterPayload | undefined =>
    [...kept(model).values()].find(({ payload }) => wanted(payload))?.payload

  return (model): Adapter => ({
    upsert: async (id, payload, expiresIn) => {
      kept(model).set(id, { id, payload, expiresAt: expiresIn === undefined ? Number.POSITIVE_INFINITY : Date.now() + expiresIn * 1000 })
    },
    find: async (id) => kept(model).get(id)?.payload,
    findByUid: async (uid) => search(model, (payload) => payload.uid === uid),
    findByUserCode: async (userCode) => search(model, (payload) => payload.userCode === userCode),
    consume: async (id) => {
      const entry = kept(model).get(id)
      // Reuse detection looks for this mark.
      if (entry) kept(model).set(id, { ...entry, payload: { ...entry.payload, consumed: Math.floor(Date.now() / 1000) } })
    },
    destroy: async (id) => {
      kept(model).delete(id)
    },
    revokeByGrantId: async (grantId) => {
      for (const granted of GRANTED)
        for (const { id, payload } of kept(granted).values()) if (payload.grantId === grantId) kept(granted).delete(id)
    },
  })
}
