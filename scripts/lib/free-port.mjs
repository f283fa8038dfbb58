import { createServer } from 'node:net'

/** @returns {Promise<number>} A port of this machine that nobody listens to, for a program that cannot choose one itself. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('The port has no number.'))))
    })
  })
}
