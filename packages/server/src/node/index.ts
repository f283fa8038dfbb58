export { sendResponse } from './send-response.ts'
export { type NodeListener, toNodeListener } from './to-node-listener.ts'
export { toRequest, UnreadableRequestError } from './to-request.ts'
