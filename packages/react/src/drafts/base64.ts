/** A multiple of three, so that the pieces can be put together, and few enough to be arguments of one call. */
const PIECE = 0x3000

export function toBase64(data: Uint8Array): string {
  let text = ''
  for (let at = 0; at < data.length; at += PIECE) text += btoa(String.fromCharCode(...data.subarray(at, at + PIECE)))
  return text
}

/** @throws DOMException when the text is none. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}
