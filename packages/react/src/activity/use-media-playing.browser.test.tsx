import { act, cleanup, render, waitFor } from '@testing-library/react'
import { useRef } from 'react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { useActivityHold, useMediaPlaying } from '../index.ts'
import { StrictPage } from '../test-support/strict-page.tsx'
import { createWorld } from '../testing/index.ts'

/** A film of one frame: silent, endless, made without a network. */
let film: MediaStream

beforeEach(() => {
  const canvas = document.createElement('canvas')
  canvas.getContext('2d')?.fillRect(0, 0, 1, 1)
  film = canvas.captureStream()
})
afterEach(() => {
  cleanup()
  for (const track of film.getTracks()) track.stop()
})

function Lecture({ shown = true }: { readonly shown?: boolean }) {
  const video = useRef<HTMLVideoElement>(null)
  const playing = useMediaPlaying(video)
  useActivityHold('lecture', { while: playing, max: '2h' })
  return (
    <>
      <output>{playing ? 'playing' : 'still'}</output>
      {shown && <video ref={video} muted />}
    </>
  )
}

async function scene() {
  const world = createWorld({ user: { sub: 'ada' }, policy: { inactivity: '15m' }, serverLimits: { accessTokenLifetime: '90h' } })
  const { session } = world.tab()
  await world.advance('1m')
  const page = (shown: boolean) => (
    <StrictPage session={session}>
      <Lecture shown={shown} />
    </StrictPage>
  )
  const { rerender, container } = render(page(true))
  return {
    world,
    session,
    show: (shown: boolean) => rerender(page(shown)),
    /** What it says, once it says this and what follows from it has been done. */
    async says(text: 'playing' | 'still') {
      const said = () => container.querySelector('output')?.textContent
      await waitFor(() => expect(said()).toBe(text))
      await act(async () => {})
      return said()
    },
    async play() {
      const video = container.querySelector('video')
      if (video === null) throw new Error('There is no video.')
      video.srcObject = film
      await video.play()
      return video
    },
  }
}

test('P-35 a film that plays stands for whoever watches it, until it is paused', async () => {
  const { world, session, says, play } = await scene()
  expect(await says('still')).toBe('still')
  const video = await play()
  expect(await says('playing')).toBe('playing')
  await world.advance('1h')
  expect(session.getState()).toMatchObject({ status: 'signed-in', warning: null })
  video.pause()
  expect(await says('still')).toBe('still')
  await world.advance('15m')
  expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'inactive' } })
})

test('P-35 follows the element that the component shows: one that is gone plays nothing, one that comes is heard', async () => {
  const { show, says, play } = await scene()
  await play()
  expect(await says('playing')).toBe('playing')
  show(false)
  expect(await says('still')).toBe('still')
  show(true)
  expect(await says('still')).toBe('still')
  await play()
  expect(await says('playing')).toBe('playing')
})
