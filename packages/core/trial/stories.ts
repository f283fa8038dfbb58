import fc from 'fast-check'
import type { Step, TabDeed } from './schedule.ts'

export const which = fc.nat(9)
const dueRefresh: Step = { act: 'until', what: 'refresh', offsetMs: 1 }
const second: Step = { act: 'advance', minutes: 1 / 60 }

type Story = fc.Arbitrary<readonly Step[]>
const minute = 1 / 60

/** Whoever holds the lock stands still or dies, while the answer is under way or after it has come. */
export const holderStandsStill: Story = fc
  .tuple(fc.constantFrom('freeze-holder' as const, 'suspend-holder' as const, 'crash-holder' as const), fc.constantFrom(0.2, 0.8, 3))
  .map(([act, wait]) => [
    { act: 'slow', seconds: 12, on: wait > 1 ? 'answer' : 'request', hits: 'refreshes' },
    dueRefresh,
    second,
    { act },
    { act: 'advance', minutes: wait },
    { act: 'release' },
    second,
  ])
export const answerIsLost: Story = fc
  .constantFrom('refreshes' as const, 'everything' as const)
  .map((hits) => [{ act: 'lose-answer', hits }, dueRefresh, { act: 'advance', minutes: 0.1 }])
export const extendedInVain: Story = fc
  .tuple(which, fc.boolean())
  .map(([tab, heals]) => [
    { act: 'lose', times: 60, hits: 'refreshes' },
    dueRefresh,
    { act: 'until', what: 'warning', offsetMs: 3000 },
    { act: 'extend', which: tab },
    second,
    ...(heals ? [{ act: 'recover' } as const, second, { act: 'extend', which: tab } as const] : []),
  ])
/** A token that came late, and nothing after it. */
const slowThenNothing: Story = fc
  .constantFrom(12, 28)
  .map((seconds) => [
    { act: 'slow', seconds, on: 'answer', hits: 'refreshes' },
    dueRefresh,
    { act: 'advance', minutes: seconds * minute },
    { act: 'lose', times: 60, hits: 'everything' },
    dueRefresh,
    { act: 'until', what: 'end', offsetMs: 3000 },
  ])
const somebodySignsIn: Story = fc.tuple(which, fc.boolean(), fc.boolean()).map(([tab, other, remembered]) => [
  { act: 'sign-in', other, remembered },
  { act: 'reload', which: tab },
  { act: 'advance', minutes: 0.05 },
])
const signOutUnderWay: Story = fc
  .tuple(which, fc.constantFrom(1, 12))
  .map(([tab, seconds]) => [
    { act: 'slow', seconds, on: 'answer', hits: 'refreshes' },
    dueRefresh,
    { act: 'sign-out', which: tab },
    { act: 'advance', minutes: 0.4 },
  ])
const reopened: Story = fc
  .constantFrom(6, 16, 45)
  .map((away) => [{ act: 'close-all' }, { act: 'advance', minutes: away }, { act: 'open', other: false, hidden: false }])
const slept: Story = fc
  .tuple(which, fc.constantFrom(3, 16, 45, 130), fc.constantFrom<TabDeed>('input', 'show', 'extend', 'leave'), fc.boolean())
  .map(([tab, asleep, first, asking]) => [
    ...(asking ? [{ act: 'slow', seconds: 12, on: 'answer', hits: 'everything' } as const, { act: 'reload', which: tab } as const] : []),
    { act: 'sleep', minutes: asleep },
    { act: first, which: tab },
    second,
    { act: 'advance', minutes: 0.3 },
  ])
const lastMoment: Story = fc
  .tuple(which, fc.constantFrom(-6000, -1, 1, 500))
  .map(([tab, offsetMs]) => [
    { act: 'until', what: 'warning', offsetMs: 500 },
    { act: 'until', what: 'end', offsetMs },
    { act: 'extend', which: tab },
    second,
  ])
const awayAndBack: Story = fc
  .tuple(which, fc.constantFrom(2, 6.1))
  .map(([tab, away]) => [{ act: 'leave', which: tab }, { act: 'work', minutes: away }, { act: 'back', which: tab }, second])
const clockIsSet: Story = fc.tuple(which, fc.constantFrom(-120, 120, -1440, 5)).map(([tab, by]) => [
  { act: 'set-clock', minutes: by },
  { act: 'input', which: tab },
  { act: 'open', other: false, hidden: false },
  { act: 'work', minutes: 3 },
])

/** A request from before a sleep that is answered after it, and nobody at the page. */
export const answeredAfterSleep: Story = fc
  .tuple(which, fc.constantFrom(3, 16, 130))
  .map(([tab, asleep]) => [
    { act: 'advance', minutes: 1 },
    { act: 'slow', seconds: 5, on: 'answer', hits: 'refreshes' },
    { act: 'unauthorized', which: tab },
    second,
    { act: 'sleep', minutes: asleep },
    { act: 'advance', minutes: 0.3 },
  ])
/**
 * Its answer is still under way when a tab is opened that has what it brings; that one's user is the last to be there, and nobody else
 * can tell of it but the store.
 */
export const answeredAfterAnother: Story = fc
  .constantFrom('crash' as const, 'close' as const)
  .map((leaves) => [
    { act: 'slow', seconds: 12, on: 'answer', hits: 'refreshes' },
    dueRefresh,
    { act: 'advance', minutes: 4 * minute },
    { act: 'open', other: false, hidden: false },
    { act: 'advance', minutes: 3 * minute },
    { act: 'input', which: -1 },
    { act: 'advance', minutes: 2 * minute },
    { act: leaves, which: -1 },
    { act: 'advance', minutes: 16 },
  ])
/** In the background timers are as long as what they wait for. */
export const hiddenForLong: Story = fc.constant([
  { act: 'hide', which: 0 },
  { act: 'advance', minutes: 40 },
])

/** Stories that hardly come about by chance. */
export const story: Story = fc.oneof(
  { weight: 3, arbitrary: holderStandsStill },
  { weight: 2, arbitrary: answerIsLost },
  { weight: 3, arbitrary: extendedInVain },
  ...[slowThenNothing, somebodySignsIn, signOutUnderWay, reopened, slept, answeredAfterSleep, lastMoment, awayAndBack, clockIsSet],
)
