import { createServer } from 'node:net'

const HOST = '127.0.0.1'

/**
 * A port of this machine that nobody listens to, for a program that cannot choose one itself.
 *
 * @param {number} [preferred] Taken where it is free. Default: any.
 * @returns {Promise<number>}
 * @throws Error when no port is free.
 */
export async function freePort(preferred = 0) {
  const port = (await canListen(preferred)) ?? (await canListen(0))
  if (port === null) throw new Error(`No port of ${HOST} is free.`)
  return port
}

/**
 * @param {number} port
 * @returns {Promise<number | null>}
 */
function canListen(port) {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(null))
    probe.listen({ host: HOST, port, exclusive: true }, () => {
      const address = probe.address()
      probe.close(() => resolve(address !== null && typeof address === 'object' ? address.port : null))
    })
  })
}
