import type { SimulatingMessages } from '../messages/simulating/en.ts'
import { simulatingMessages } from '../messages/simulating/index.ts'
import type { ShrunkRun, WorstSeed } from '../simulation/request.ts'
import { assertionFinding } from './assertion-text.ts'
import { faultText } from './fault-text.ts'

const FAULTS_SHOWN = 12

/** What is left of the first failing run, in sentences; the faults of it are in `scheduleLines`. */
export function shrunkSentence(shrunk: ShrunkRun, words: SimulatingMessages): string {
  return shrunk.assertion === undefined ? invariantSentence(shrunk, words) : assertionSentence(shrunk, words)
}

function invariantSentence(
  { faults, operationCount, before, runs }: ShrunkRun,
  words: SimulatingMessages,
): string {
  if (before.faults + before.operations === 0) return words.shrunk.cutOff
  return words.shrunk.left({
    runs: words.runs({ count: runs }),
    ...{ faults: words.faults({ count: faults.length }), ofFaults: before.faults },
    ...{ operations: words.operations({ count: operationCount }), ofOperations: before.operations },
  })
}

/** A failed assertion speaks of the whole run: only faults are taken from it. */
function assertionSentence(
  { seed, faults, before, runs, assertion }: ShrunkRun,
  words: SimulatingMessages,
): string {
  const found = assertion === undefined ? '' : assertionFinding(assertion, words)
  const { asItIs, withoutAny, toFaults } = words.shrunk
  if (before.faults === 0) return asItIs({ seed, found })
  if (faults.length === 0) return withoutAny({ seed, faults: before.faults, found })
  return toFaults({
    ...{ seed, found, of: before.faults },
    ...{ runs: words.runs({ count: runs }), faults: words.faults({ count: faults.length }) },
  })
}

/** Its faults, a line each. */
export function scheduleLines({ faults }: ShrunkRun, words: SimulatingMessages): string[] {
  const more = faults.length - FAULTS_SHOWN
  const shown = faults.slice(0, FAULTS_SHOWN).map((fault) => faultText(fault, words))
  return more > 0 ? [...shown, words.more({ count: more })] : shown
}

/** Why an assertion on a mean was not shrunk; its command follows. */
export function worstSeedSentence({ seed }: WorstSeed, words: SimulatingMessages): string {
  return words.shrunk.worst({ seed })
}

/** For machines, in English: what is left of the run in which this assertion failed, and how to see it again. */
export function failedAssertionLines(
  text: string,
  {
    shrunk,
    worstSeeds,
  }: { readonly shrunk?: ShrunkRun | undefined; readonly worstSeeds: readonly WorstSeed[] },
): string[] {
  const { en } = simulatingMessages
  const smaller = shrunk?.assertion?.assertion.text === text ? shrunk : undefined
  const worst = worstSeeds.find(({ assertion }) => assertion === text)
  return [
    ...(smaller === undefined
      ? []
      : [shrunkSentence(smaller, en), ...scheduleLines(smaller, en), ...exactLines(smaller)]),
    ...(worst === undefined ? [] : [`${worstSeedSentence(worst, en)} ${worst.replay}`]),
  ]
}

/** For machines: how to run exactly the shrunk run again; none when it was not written. */
export function exactLines({ file, replay }: ShrunkRun): string[] {
  return file === undefined ? [] : [simulatingMessages.en.exactly({ command: replay })]
}
