import { expect } from 'vitest'
import type { EngineTab } from './engine.ts'
import { type ContractHandle, RATE } from './page/contract-options.ts'
import type { PageShow } from './page/page-shows.ts'
import type { Awakening } from '../stopped/awakening.ts'

/** How the session of a page stands. */
export async function standing(tab: EngineTab) {
  return tab.evaluate(() => {
    const contract: ContractHandle = Reflect.get(globalThis, 'contract')
    const { status, warning, checking, end, user } = contract.session.getState()
    return {
      status,
      person: user?.name ?? null,
      warned: warning?.cause ?? null,
      checking: checking?.cause ?? null,
      ended: end?.reason ?? null,
      capabilities: { ...contract.session.capabilities },
    }
  })
}

/** Waits until the session stands as told. */
export async function becomes(tab: EngineTab, expected: Partial<Awaited<ReturnType<typeof standing>>>): Promise<void> {
  await expect.poll(() => standing(tab)).toMatchObject(expected)
}

/** Which private texts can be seen now. */
export async function shown(tab: EngineTab): Promise<readonly string[]> {
  return tab.evaluate(() => Reflect.get(globalThis, 'stillhereVisibleTexts')())
}

export async function refreshesAt(tab: EngineTab): Promise<readonly number[]> {
  return tab.evaluate(() => Reflect.get(globalThis, 'contract').refreshesAt)
}

/** Whether a refresh of this page waits for its answer. */
export async function isAsking(tab: EngineTab): Promise<boolean> {
  return tab.evaluate(() => Reflect.get(globalThis, 'contract').isAsking())
}

/** Signs in by the provider's form, as a person does. */
export async function signIn(tab: EngineTab): Promise<void> {
  await becomes(tab, { status: 'signed-out' })
  await tab.evaluate(() => document.querySelector('button')?.click())
  await expect.poll(() => tab.evaluate(() => document.querySelector('input[name="login"]') !== null).catch(() => false)).toBe(true)
  await tab.evaluate(() => {
    for (const [name, value] of [
      ['login', 'ada.lovelace'],
      ['password', 'any will do'],
    ] as const) {
      const field = document.querySelector(`input[name="${name}"]`)
      if (field instanceof HTMLInputElement) field.value = value
    }
    // After the answer, so that the page is not left while it is being driven.
    setTimeout(() => document.querySelector('form')?.requestSubmit(), 0)
  })
  await expect.poll(() => tab.evaluate(() => Reflect.has(globalThis, 'contract')).catch(() => false)).toBe(true)
  await becomes(tab, { status: 'signed-in', person: 'Ada Lovelace' })
}

export async function pageShows(tab: EngineTab): Promise<readonly PageShow[]> {
  return tab.evaluate(() => Reflect.get(globalThis, 'pageShows'))
}

/** Longer than a busy machine keeps a page waiting. */
export const SILENCE_MS = 3000

/** Watches from now on for the end of a silence. */
export async function watchAwakening(tab: EngineTab): Promise<void> {
  await tab.evaluate((silenceMs) => Reflect.get(globalThis, 'beginWatch')(silenceMs), SILENCE_MS)
}

export async function awakening(tab: EngineTab): Promise<Awakening> {
  return tab.evaluate(() => Reflect.get(globalThis, 'stillhereAwakening'))
}

/** Waits, outside of every page, until so many minutes of the pages' clock are over. */
export function minutesPass(minutes: number, marginMs = 0): Promise<void> {
  const until = Date.now() + realMs(minutes) + marginMs
  return expect.poll(() => Date.now()).toBeGreaterThan(until)
}

/** Minutes of the pages' clock in real time. */
export function realMs(minutes: number): number {
  return (minutes * 60_000) / RATE
}
