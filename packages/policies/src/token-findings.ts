import { LIMIT_KEYS } from '@stillhere/core'
import { type Examined, type Finding, length } from './finding.ts'

/** WCAG 2.2, success criterion 2.2.1. */
const SHORTEST_WARNING_MS = 20_000

/** What is wrong between limits and tokens, and with the leads. */
export function tokenFindings(examined: Examined): readonly Finding[] {
  return [...warnings(examined), ...lead(examined), ...refreshing(examined), ...serverIdle(examined)]
}

function warnings({ policy, limitsMs, tokenMs, refreshLeadMs, place }: Examined): readonly Finding[] {
  const capped = [
    ...(['inactivity', 'serverIdle', 'maxLifetime'] as const).map((key) => [key, limitsMs[key] ?? null] as const),
    ['accessTokenLifetime', tokenMs === null ? null : refreshLeadMs] as const,
  ]
  return capped.flatMap(([key, warnsOfMs]): readonly Finding[] => {
    const leadMs = policy.warningLeadMs[key]
    if (warnsOfMs === null || leadMs === null) return []
    const left = Math.min(leadMs, warnsOfMs / 2)
    if (left >= SHORTEST_WARNING_MS) return []
    const what = key === 'accessTokenLifetime' ? `the refresh lead of ${length(warnsOfMs)}` : `${place}${key} of ${length(warnsOfMs)}`
    return [
      {
        code: 'warning-too-short',
        severity: 'warning',
        explanation: `The warning for ${what} leaves ${length(left)}, because a warning takes half of it at most. People need ${length(SHORTEST_WARNING_MS)} at least to react (WCAG 2.2.1).`,
        remedy: `Let it last ${length(2 * SHORTEST_WARNING_MS)} at least, or use 'none' for that warning and save what people typed.`,
      },
    ]
  })
}

function lead({ policy: { refreshLeadMs: written }, tokenMs }: Examined): readonly Finding[] {
  if (written === null || tokenMs === null || written * 3 <= tokenMs) return []
  const tooLong = written * 2 > tokenMs
  return [
    {
      code: 'lead-eats-token',
      severity: tooLong ? 'error' : 'warning',
      explanation: `refreshLead is ${length(written)} and a token lives for ${length(tokenMs)}: ${tooLong ? 'over half' : 'over a third'} of each token's life is never used, at the price of as many more requests.`,
      remedy: `Write a refreshLead of ${length(Math.floor(tokenMs / 5000) * 1000)}, or leave it out for a fifth of the life.`,
    },
  ]
}

function refreshing({
  limitsMs: { refreshWindow, refreshTokenLifetime, signOnWindow },
  tokenMs,
  refreshLeadMs,
  place,
}: Examined): readonly Finding[] {
  if (tokenMs === null || refreshLeadMs === null) return []
  const bounds = Object.entries({ refreshWindow, refreshTokenLifetime }).flatMap(([key, ms]) => (ms === undefined ? [] : [{ key, ms }]))
  const [shortest] = [...bounds].sort((one, other) => one.ms - other.ms)
  if (shortest === undefined || Math.max(shortest.ms, signOnWindow ?? 0) > tokenMs - refreshLeadMs) return []
  return [
    {
      code: 'token-never-refreshed',
      severity: 'error',
      explanation: `A token lives for ${length(tokenMs)} and is refreshed ${length(refreshLeadMs)} before its end, but ${place}${shortest.key} is ${length(shortest.ms)}: by then nothing can be refreshed any more, and people at work are out after one token.`,
      remedy: `Write a longer ${shortest.key}, or shorter tokens.`,
    },
  ]
}

function serverIdle({ policy, limitsMs, tokenMs, refreshLeadMs, place }: Examined): readonly Finding[] {
  const { serverIdle: idle, inactivity } = limitsMs
  if (idle === undefined || tokenMs === null || refreshLeadMs === null) return []
  const everyMs = tokenMs - refreshLeadMs
  if (everyMs >= idle) {
    return [
      {
        code: 'server-idle-before-refresh',
        severity: 'error',
        explanation: `${place}serverIdle is ${length(idle)}, but a token is refreshed only every ${length(everyMs)}: people who read are out before the first refresh.`,
        remedy: 'Let tokens live shorter than the server waits.',
      },
    ]
  }
  if (policy.refreshWhen === 'active' || (inactivity ?? Infinity) <= idle) return []
  return [
    {
      code: 'server-idle-defeated',
      severity: 'warning',
      explanation: `${place}serverIdle is ${length(idle)}, and the background refresh every ${length(everyMs)} counts as activity there: while a tab is open the limit never comes, whoever is away.`,
      remedy: `To sign people out who are away, write an inactivity of ${length(idle)} as well, or refreshWhen: 'active'. To end only sessions without an open tab or with a sleeping machine, leave it as it is.`,
    },
  ]
}

/** What "remember me" changes that comes to nothing. */
export function rememberedFindings({ policy }: Pick<Examined, 'policy'>): readonly Finding[] {
  const { limitsMs: base, rememberedLimitsMs: remembered } = policy
  if (remembered === null) return []
  const changed = LIMIT_KEYS.filter((key) => remembered[key] !== base[key])
  const pointless = (explanation: string, remedy: string): Finding => ({
    code: 'remembered-pointless',
    severity: 'warning',
    explanation,
    remedy,
  })
  if (changed.length === 0) {
    return [
      pointless(
        'remembered has the same limits as a session without it.',
        'Leave it out, or name the limits that "remember me" is to change.',
      ),
    ]
  }
  const idle = (['inactivity', 'serverIdle'] as const).find((key) => remembered[key] !== undefined && remembered[key] === base[key])
  const longer = (['maxLifetime', 'refreshWindow', 'refreshTokenLifetime', 'signOnWindow'] as const).find(
    (key) => (remembered[key] ?? 0) > (base[key] ?? Infinity),
  )
  if (idle === undefined || longer === undefined) return []
  return [
    pointless(
      `remembered.${longer} is ${length(remembered[longer] ?? 0)}, but ${idle} stays ${length(remembered[idle] ?? 0)}: somebody who comes back the next day is signed out all the same.`,
      `Name a longer remembered.${idle} as well, or leave remembered out.`,
    ),
  ]
}
