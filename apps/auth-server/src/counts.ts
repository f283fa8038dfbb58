const ENDPOINTS = ['peek', 'refresh', 'extend', 'logout', 'login', 'callback', 'other'] as const
const FAULTS = ['dropBefore', 'dropAfter', 'unavailable', 'slow', 'reject', 'providerLost'] as const

export type Endpoint = (typeof ENDPOINTS)[number]
export type FaultName = (typeof FAULTS)[number]

/** How often each was asked, since the start or the last reset. */
export interface Counts {
  /** Requests that arrived from browsers, whatever a fault did to them. */
  readonly received: Readonly<Record<Endpoint, number>>
  /** Requests that the session server itself was given. */
  readonly handler: Readonly<Record<Endpoint, number>>
  /** Requests at the provider's token endpoint, by grant type. */
  readonly tokenRequests: { readonly authorization_code: number; readonly refresh_token: number; readonly other: number }
  /** Rotated refresh tokens that came back; each of them ended its grant. */
  readonly reuses: number
  readonly revocations: number
  /** Logout tokens that the provider has sent, by how the session server answered. */
  readonly backChannelLogouts: { readonly answered: number; readonly refused: number }
  readonly apiCalls: { readonly answered: number; readonly unauthorized: number }
  /** Faults that struck. */
  readonly faults: Readonly<Record<FaultName, number>>
}

export interface Counter {
  received(endpoint: Endpoint): void
  handled(endpoint: Endpoint): void
  tokenRequest(grantType: unknown): void
  reuse(): void
  revocation(): void
  backChannelLogout(outcome: 'answered' | 'refused'): void
  apiCall(outcome: 'answered' | 'unauthorized'): void
  fault(name: FaultName): void
  /** An event stream begins; call what this returns when it is over. */
  stream(): () => void
  openStreams(): number
  read(): Counts
  reset(): void
}

export function createCounter(): Counter {
  let counts = zero()
  let streams = 0
  return {
    received: (endpoint) => void (counts.received[endpoint] += 1),
    handled: (endpoint) => void (counts.handler[endpoint] += 1),
    tokenRequest: (grantType) => {
      const kind = grantType === 'authorization_code' || grantType === 'refresh_token' ? grantType : 'other'
      counts.tokenRequests[kind] += 1
    },
    reuse: () => void (counts.reuses += 1),
    revocation: () => void (counts.revocations += 1),
    backChannelLogout: (outcome) => void (counts.backChannelLogouts[outcome] += 1),
    apiCall: (outcome) => void (counts.apiCalls[outcome] += 1),
    fault: (name) => void (counts.faults[name] += 1),
    stream: () => {
      streams += 1
      return () => void (streams -= 1)
    },
    openStreams: () => streams,
    read: () => structuredClone(counts),
    reset: () => {
      counts = zero()
    },
  }
}

/** The endpoint that a path below a session's base path names. */
export function endpointOf(rest: string): Endpoint {
  return ENDPOINTS.find((endpoint) => rest === `/${endpoint}`) ?? 'other'
}

function zero() {
  const endpoints = (): Record<Endpoint, number> => ({ peek: 0, refresh: 0, extend: 0, logout: 0, login: 0, callback: 0, other: 0 })
  const faults: Record<FaultName, number> = { dropBefore: 0, dropAfter: 0, unavailable: 0, slow: 0, reject: 0, providerLost: 0 }
  return {
    received: endpoints(),
    handler: endpoints(),
    tokenRequests: { authorization_code: 0, refresh_token: 0, other: 0 },
    reuses: 0,
    revocations: 0,
    backChannelLogouts: { answered: 0, refused: 0 },
    apiCalls: { answered: 0, unauthorized: 0 },
    faults,
  }
}
