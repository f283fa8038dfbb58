'use client'
import type { SessionPolicy } from '@stillhere/core'
import { useEffect, useState } from 'react'
import { type Explanation, type ExplainOptions, explainPolicy } from '../explain-policy.ts'
import { nextTask, pausing } from './pausing.ts'

/** How the explaining of a policy stands. */
export type Explaining =
  | { readonly status: 'working' }
  | { readonly status: 'done'; readonly explanations: readonly Explanation[] }
  | { readonly status: 'failed'; readonly error: Error }

interface Settled {
  readonly question: string
  readonly outcome: Explaining
}

const WORKING: Explaining = { status: 'working' }

/** What `explainPolicy` says, worked out between the page's own tasks; null asks for nothing. Whatever was asked before is given up. */
export function useExplanations(asked: { readonly policy: SessionPolicy; readonly options: ExplainOptions } | null): Explaining {
  // Plain data: an equal policy in a new object is the same question.
  const question = asked === null ? null : JSON.stringify(asked)
  const [settled, setSettled] = useState<Settled | null>(null)
  useEffect(() => {
    if (question === null) return
    const givingUp = new AbortController()
    void explain(question, givingUp.signal).then((outcome) => {
      if (!givingUp.signal.aborted) setSettled({ question, outcome })
    })
    return () => givingUp.abort()
  }, [question])
  return settled !== null && settled.question === question ? settled.outcome : WORKING
}

async function explain(question: string, signal: AbortSignal): Promise<Explaining> {
  const { policy, options }: { policy: SessionPolicy; options: ExplainOptions } = JSON.parse(question)
  try {
    await nextTask()
    return { status: 'done', explanations: await explainPolicy(policy, { ...options, pause: pausing(signal) }) }
  } catch (error) {
    return { status: 'failed', error: error instanceof Error ? error : new Error(String(error)) }
  }
}
