import { speakOfHealth } from './doctor/index.ts'
import type { Locale } from './locale.ts'
import { speakOfMachine } from './machine/index.ts'
import { speakOnScreens } from './screens/index.ts'
import { speakOfStudy } from './study/index.ts'
import { speakOfTrouble } from './trouble/index.ts'

type Load = () => Promise<(locale: Locale) => Promise<void>>

const ofAuthoring = async () => (await import('./authoring/index.ts')).speakOfAuthoring
const ofCalls = async () => (await import('./calls/index.ts')).speakOfCalls
const ofGlossary = async () => (await import('./glossary/index.ts')).speakOfGlossary
const ofGrading = async () => (await import('./grading/index.ts')).speakOfGrading
const ofIncidents = async () => (await import('./incidents/index.ts')).speakOfIncidents
const ofProjects = async () => (await import('./projects/index.ts')).speakOfProjects
const ofSearch = async () => (await import('./search/index.ts')).speakOfSearch
const ofSimulating = async () => (await import('./simulating/index.ts')).speakOfSimulating
const ofWatching = async () => (await import('./watching/index.ts')).speakOfWatching

/** What only some commands say, by the first word of their ids; it is not read for the others. */
const OF_SOME: Readonly<Record<string, readonly Load[]>> = {
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
    ...(OF_SOME[first] ?? []).map(async (load) => (await load())(locale)),
  ])
}
