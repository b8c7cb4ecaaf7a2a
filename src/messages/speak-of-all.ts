import { speakOfHealth } from './doctor/index.ts'
import type { Locale } from './locale.ts'
import { speakOfMachine } from './machine/index.ts'
import { speakOnScreens } from './screens/index.ts'
import { speakOfStudy } from './study/index.ts'
import { speakOfTrouble } from './trouble/index.ts'

type Speaking = (locale: Locale) => Promise<void>

/** What only some commands say, by the first word of their ids; it is not read for the others. */
const OF_SOME: Readonly<Record<string, readonly (() => Promise<Speaking>)[]>> = {
  check: [ofGrading, ofCalls],
  concept: [ofGlossary],
  content: [ofAuthoring],
  explain: [ofSearch],
  generate: [ofProjects, ofAuthoring],
  hint: [ofGrading],
  home: [ofWatching, ofSimulating],
  incidents: [ofIncidents],
  learn: [ofWatching, ofSimulating],
  'merge-reports': [ofSimulating, ofCalls],
  papers: [ofGlossary],
  search: [ofSearch],
  simulate: [ofWatching, ofSimulating, ofGrading, ofCalls],
  test: [ofGrading, ofCalls],
}

/**
 * All that the command says, on screens, in print and in errors, in this language from now on; `usage` and `cli` speak
 * earlier, on their own.
 */
export async function speakOfAll(locale: Locale, command: string): Promise<void> {
  const [first = ''] = command.split(':')
  await Promise.all([
    speakOfMachine(locale),
    speakOnScreens(locale),
    speakOfStudy(locale),
    speakOfHealth(locale),
    speakOfTrouble(locale),
    ...(OF_SOME[first] ?? []).map(async (speaking) => (await speaking())(locale)),
  ])
}

async function ofSearch(): Promise<Speaking> {
  return (await import('./search/index.ts')).speakOfSearch
}

async function ofGlossary(): Promise<Speaking> {
  return (await import('./glossary/index.ts')).speakOfGlossary
}

async function ofIncidents(): Promise<Speaking> {
  return (await import('./incidents/index.ts')).speakOfIncidents
}

async function ofProjects(): Promise<Speaking> {
  return (await import('./projects/index.ts')).speakOfProjects
}

async function ofAuthoring(): Promise<Speaking> {
  return (await import('./authoring/index.ts')).speakOfAuthoring
}

async function ofWatching(): Promise<Speaking> {
  return (await import('./watching/index.ts')).speakOfWatching
}

async function ofSimulating(): Promise<Speaking> {
  return (await import('./simulating/index.ts')).speakOfSimulating
}

async function ofGrading(): Promise<Speaking> {
  return (await import('./grading/index.ts')).speakOfGrading
}

async function ofCalls(): Promise<Speaking> {
  return (await import('./calls/index.ts')).speakOfCalls
}
