import type { Command } from '../../engine/commands.ts'
import type { EngineState } from '../../engine/engine-state.ts'
import type { EngineEvent } from '../../engine/events.ts'
import type { Rules } from '../../engine/rules.ts'
import type { Ports } from '../../ports/ports.ts'
import type { Loop } from '../loop.ts'
import type { SessionOptions } from '../session-types.ts'
import { createInspectedPorts, type InspectedPorts } from './inspected-ports.ts'
import type { Store } from '../store.ts'
import { INSPECTION } from './inspection-of.ts'
import { createRecorder, type Recorder } from './recorder.ts'
import { createTools } from './tools.ts'
import type { Inspection } from './types.ts'

/*
 * What development builds add to a session, as `#inspection`; production builds take `none.ts`. A session runs on ports and a backend that
 * can be tampered with, and each of its steps is recorded. The ports carry the recorder, so that nothing else has to be handed around.
 */

const RECORDING: unique symbol = Symbol('recording')

interface Recording<U> extends InspectedPorts<U> {
  readonly recorder: Recorder
}

type Inspected<U> = SessionOptions<U> & { readonly ports: Ports }

/** The options with ports and a backend that a developer can tamper with. */
export function overInspection<U>({ ports, backend, ...options }: Inspected<U>): Inspected<U> {
  const recording: Recording<U> = { ...createInspectedPorts({ ports, backend }), recorder: createRecorder(ports.clock.rate) }
  return { ...options, backend: recording.backend, ports: Object.assign(recording.ports, { [RECORDING]: recording }) }
}

/** Called after each transition, before its commands are carried out. */
export function noteStep<U>(ports: object, event: EngineEvent<U>, after: EngineState<U>, commands: readonly Command[]): void {
  const recording = recordingOf(ports)
  recording?.recorder.note(event, after, commands)
  if (after.status === 'ended' || after.status === 'signed-out') recording?.time.sessionIsOver()
}

/** Hangs the inspection on the session's `getState`, so that the session itself is the same object in every build. */
export function showInspection(store: Pick<Store<unknown>, 'get'>, ports: Ports, loop: Loop<unknown>, rules: Rules): void {
  const recording = recordingOf(ports)
  if (recording === null) return
  const { recorder } = recording
  const inspection: Inspection = {
    steps: recorder.steps,
    forgotten: recorder.forgotten,
    subscribe: recorder.subscribe,
    clockRate: rules.clockRate,
    credentials: rules.credentials,
    enforces: rules.enforces,
    tools: createTools(recording, loop, rules, recorder.tell),
  }
  Object.assign(store.get, { [INSPECTION]: inspection })
}

function recordingOf(ports: object): Recording<unknown> | null {
  const found: unknown = Reflect.get(ports, RECORDING)
  return isRecording(found) ? found : null
}

function isRecording(value: unknown): value is Recording<unknown> {
  return typeof value === 'object' && value !== null && 'recorder' in value
}
