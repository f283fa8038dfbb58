import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/**
 * Writes files into a new folder of their own, outside the workspace, hands it over, and takes it away again.
 *
 * @template Result
 * @param {Record<string, string>} planted Text by path.
 * @param {(root: string) => Result | Promise<Result>} look
 * @returns {Promise<Result>}
 */
export async function withPlanted(planted, look) {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'stillhere-planted-')))
  try {
    for (const [file, text] of Object.entries(planted)) {
      const at = path.join(root, file)
      mkdirSync(path.dirname(at), { recursive: true })
      writeFileSync(at, text)
    }
    return await look(root)
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}
