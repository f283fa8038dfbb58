import { spawn } from 'node:child_process'
import process from 'node:process'
import { Builder, Capabilities, type WebDriver } from 'selenium-webdriver'
import { miniBrowserPath, WEBKIT_DRIVER } from '../../../scripts/engines.mjs'
import { freePort } from '../../../scripts/lib/free-port.mjs'
import type { Engine, EngineTab } from '../engine.ts'
import { whileStopped } from './page-processes.ts'

/** WebKit with the GTK port, on a screen that nobody sees. Its profile is of the kind that private windows have: nothing of it is kept. */
export async function launchWebKit(): Promise<Engine> {
  const binary = miniBrowserPath()
  if (binary === null) throw new Error('WebKitGTK is not installed. Install webkit2gtk-driver, xvfb and xauth.')
  const port = await freePort()
  const server = spawn('xvfb-run', ['-a', WEBKIT_DRIVER, `--port=${port}`, '--host=127.0.0.1'], {
    detached: true,
    stdio: 'ignore',
    env: {
      ...process.env,
      WEBKIT_DISABLE_COMPOSITING_MODE: '1',
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
      LIBGL_ALWAYS_SOFTWARE: '1',
    },
  })
  const stop = () => {
    if (server.pid !== undefined && server.exitCode === null) process.kill(-server.pid, 'SIGTERM')
  }
  try {
    const url = `http://127.0.0.1:${port}`
    await answering(url)
    const driver = await new Builder()
      .usingServer(url)
      .withCapabilities(new Capabilities({ browserName: 'MiniBrowser', 'webkitgtk:browserOptions': { binary, args: ['--automation'] } }))
      .build()
    await driver.manage().setTimeouts({ script: 60_000, pageLoad: 60_000 })
    const version = (await driver.getCapabilities()).getBrowserVersion() ?? 'unknown'
    const inTurn = queue()
    const first = await driver.getWindowHandle()
    return {
      name: 'WebKitGTK',
      version,
      open: (at) =>
        inTurn(async () => {
          await driver.switchTo().window(first)
          await driver.switchTo().newWindow('window')
          const tab = webDriverTab(driver, await driver.getWindowHandle(), inTurn)
          await driver.get(at)
          return tab
        }),
      whilePagesAreStopped: (work) => whileStopped(server.pid ?? 0, (command) => command.includes('WebKitWebProcess'), work),
      close: async () => {
        await driver.quit().finally(stop)
      },
    }
  } catch (error) {
    stop()
    throw error
  }
}

type InTurn = <T>(work: () => Promise<T>) => Promise<T>

/** WebDriver speaks to one window at a time, so whoever speaks to another one waits. */
function queue(): InTurn {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work, work)
    last = mine.catch(() => {})
    return mine
  }
}

function webDriverTab(driver: WebDriver, handle: string, inTurn: InTurn): EngineTab {
  const here: InTurn = (work) =>
    inTurn(async () => {
      await driver.switchTo().window(handle)
      return work()
    })
  return {
    goTo: (url) => here(() => driver.get(url)),
    async evaluate<Args extends readonly unknown[], T>(work: (...given: Args) => T | Promise<T>, ...given: Args): Promise<T> {
      let answer: Answer<T> = await here(() => driver.executeScript(begin(String(work)), ...given))
      while ('waitsAt' in answer) {
        const { waitsAt } = answer
        await new Promise((resolve) => setTimeout(resolve, 20))
        answer = await here(() => driver.executeScript('return globalThis.promised[arguments[0]]', waitsAt))
      }
      if ('error' in answer) throw new Error(answer.error)
      return answer.value
    },
    lifecycle: null,
    close: () => here(() => driver.close()),
  }
}

/** What a page says of a function that it was given. */
type Answer<T> = { readonly value: T } | { readonly error: string } | { readonly waitsAt: number }

/** A script that does not wait for the promise: while one does, WebDriver speaks to no other window. */
function begin(work: string): string {
  return `
    const outcome = (${work})(...arguments)
    if (!(outcome instanceof Promise)) return { value: outcome ?? null }
    const promised = (globalThis.promised ??= [])
    const waitsAt = promised.length
    promised.push({ waitsAt })
    outcome.then(
      (value) => (promised[waitsAt] = { value: value ?? null }),
      (error) => (promised[waitsAt] = { error: String(error) }),
    )
    return promised[waitsAt]
  `
}

async function answering(url: string): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    const ready = await fetch(`${url}/status`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (ready) return
    if (attempt === 400) throw new Error(`WebKitWebDriver does not answer at ${url}.`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
