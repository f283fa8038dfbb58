import { readdir, readFile } from 'node:fs/promises'
import process from 'node:process'

/** Stops every process below `root` whose command line `runsPages`, and continues them however `work` ends. Linux only. */
export async function whileStopped(root: number, runsPages: (command: string) => boolean, work: () => Promise<void>): Promise<void> {
  const found = (await below(root)).filter(({ command }) => runsPages(command))
  if (found.length === 0) throw new Error(`No process below ${root} runs pages.`)
  for (const { pid } of found) process.kill(pid, 'SIGSTOP')
  try {
    await work()
  } finally {
    for (const { pid } of found) process.kill(pid, 'SIGCONT')
  }
}

interface Running {
  readonly pid: number
  readonly parent: number
  readonly command: string
}

async function below(root: number): Promise<readonly Running[]> {
  const all = await everything()
  const found = new Set([root])
  // Parents are not always started before their children are listed, so it goes on until nothing new is found.
  for (let before = 0; before !== found.size;) {
    before = found.size
    for (const { pid, parent } of all) if (found.has(parent)) found.add(pid)
  }
  return all.filter(({ pid }) => pid !== root && found.has(pid))
}

async function everything(): Promise<readonly Running[]> {
  const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 0)
  const looks = await Promise.allSettled(
    pids.map(async (pid) => {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
      const command = await readFile(`/proc/${pid}/cmdline`, 'utf8')
      // The name between the brackets may hold blanks and brackets itself.
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
      return { pid, parent, command: command.replaceAll('\0', ' ') }
    }),
  )
  return looks.flatMap((look) => (look.status === 'fulfilled' ? [look.value] : []))
}
