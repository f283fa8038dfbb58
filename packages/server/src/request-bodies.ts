import type { WireLogout, WireRefresh } from '@stillhere/core'
import { isEndReason, isObject, readJson } from './record.ts'
import { returnPath } from './return-path.ts'

/** As much as a browser sends along with a page that is being left (Fetch, `keepalive`). */
export const LONGEST_BODY = 65_536

/** What came with a request, or the status that it deserves: 413 for more than {@link LONGEST_BODY}, 400 for what broke off. */
export type BodyText = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly status: 400 | 413 }

/** Reads no more than is allowed: what strangers send is not to fill the memory of a runtime that has no bound of its own. */
export async function bodyText({ body }: Request): Promise<BodyText> {
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  try {
    const reader = body?.getReader()
    for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
      size += piece.value.byteLength
      if (size > LONGEST_BODY) {
        reader?.cancel().catch(() => {})
        return { ok: false, status: 413 }
      }
      text += decoder.decode(piece.value, { stream: true })
    }
    return { ok: true, text: text + decoder.decode() }
  } catch {
    return { ok: false, status: 400 }
  }
}

/** Body of `refresh` and `extend`, or null. */
export function readRefresh(text: string): WireRefresh | null {
  const body = readJson(text)
  const seconds = isObject(body) ? body['minValiditySeconds'] : undefined
  return typeof seconds === 'number' && seconds >= 0 ? { minValiditySeconds: seconds } : null
}

/** Body of `logout`, its path checked and normalised, or null. A path that is refused counts as none: the session ends all the same. */
export function readLogout(text: string, origin: string): WireLogout | null {
  const body = readJson(text)
  if (!isObject(body) || !isEndReason(body['reason'])) return null
  return { reason: body['reason'], returnTo: returnPath(body['returnTo'], origin) }
}
