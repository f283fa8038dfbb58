import { spawn } from 'node:child_process'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

/**
 * Runs a file on the sources, as they stand, in a process of its own: a mistake is planted where a source is loaded, and stays as long as
 * the process. `text` is what it has written; what it complains of is complained of here.
 */
export function inOwnProcess(file: URL, args: readonly string[]): Promise<{ readonly code: number | null; readonly text: string }> {
  // Half of what a process takes for one world is taking the types out of the same sources.
  const env = { NODE_COMPILE_CACHE: fileURLToPath(new URL('../../../node_modules/.cache/compile', import.meta.url)), ...process.env }
  const all = ['--conditions=@stillhere/source', fileURLToPath(file), ...args]
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, all, { env, stdio: ['ignore', 'pipe', 'inherit'] })
    let text = ''
    child.stdout.setEncoding('utf8')
    child.stdout.on('data', (chunk: string) => (text += chunk))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, text }))
  })
}
