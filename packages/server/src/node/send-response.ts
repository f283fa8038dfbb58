import type { ServerResponse } from 'node:http'

/**
 * A Fetch answer through a Node response: each piece of its body goes out as it comes, no faster than the client takes it, and an
 * event stream begins before its first event. Several `Set-Cookie` stay several. When the client goes away the body is cancelled.
 *
 * @example
 * await sendResponse(Response.json({ ready: true }), outgoing)
 */
export async function sendResponse(response: Response, outgoing: ServerResponse): Promise<void> {
  const reader = response.body?.getReader()
  // A client that is gone is nobody's failure.
  if (outgoing.destroyed) return reader?.cancel().catch(() => {})
  const cookies = response.headers.getSetCookie()
  const headers = Object.fromEntries([...response.headers].filter(([name]) => name !== 'set-cookie'))
  outgoing.writeHead(response.status, { ...headers, ...(cookies.length > 0 && { 'set-cookie': cookies }) })
  if (!reader || outgoing.req.method === 'HEAD') {
    outgoing.end()
    return reader?.cancel().catch(() => {})
  }
  if (response.headers.get('content-type')?.startsWith('text/event-stream')) outgoing.flushHeaders()
  const leave = (): void => void reader.cancel().catch(() => {})
  outgoing.once('close', leave)
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) if (!outgoing.write(piece.value)) await taken(outgoing)
    outgoing.end()
  } catch (error) {
    // Too late for another status: a connection that breaks off says that the answer is not whole.
    outgoing.destroy()
    throw error
  } finally {
    outgoing.off('close', leave)
  }
}

/** The client has taken what was written, or is gone. */
function taken(outgoing: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      outgoing.off('drain', done)
      outgoing.off('close', done)
      resolve()
    }
    if (outgoing.destroyed) return resolve()
    outgoing.on('drain', done)
    outgoing.on('close', done)
  })
}
