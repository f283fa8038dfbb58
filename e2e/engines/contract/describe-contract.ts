import { afterAll, afterEach, beforeAll, beforeEach, describe } from 'vitest'
import { type ContractServer, startContractServer } from '../contract-server.ts'
import type { Engine, EngineName, EngineTab } from '../engine.ts'
import { createObservations, type Observe } from '../observations.ts'
import { aboutDialog } from './dialog.ts'
import { aboutForbiddenStorage } from './forbidden-storage.ts'
import { aboutPageCache } from './page-cache.ts'
import { aboutSleep } from './sleep.ts'
import { aboutStorage } from './storage.ts'
import { aboutTabs } from './tabs.ts'

/** What every contract is given. */
export interface Given {
  readonly engine: Engine
  readonly server: ContractServer
  /** A tab that is closed after the test. */
  open(url?: string): Promise<EngineTab>
  /** Notes down what the engine does, for the table in `docs/platform.md`. */
  readonly observe: Observe
}

type About = (given: () => Given) => void

/** What every engine is asked. */
export const EVERYTHING: readonly About[] = [aboutTabs, aboutStorage, aboutForbiddenStorage, aboutSleep, aboutPageCache, aboutDialog]

/** What the session needs of a browser, asked of a real one. `mode` names another state of it than the ordinary one. */
export function describeContract(name: EngineName, launch: () => Promise<Engine>, abouts = EVERYTHING, mode = ''): void {
  describe(`the contract in ${name}${mode && `, ${mode}`}`, () => {
    const observations = createObservations(name, mode)
    let engine: Engine
    let server: ContractServer
    let tabs: EngineTab[] = []

    beforeAll(async () => {
      engine = await launch()
      if (mode === '') observations.observe('version', engine.version)
    })
    afterAll(async () => {
      await observations.write()
      await engine.close()
    })
    beforeEach(async () => {
      server = await startContractServer()
    })
    afterEach(async () => {
      await Promise.allSettled(tabs.map((tab) => tab.close()))
      tabs = []
      await server.close()
    })

    const given = (): Given => ({
      engine,
      server,
      observe: observations.observe,
      async open(url = server.page()) {
        const tab = await engine.open(url)
        tabs.push(tab)
        return tab
      },
    })
    for (const about of abouts) about(given)
  })
}
