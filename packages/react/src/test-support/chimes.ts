const RATE = 8000

/** The address of a recording of so many seconds, made here: no network. Release it with `URL.revokeObjectURL`. */
export function chimesUrl(seconds: number): string {
  const samples = Uint8Array.from({ length: RATE * seconds }, (_, at) => 128 + chime(at / RATE))
  // 'RIFF' size 'WAVE' 'fmt ' 16, PCM in one channel, rate, bytes a second, a byte each, 'data' size
  const head = [0x46464952, 36 + samples.length, 0x45564157, 0x20746d66, 16, 0x10001, RATE, RATE, 0x80001, 0x61746164, samples.length]
  return URL.createObjectURL(new Blob([Uint32Array.from(head), samples], { type: 'audio/wav' }))
}

/** Every two seconds a soft note, each a little higher than the one before. */
function chime(second: number): number {
  const note = Math.floor(second / 2) % 8
  const since = second % 2
  return 24 * Math.exp(-3 * since) * Math.sin(2 * Math.PI * 220 * 2 ** (note / 8) * since)
}
