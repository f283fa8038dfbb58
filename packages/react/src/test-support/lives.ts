import type { EndReason, SessionPolicy } from '@stillhere/core'
import { createWorld, type WorldOptions } from '@stillhere/core/testing'
import { openScene, type Scene } from './scene.ts'
import { STORY_USER } from './story-instant.ts'

const AT_WORK: SessionPolicy = { inactivity: '15m', maxLifetime: '8h' }
const TOKENS = { accessTokenLifetime: '5m', maxLifetime: '8h' } as const

function begin(options: Partial<WorldOptions> = {}): Promise<Scene> {
  return openScene({ policy: AT_WORK, serverLimits: TOKENS, startAt: Date.UTC(2026, 0, 15, 9, 2), latency: '400ms', ...options })
}

/** Somebody at work: input every minute. */
async function work({ world, tab }: Scene, minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) {
    await world.advance('1m')
    await tab.input()
  }
}

/** Lives by what a developer would see. Each is the product's own session; nothing is played. */
export const LIVES = {
  async signedOut() {
    return begin({ signedIn: false })
  },
  async restoring() {
    const world = createWorld({ user: STORY_USER, policy: AT_WORK, startAt: Date.UTC(2026, 0, 15, 9, 2) })
    world.server.fail('network')
    const tab = world.tab()
    await world.advance('20s')
    return { world, tab }
  },
  async atWork() {
    const scene = await begin()
    await work(scene, 13)
    await scene.world.advance('40s')
    return scene
  },
  async longDay() {
    const scene = await begin()
    const other = scene.world.tab()
    await work(scene, 45)
    await scene.world.advance('9m')
    scene.world.server.fail(503, 2)
    await work(scene, 60)
    await scene.world.advance('30s')
    await other.input()
    await scene.world.advance('1s')
    await scene.world.sleep('40s')
    await scene.world.advance('1m')
    await work(scene, 120)
    return scene
  },
  async refreshFailing() {
    const scene = await begin()
    await work(scene, 6)
    scene.world.server.fail('network')
    await scene.world.advance('2m')
    await scene.world.advance('50s')
    return scene
  },
  async warning() {
    const scene = await begin()
    await work(scene, 4)
    await scene.world.advance('13m')
    await scene.world.advance('35s')
    return scene
  },
  async timeUp() {
    const scene = await begin({ policy: { maxLifetime: '30m' }, serverLimits: { accessTokenLifetime: '5m', maxLifetime: '30m' } })
    await work(scene, 28)
    await scene.world.advance('20s')
    return scene
  },
  async covered() {
    const scene = await begin()
    await work(scene, 7)
    scene.world.server.fail('network')
    await scene.world.sleep('6m')
    await scene.world.advance('1m')
    await scene.world.advance('30s')
    return scene
  },
  async nothingBinds() {
    return begin({ policy: {}, serverLimits: { accessTokenLifetime: '10d' } })
  },
} as const satisfies Readonly<Record<string, () => Promise<Scene>>>

/** An end of every kind, by its reason. */
export const ENDS: Readonly<Record<EndReason, () => Promise<Scene>>> = {
  async 'token-expired'() {
    const scene = await begin({ policy: { onTokenExpiry: 'end' } })
    await scene.world.advance('2m')
    scene.world.server.fail('network')
    await scene.world.advance('4m')
    return scene
  },
  async 'refresh-expired'() {
    const scene = await begin({ policy: {}, serverLimits: { accessTokenLifetime: '5m', refreshTokenLifetime: '12m' } })
    await scene.world.advance('30m')
    return scene
  },
  async 'refresh-rejected'() {
    const scene = await begin()
    await scene.world.advance('2m')
    scene.world.server.rejectRefresh()
    await scene.world.advance('3m')
    return scene
  },
  async inactive() {
    const scene = await begin()
    await scene.world.advance('16m')
    return scene
  },
  async 'server-idle'() {
    const scene = await begin({
      policy: { serverIdle: '10m', refreshWhen: 'active' },
      serverLimits: { serverIdle: '10m', accessTokenLifetime: '1h' },
    })
    await scene.world.advance('12m')
    return scene
  },
  async 'max-lifetime'() {
    const scene = await begin({ policy: { maxLifetime: '30m' }, serverLimits: { maxLifetime: '30m', accessTokenLifetime: '5m' } })
    await work(scene, 31)
    return scene
  },
  async 'signed-out'() {
    const scene = await begin()
    await work(scene, 3)
    void scene.tab.session.signOut()
    await scene.world.advance('10s')
    return scene
  },
  async revoked() {
    const scene = await begin()
    await work(scene, 3)
    await scene.world.server.end('revoked')
    await scene.world.advance('10s')
    return scene
  },
  async replaced() {
    const scene = await begin()
    await work(scene, 3)
    await scene.world.server.signIn({ sub: 'grace', name: 'Grace' })
    void scene.tab.session.refreshNow()
    await scene.world.advance('1m')
    return scene
  },
}
