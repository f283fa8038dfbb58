import { type Examined, type Finding, length } from './finding.ts'

const DAY_MS = 86_400_000

/** What is wrong with the limits among themselves. */
export function limitFindings(examined: Examined): readonly Finding[] {
  return [...maximum(examined), ...inactivity(examined), ...neverBinding(examined)]
}

function maximum({ limitsMs: { maxLifetime, refreshTokenLifetime, signOnWindow }, place }: Examined): readonly Finding[] {
  // Where nothing but a refresh token renews, the session is over with the last access token that it brought.
  const tokens = signOnWindow === undefined ? refreshTokenLifetime : undefined
  const longest = maxLifetime ?? tokens
  if (longest === undefined) {
    return [
      {
        code: 'no-maximum',
        severity: 'warning',
        explanation: `There is no ${place}maxLifetime, so a session that is used, or only refreshed, never ends by itself.`,
        remedy: 'Write a maxLifetime, like 8h, or make sure that the backend ends sessions and says when.',
      },
    ]
  }
  if (longest <= DAY_MS) return []
  const [key, instead] = maxLifetime === undefined ? ['refreshTokenLifetime', 'a maxLifetime of 24h'] : ['maxLifetime', '24h']
  return [
    {
      code: 'maximum-over-a-day',
      severity: 'warning',
      explanation: `${place}${key} is ${length(longest)}, over ${length(DAY_MS)}: a stolen session is good for as long.`,
      remedy: `Write ${instead} or less, or write down why people have to stay signed in for longer.`,
    },
  ]
}

function inactivity({ limitsMs, policy, tokenMs, place }: Examined): readonly Finding[] {
  const { inactivity: limit, maxLifetime, refreshWindow, refreshTokenLifetime } = limitsMs
  if (limit === undefined) return []
  const tokens = tokensEnd()
  if (tokens !== null && tokens.ms < limit) {
    return [
      {
        code: 'inactivity-above-tokens',
        severity: 'error',
        explanation: `${place}inactivity is ${length(limit)}, but the tokens last ${length(tokens.ms)} at most (${tokens.because}): people are out earlier than the limit says.`,
        remedy: `Write an inactivity of ${length(tokens.ms)} or less, or let the tokens last longer.`,
      },
    ]
  }
  if (maxLifetime === undefined || maxLifetime > limit) return []
  return [
    {
      code: 'maximum-below-inactivity',
      severity: 'error',
      explanation: `${place}maxLifetime is ${length(maxLifetime)} and inactivity ${length(limit)}: the session is always over before anybody was away for that long.`,
      remedy: 'Write a shorter inactivity or a longer maxLifetime.',
    },
  ]

  function tokensEnd(): { readonly ms: number; readonly because: string } | null {
    // Where renewing may pause for the whole session, the tokens' life and the session's are one figure.
    if (maxLifetime !== undefined && refreshWindow !== undefined && refreshWindow >= maxLifetime) {
      return { ms: maxLifetime, because: `the session is over after its refresh window of ${length(maxLifetime)}` }
    }
    if (refreshTokenLifetime !== undefined && limitsMs.signOnWindow === undefined) {
      const ms = refreshTokenLifetime + (tokenMs ?? 0)
      if (ms < (maxLifetime ?? Infinity)) return { ms, because: `refreshTokenLifetime is ${length(refreshTokenLifetime)}` }
    }
    if (policy.refreshWhen !== 'active') return null
    if (policy.onTokenExpiry === 'end' && tokenMs !== null) {
      return { ms: tokenMs, because: `refreshWhen is 'active' and onTokenExpiry 'end', and a token lives for ${length(tokenMs)}` }
    }
    if (refreshWindow === undefined) return null
    // One refresh may follow the last activity, a token's life later at most.
    const gapMs = Math.max(refreshWindow, limitsMs.signOnWindow ?? 0)
    return { ms: gapMs + (tokenMs ?? 0), because: `refreshWhen is 'active', and nothing renews ${length(gapMs)} after the last refresh` }
  }
}

function neverBinding({ limitsMs, place }: Examined): readonly Finding[] {
  const { serverIdle, maxLifetime, refreshWindow, refreshTokenLifetime, signOnWindow } = limitsMs
  const never = (key: string, ms: number, other: string, otherMs: number): Finding => ({
    code: 'limit-never-binds',
    severity: 'warning',
    explanation: `${place}${key} is ${length(ms)} and ${other} ${length(otherMs)}: ${other} is always there first, so ${key} does nothing.`,
    remedy: `Leave ${key} out, or write a figure on the other side of ${length(otherMs)}.`,
  })
  const findings: Finding[] = []
  if (maxLifetime !== undefined) {
    if (serverIdle !== undefined && serverIdle >= maxLifetime) findings.push(never('serverIdle', serverIdle, 'maxLifetime', maxLifetime))
    // Of the same length they are two names of one limit, which presets use.
    for (const [key, ms] of Object.entries({ refreshWindow, refreshTokenLifetime })) {
      if (ms !== undefined && ms > maxLifetime) findings.push(never(key, ms, 'maxLifetime', maxLifetime))
    }
  }
  if (refreshWindow !== undefined && refreshTokenLifetime !== undefined && refreshWindow > refreshTokenLifetime) {
    findings.push(never('refreshWindow', refreshWindow, 'refreshTokenLifetime', refreshTokenLifetime))
  }
  // The longer of the two ways counts, so here it is the shorter one that does nothing.
  if (signOnWindow !== undefined && refreshWindow !== undefined && refreshTokenLifetime === undefined && signOnWindow < refreshWindow) {
    findings.push({
      code: 'limit-never-binds',
      severity: 'note',
      explanation: `${place}signOnWindow is ${length(signOnWindow)} and refreshWindow ${length(refreshWindow)}: while the refresh token is alive nobody needs the sign-on session.`,
      remedy: `Nothing needs to be done. To sign people out after ${length(signOnWindow)}, shorten refreshWindow as well.`,
    })
  }
  return findings
}
