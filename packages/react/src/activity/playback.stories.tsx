import type { Meta, StoryObj } from '@storybook/react-vite'
import { useEffect, useRef } from 'react'
import { expect, fireEvent, screen, waitFor } from 'storybook/test'
import { useActivityHold, useMediaPlaying } from '../index.ts'
import { LiveScene, Standing } from '../test-support/live-scene.tsx'
import { inEnglish } from '../test-support/story-messages.ts'
import { chimesUrl } from '../test-support/chimes.ts'

/**
 * Press play and take your hands off: the time left stands still. Pause, drag, mute, switch to another tab, or let it come to its end, and
 * see what counts. Silence in a page that nobody sees does not. Film and sound are made in this page.
 */
const meta: Meta = { title: 'Activity/Playback', parameters: { controls: { disable: true } } }
export default meta

function Counts({ playing }: { readonly playing: boolean }) {
  return (
    <Standing active={playing}>
      {playing
        ? 'Playback stands for you, up to 30 minutes after you last touched this page.'
        : 'Nothing stands for you: only what you do counts.'}
    </Standing>
  )
}

function Lecture() {
  const video = useRef<HTMLVideoElement>(null)
  const playing = useMediaPlaying(video)
  useActivityHold('lecture', { while: playing, max: '30m' })
  useEffect(() => {
    const canvas = document.createElement('canvas')
    Object.assign(canvas, { width: 640, height: 360 })
    const draw = () => drawFrame(canvas)
    draw()
    const film = canvas.captureStream()
    const timer = setInterval(draw, 100)
    if (video.current) video.current.srcObject = film
    return () => {
      clearInterval(timer)
      for (const track of film.getTracks()) track.stop()
    }
  }, [])
  return (
    <>
      <section className="live-card" aria-label="Lecture">
        <video ref={video} controls muted playsInline aria-label="Fire safety, part 3" />
      </section>
      <Counts playing={playing} />
    </>
  )
}

/** A pendulum: something to watch. */
function drawFrame(canvas: HTMLCanvasElement): void {
  const pen = canvas.getContext('2d')
  if (pen === null) return
  const angle = Math.sin(performance.now() / 700) * 0.7
  const [x, y] = [320 + 220 * Math.sin(angle), 20 + 220 * Math.cos(angle)]
  pen.fillStyle = '#14202b'
  pen.fillRect(0, 0, 640, 360)
  pen.strokeStyle = pen.fillStyle = '#9fd3dc'
  pen.lineWidth = 3
  pen.beginPath()
  pen.moveTo(320, 20)
  pen.lineTo(x, y)
  pen.stroke()
  pen.beginPath()
  pen.arc(x, y, 26, 0, 2 * Math.PI)
  pen.fill()
}

function Recording() {
  const audio = useRef<HTMLAudioElement>(null)
  const playing = useMediaPlaying(audio)
  useActivityHold('recording', { while: playing, max: '30m' })
  useEffect(() => {
    const url = chimesUrl(20)
    if (audio.current) audio.current.src = url
    return () => URL.revokeObjectURL(url)
  }, [])
  return (
    <>
      <section className="live-card" aria-label="Recording">
        <audio ref={audio} controls aria-label="Call with the tenant">
          <track kind="captions" srcLang="en" label="English" src="data:text/vtt,WEBVTT" />
        </audio>
      </section>
      <Counts playing={playing} />
    </>
  )
}

export const OfASilentFilm: StoryObj = {
  name: 'Of a silent film',
  render: () => (
    <LiveScene title="Fire safety, part 3">
      <Lecture />
    </LiveScene>
  ),
  play: inEnglish(async () => {
    const video = await screen.findByLabelText<HTMLVideoElement>('Fire safety, part 3')
    await expect(screen.getByText(/Nothing stands for you/)).toBeVisible()
    await video.play()
    await waitFor(() => expect(screen.getByText(/Playback stands for you/)).toBeVisible())
    video.pause()
    await waitFor(() => expect(screen.getByText(/Nothing stands for you/)).toBeVisible())
  }),
}

export const OfARecording: StoryObj = {
  name: 'Of a recording',
  render: () => (
    <LiveScene title="Call with the tenant">
      <Recording />
    </LiveScene>
  ),
  play: inEnglish(async () => {
    const audio = await screen.findByLabelText<HTMLAudioElement>('Call with the tenant')
    await waitFor(() => expect(audio.duration).toBe(20))
    void fireEvent.seeked(audio)
    await expect(screen.getByText(/Nothing stands for you/)).toBeVisible()
  }),
}
