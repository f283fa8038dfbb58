// What Bun, Deno and workers do with `export default { fetch }`, in Node: started by the test of the examples.
import { createServer } from 'node:http'
import app from '../../examples/fetch.ts'
import { sendResponse } from '../node/index.ts'

createServer((incoming, outgoing) => {
  void app.fetch(new Request(`http://inner.example:1${incoming.url}`)).then((answer) => sendResponse(answer, outgoing))
}).listen(Number(process.env['PORT']), '127.0.0.1')
