import { counted } from '../lib/counted.ts'
import type { ShrunkRun, WorstSeed } from '../simulation/request.ts'
import { assertionFinding } from './assertion-text.ts'
import { faultText } from './fault-text.ts'

const FAULTS_SHOWN = 12

/** What is left of the first failing run, in sentences; the faults of it are in `scheduleLines`. */
export function shrunkSentence(shrunk: ShrunkRun): string {
  return shrunk.assertion === undefined ? invariantSentence(shrunk) : assertionSentence(shrunk)
}

function invariantSentence({ faults, operationCount, before, runs }: ShrunkRun): string {
  if (before.faults + before.operations === 0) return 'cut off where it breaks'
  const left = `${counted(faults.length, 'fault')} (of ${before.faults})`
  return `shrunk in ${counted(runs, 'run')} to ${left} and ${counted(operationCount, 'operation')} (of ${before.operations})`
}

/** A failed assertion speaks of the whole run: only faults are taken from it. */
function assertionSentence({ seed, faults, before, runs, assertion }: ShrunkRun): string {
  const found = assertion === undefined ? '' : assertionFinding(assertion)
  if (before.faults === 0) return `seed ${seed} fails as it is, there is no fault to take away: ${found}`
  if (faults.length === 0) return `seed ${seed} fails without any of its ${before.faults} faults: ${found}`
  return `seed ${seed} shrunk in ${counted(runs, 'run')} to ${counted(faults.length, 'fault')} (of ${before.faults}): ${found}`
}

/** Its faults, a line each. */
export function scheduleLines({ faults }: ShrunkRun): string[] {
  const more = faults.length - FAULTS_SHOWN
  return [...faults.slice(0, FAULTS_SHOWN).map(faultText), ...(more > 0 ? [`and ${more} more`] : [])]
}

/** Why an assertion on a mean was not shrunk; its command follows. */
export function worstSeedSentence({ seed }: WorstSeed): string {
  return `Judged over all seeds, so that no single run can be shrunk. The worst, seed ${seed}, alone:`
}

/** For reports without colours: what is left of the run in which this assertion failed, and how to see it again. */
export function failedAssertionLines(
  text: string,
  {
    shrunk,
    worstSeeds,
  }: { readonly shrunk?: ShrunkRun | undefined; readonly worstSeeds: readonly WorstSeed[] },
): string[] {
  const smaller = shrunk?.assertion?.assertion.text === text ? shrunk : undefined
  const worst = worstSeeds.find(({ assertion }) => assertion === text)
  return [
    ...(smaller === undefined
      ? []
      : [shrunkSentence(smaller), ...scheduleLines(smaller), ...exactLines(smaller)]),
    ...(worst === undefined ? [] : [`${worstSeedSentence(worst)} ${worst.replay}`]),
  ]
}

/** How to run exactly the shrunk run again; none when it was not written. */
export function exactLines({ file, replay }: ShrunkRun): string[] {
  return file === undefined ? [] : [`Run exactly this again: ${replay}`]
}
