import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { toneUrl } from '../test-support/tone.ts'
import { openWorld } from '../testing/world.ts'
import { attachMedia, watchPlayback } from './media.ts'

let audio: HTMLAudioElement
let url: string
const undos: (() => void)[] = []

// Sound needs somebody who has touched the page.
beforeAll(() => userEvent.click(document.body))
beforeEach(() => {
  url = toneUrl(60)
  audio = new Audio(url)
  document.body.append(audio)
})
afterEach(() => {
  for (const undo of undos.splice(0)) undo()
  audio.pause()
  audio.remove()
  URL.revokeObjectURL(url)
  vi.restoreAllMocks()
})

function watch() {
  const told: boolean[] = []
  undos.push(watchPlayback(audio, (playing) => told.push(playing)))
  return told
}

/** Until an event has been heard by everybody. */
function heard(type: string, doing: () => void, target: EventTarget = audio): Promise<void> {
  const promise = new Promise<void>((resolve) => {
    target.addEventListener(type, () => resolve(), { once: true })
  })
  doing()
  return promise
}

const play = () => heard('playing', () => void audio.play())

function hidePage(hidden: boolean) {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(hidden)
  document.dispatchEvent(new Event('visibilitychange'))
}

describe('watchPlayback', () => {
  test('P-35 tells when a recording starts, pauses and goes on', async () => {
    const told = watch()
    expect(told).toEqual([])
    await play()
    await heard('pause', () => audio.pause())
    await play()
    expect(told).toEqual([true, false, true])
  })

  test('P-35 sees at once what is playing already', async () => {
    await play()
    expect(watch()).toEqual([true])
  })

  test('P-35 does not count a recording that has come to its end', async () => {
    const told = watch()
    await play()
    await heard('ended', () => {
      audio.currentTime = audio.duration - 0.05
    })
    expect(told.at(-1)).toBe(false)
  })

  test('P-35 does not count a paused recording that a script moves about in', async () => {
    const told = watch()
    await heard('seeked', () => {
      audio.currentTime = 20
    })
    expect(told).toEqual([])
  })

  test('P-35 does not count while a jump waits for its data, and goes on after it', async () => {
    const told = watch()
    await play()
    await heard('playing', () => {
      audio.currentTime = 20
    })
    expect(told).toEqual([true, false, true])
  })

  test('P-35 does not count what is to play and waits for its first data', async () => {
    URL.revokeObjectURL(url)
    url = URL.createObjectURL(new MediaSource())
    audio.src = url
    const told = watch()
    await heard('waiting', () => void audio.play().catch(() => {}))
    expect([audio.paused, told]).toEqual([false, []])
  })

  test('P-35 does not count an element whose recording is taken away', async () => {
    const told = watch()
    await play()
    await heard('emptied', () => {
      audio.src = 'data:,'
    })
    expect(told).toEqual([true, false])
  })

  test('P-35 does not count playback that stands still', async () => {
    const told = watch()
    await play()
    await heard('ratechange', () => {
      audio.playbackRate = 0
    })
    expect(told).toEqual([true, false])
  })

  test('P-35 counts what can be heard in a hidden page, and what can be seen silently in a shown one, and not silence that nobody sees', async () => {
    const told = watch()
    await play()
    hidePage(true)
    expect(told).toEqual([true])
    await heard('volumechange', () => {
      audio.muted = true
    })
    expect(told).toEqual([true, false])
    hidePage(false)
    expect(told).toEqual([true, false, true])
    hidePage(true)
    await heard('volumechange', () => {
      audio.muted = false
    })
    await heard('volumechange', () => {
      audio.volume = 0
    })
    expect(told).toEqual([true, false, true, false, true, false])
  })

  test('P-35 counts a silent film of a hidden page in a window of its own', async () => {
    audio.muted = true
    const told = watch()
    await play()
    hidePage(true)
    vi.spyOn(document, 'pictureInPictureElement', 'get').mockReturnValue(audio)
    await heard('enterpictureinpicture', () => audio.dispatchEvent(new Event('enterpictureinpicture')))
    expect(told).toEqual([true, false, true])
  })

  test('hears nothing more after its undo', async () => {
    const told = watch()
    await play()
    undos.splice(0).forEach((undo) => undo())
    await heard('pause', () => audio.pause())
    hidePage(true)
    expect(told).toEqual([true])
  })
})

describe('attachMedia', () => {
  async function scene(max: '30m' | '3h') {
    const { world } = openWorld({ user: { sub: 'u1' }, policy: { inactivity: '15m' }, serverLimits: { accessTokenLifetime: '90h' } })
    const { session } = world.tab()
    await world.advance('1s')
    const detach = attachMedia(session, audio, { max })
    undos.push(detach)
    return { world, session, detach }
  }

  test('P-35 keeps a listener signed in while it plays, and from its pause on the limit counts', async () => {
    const { world, session } = await scene('3h')
    await play()
    await world.advance('2h')
    expect(session.getState()).toMatchObject({ status: 'signed-in', warning: null })
    await heard('pause', () => audio.pause())
    await world.advance('15m')
    expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'inactive' } })
  })

  test('P-35 stands for nobody beyond its maximum, though it plays on', async () => {
    const { world, session } = await scene('30m')
    await play()
    await world.advance('44m')
    expect(session.getState().status).toBe('signed-in')
    await world.advance('1m')
    expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'inactive' } })
  })

  test('P-35 stands for nobody once it is detached', async () => {
    const { world, session, detach } = await scene('3h')
    await play()
    detach()
    detach()
    await world.advance('16m')
    expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'inactive' } })
  })

  test('a maximum that is no duration is refused where it is written, before anything plays, and nothing is left behind', async () => {
    const { session } = openWorld({ user: { sub: 'u1' } }).world.tab()
    const listens = vi.spyOn(audio, 'addEventListener')
    // @ts-expect-error 30 what?
    expect(() => attachMedia(session, audio, { max: '30' })).toThrow(expect.objectContaining({ code: 'duration-invalid' }))
    expect(listens).not.toHaveBeenCalled()
  })
})
