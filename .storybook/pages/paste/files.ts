import { atItsLine, optionsFrom } from './options.ts'
import {
  authIt,
  type AuthItOptions,
  cortezaFromEnv,
  type Duration,
  ias,
  type IasOptions,
  policyFromJson,
  privxFromToml,
  readDuration,
  type SessionPolicy,
  spektr,
  StillhereError,
  toDuration,
} from './policies.ts'

/** What settings can be pasted of. */
export type FileKind = 'spektr' | 'ias' | 'privx' | 'auth-it' | 'corteza' | 'policy'

/** What stands in no file of PrivX. As somebody types it. */
export interface PrivxFigures {
  readonly accessTokenLifetime: string
  /** '' for no limit. */
  readonly inactivityLimitSeconds: string
}

/** What became of what was pasted. */
export type Pasted = { readonly policy: SessionPolicy } | { readonly refused: string; readonly page: string }

export const FILES: readonly {
  readonly kind: FileKind
  readonly name: string
  /** null where there is nothing to set. */
  readonly file: string | null
  readonly example: string
}[] = [
  { kind: 'spektr', name: 'spektr', file: null, example: '' },
  {
    kind: 'ias',
    name: 'IAS',
    file: 'ias.json',
    example:
      '{\n  "client": "web",\n  "accessTokenLifetime": "5m",\n  "refreshTokenInactiveLifetime": "20m",\n  "refreshTokenAbsoluteLifetime": "8h"\n}\n',
  },
  {
    kind: 'privx',
    name: 'PrivX',
    file: 'oauth-shared-config.toml',
    example: '[auth]\nrefresh_token_valid = "30m"\nsession_valid = "24h"\n',
  },
  {
    kind: 'auth-it',
    name: 'Auth.it',
    file: 'auth-it.json',
    example: '{\n  "accessTokenLifespanSeconds": 300,\n  "sessionIdleTimeoutSeconds": 1800,\n  "maximumSessionLifespanSeconds": 36000\n}\n',
  },
  {
    kind: 'corteza',
    name: 'Corteza',
    file: '.env',
    example:
      'AUTH_OAUTH2_ACCESS_TOKEN_LIFETIME=2m\nAUTH_OAUTH2_REFRESH_TOKEN_LIFETIME=2m\nAUTH_SESSION_LIFETIME=2m\nAUTH_SESSION_PERM_LIFETIME=0\n',
  },
  {
    kind: 'policy',
    name: 'A policy of your own',
    file: 'policy.json',
    example: '{\n  "accessTokenLifetime": "5m",\n  "inactivity": "15m",\n  "maxLifetime": "8h"\n}\n',
  },
]

const IAS_KEYS = ['client', 'sensitive', 'accessTokenLifetime', 'refreshTokenInactiveLifetime', 'refreshTokenAbsoluteLifetime'] as const
const AUTH_IT_KEYS = ['accessTokenLifespanSeconds', 'sessionIdleTimeoutSeconds', 'maximumSessionLifespanSeconds'] as const

/** The policy in a text, or the error with file, line, key, value and rule. */
export function readPasted(kind: FileKind, text: string, figures: PrivxFigures): Pasted {
  try {
    return { policy: policyOf(kind, text, figures) }
  } catch (error) {
    if (error instanceof StillhereError) return { refused: error.message, page: error.code }
    throw error
  }
}

function policyOf(kind: FileKind, text: string, { accessTokenLifetime, inactivityLimitSeconds }: PrivxFigures): SessionPolicy {
  switch (kind) {
    case 'spektr':
      return spektr()
    case 'ias':
      return atItsLine(text, 'ias.json', () => ias(optionsFrom<IasOptions>(text, 'ias.json', IAS_KEYS)))
    case 'auth-it':
      return atItsLine(text, 'auth-it.json', () => authIt(optionsFrom<AuthItOptions>(text, 'auth-it.json', AUTH_IT_KEYS)))
    case 'privx':
      return privxFromToml(text, {
        accessTokenLifetime: lifeOf(accessTokenLifetime),
        // As it is in force there: what is wrong with it, the check says.
        ...(inactivityLimitSeconds !== '' && { sessionInactivityLimitSeconds: Number(inactivityLimitSeconds), limitSavedEarlier: true }),
      })
    case 'corteza':
      return cortezaFromEnv(text)
    case 'policy':
      return policyFromJson(text, 'policy.json')
    default:
      return kind satisfies never
  }
}

function lifeOf(written: string): Duration {
  return toDuration(readDuration(written.trim()))
}
