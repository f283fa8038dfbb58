import type { Deadline, ResolvedPolicy } from '@stillhere/core'
import type { Outlook } from './use-outlook.ts'
import { inShort } from './scale.ts'

/** What an onlooker should keep an eye on, in their own seconds: a sentence for each thing, the nearest first. */
export function watchNext({ now, deadlines, standing }: Outlook, rate: number, leads: ResolvedPolicy['warningLeadMs']): readonly string[] {
  const real = (at: number) => inShort((at - now) / rate)
  if (deadlines.length === 0) return ['Sign in, and it begins.']
  if (standing.warning !== null) {
    const { endsAt, extendable } = standing.warning
    return [`In ${real(endsAt)} you are out, ${extendable ? 'unless you stay' : 'whatever you do'}.`]
  }
  const token = deadlines.find((one) => one.refreshAt !== null)
  const limit = deadlines.find((one) => one !== token)
  return [
    ...(token ? [tokenSentence(token, standing.refresh, opensAt(token, leads.accessTokenLifetime), real)] : []),
    ...(limit ? [limitSentence(limit, real)] : []),
  ]
}

/** When the dialog would warn of the token's end, which it does only if no refresh succeeds: half the refresh's lead before it at most. */
function opensAt({ endsAt, refreshAt }: Deadline, leadMs: number | null): number | null {
  return leadMs === null || refreshAt === null ? null : endsAt - Math.min(leadMs, (endsAt - refreshAt) / 2)
}

function tokenSentence(
  { refreshAt, endsAt }: Deadline,
  refresh: Outlook['standing']['refresh'],
  dialogAt: number | null,
  real: (at: number) => string,
): string {
  const otherwise = dialogAt === null ? `it is over in ${real(endsAt)}` : `the dialog opens in ${real(dialogAt)}`
  switch (refresh.status) {
    case 'idle':
      return `In ${real(refreshAt ?? endsAt)} the token is refreshed, unseen; unless that works ${otherwise}.`
    case 'running':
      return `The token is being refreshed; unless that works ${otherwise}.`
    case 'retrying':
      return `In ${real(refresh.nextAt)} the refresh is tried again; unless that works ${otherwise}.`
    case 'failed':
      return `No refresh works any more: it is over in ${real(endsAt)}.`
    default:
      return refresh satisfies never
  }
}

const DIALOG: Readonly<Record<Deadline['reason'], string>> = {
  'token-expired': 'says that you are about to be out',
  'refresh-expired': 'says that nothing can be renewed any more',
  inactive: 'asks whether you are still here, unless you do something in a tab',
  'server-idle': 'asks whether you are still here, unless the server hears of you',
  'max-lifetime': 'says that time is nearly up, whatever you do',
}

function limitSentence({ reason, warnAt, endsAt }: Deadline, real: (at: number) => string): string {
  if (warnAt === null) return `In ${real(endsAt)} you are out, without a warning.`
  return `In ${real(warnAt)} the dialog ${DIALOG[reason]}; in ${real(endsAt)} you would be out.`
}
