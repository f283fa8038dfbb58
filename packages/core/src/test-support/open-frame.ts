/** A frame in the page with this content, once it has loaded. `sandbox`: none when left out. */
export async function openFrame(content: string, sandbox?: string): Promise<HTMLIFrameElement> {
  const frame = document.createElement('iframe')
  frame.title = 'Letter'
  if (sandbox !== undefined) frame.setAttribute('sandbox', sandbox)
  frame.srcdoc = content
  const ready = loaded(frame)
  document.body.append(frame)
  await ready
  return frame
}

/** The next time that the frame has loaded something. */
export function loaded(frame: HTMLIFrameElement): Promise<unknown> {
  return new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
}
