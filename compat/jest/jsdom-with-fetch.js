const { TestEnvironment } = require('jest-environment-jsdom')

/** Jest's jsdom takes away what Node has of the Fetch Standard; `createSessionFetch` needs it, as browsers have it. */
module.exports = class extends TestEnvironment {
  async setup() {
    await super.setup()
    Object.assign(this.global, { fetch, Headers, Request, Response, AbortController, AbortSignal })
  }
}
