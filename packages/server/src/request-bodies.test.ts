import { REQUEST_HEADER } from '@stillhere/core'
import { expect, test } from 'vitest'
import { type ServerWorld, serverWorld } from './test-support/world.ts'

const PIECE = new Uint8Array(16_384).fill(0x20)

/** A request whose body never ends, and how much of it was taken. */
function endless(path: string): { readonly request: Request; readonly taken: () => number; readonly cancelled: () => boolean } {
  let pieces = 0
  let isCancelled = false
  const body = new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        pieces += 1
        if (pieces > 1000) controller.error(new Error('read without end'))
        else controller.enqueue(PIECE)
      },
      cancel: () => void (isCancelled = true),
    },
    { highWaterMark: 0 },
  )
  const request = new Request(`https://app.example/session${path}`, { ...POST, body })
  return { request, taken: () => pieces * PIECE.length, cancelled: () => isCancelled }
}

const POST = { method: 'POST', headers: { [REQUEST_HEADER]: '1' }, duplex: 'half' } as const

test.each(['/refresh', '/extend', '/logout', '/backchannel-logout'])(
  'a body without end to %s is refused after 64 KiB, in every runtime, and read no further',
  async (path) => {
    const { server, problems } = serverWorld()
    const { request, taken, cancelled } = endless(path)
    expect((await server.handle(request)).status).toBe(413)
    expect(taken()).toBeLessThanOrEqual(65_536 + PIECE.length)
    expect([cancelled(), problems]).toEqual([true, []])
  },
)

test('a body that breaks off is no failure of the store', async () => {
  const { server, problems } = serverWorld()
  const body = new ReadableStream({ pull: (controller) => controller.error(new Error('gone')) })
  expect((await server.handle(new Request('https://app.example/session/refresh', { ...POST, body }))).status).toBe(400)
  expect(problems).toEqual([])
})

test.each([
  ['in one piece', (text: Uint8Array) => [text]],
  ['in pieces that cut a letter in two', (text: Uint8Array) => [text.slice(0, 40), text.slice(40)]],
])('a body that arrives %s is read', async (_how, cut) => {
  const world: ServerWorld = serverWorld({ postLogoutPath: '/home' })
  await world.browser.signIn()
  const text = new TextEncoder().encode(JSON.stringify({ reason: 'signed-out', returnTo: '/caf\u00E9' }))
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (const piece of cut(text)) controller.enqueue(piece)
      controller.close()
    },
  })
  expect((await world.browser.send('/logout', { ...POST, body })).status).toBe(200)
  const state = new URL((await world.browser.send('/leave')).headers.get('location') ?? '').searchParams.get('state')
  expect((await world.browser.send(`/signed-out?state=${state}`)).headers.get('location')).toBe('https://app.example/caf%C3%A9')
})
