import { listen } from '../browser/platform.ts'
import { type Duration, parseDuration } from '../engine/duration.ts'
import { createActivityHold, type HoldingSession } from './activity-hold.ts'

/** Jumps are heard of as well: what they wait for and that they go on. The end is a pause. */
const PLAYING = ['playing', 'pause', 'waiting', 'emptied', 'ratechange', 'volumechange']
const SEEN = ['enterpictureinpicture', 'leavepictureinpicture']

/** Options of {@link attachMedia}. */
export interface MediaOptions {
  /** The longest that playback stands for a person after they were last seen in this page. */
  readonly max: Duration
  /** What it is called where leases are shown. Default `'playback'`. */
  readonly label?: string
}

/**
 * Playback stands for presence: a lecture, a call, a recording that somebody listens to. Only what {@link watchPlayback} calls playing
 * does. Returns its undo.
 *
 * @throws StillhereError `duration-invalid` when `max` is no duration.
 * @example
 * const detach = attachMedia(session, document.querySelector('video'), { max: '2h' })
 */
export function attachMedia(session: HoldingSession, media: HTMLMediaElement, { label = 'playback', max }: MediaOptions): () => void {
  // Refused here and not at the first sound, when it would leave listeners behind.
  parseDuration(max)
  const hold = createActivityHold(session)
  const stop = watchPlayback(media, (playing) => {
    if (playing) hold.hold(label, { max })
    else hold.release()
  })
  return () => {
    stop()
    hold.detach()
  }
}

/**
 * Tells whether something is playing that a person can follow, at once and then whenever that changes. It is not while it is paused, has
 * ended or waits for data, nor while it can be neither seen nor heard: silent (muted, or volume 0) in a page that is hidden, unless it
 * plays in a picture-in-picture window. Sound in a hidden page can be heard, and a silent film in a shown one can be seen. Where in the
 * page the element stands, and whether a film has sound at all, is not looked at. Returns its undo.
 *
 * @example
 * const stop = watchPlayback(video, (playing) => console.log(playing ? 'on' : 'off'))
 */
export function watchPlayback(media: HTMLMediaElement, changed: (playing: boolean) => void): () => void {
  const { ownerDocument } = media
  let told = false
  const look = () => {
    const playing = isPlaying(media) && canBeFollowed(media)
    if (playing === told) return
    told = playing
    changed(playing)
  }
  const undos = [listen(media, [...PLAYING, ...SEEN], look), listen(ownerDocument, ['visibilitychange'], look)]
  look()
  return () => {
    for (const undo of undos) undo()
  }
}

function isPlaying({ paused, playbackRate, readyState, HAVE_CURRENT_DATA }: HTMLMediaElement): boolean {
  return !paused && playbackRate !== 0 && readyState > HAVE_CURRENT_DATA
}

function canBeFollowed(media: HTMLMediaElement): boolean {
  const { muted, volume, ownerDocument } = media
  return !ownerDocument.hidden || (!muted && volume > 0) || ownerDocument.pictureInPictureElement === media
}
