import type { ParsedIncident } from '../../compile/parse-incidents.ts'
import type { Problems } from '../../compile/problem.ts'
import { hiddenInText } from '../characters.ts'

/** What a rule may look at besides the incident. */
export interface IncidentSurroundings {
  readonly all: readonly ParsedIncident[]
  /** Slugs that an incident may name: of lessons, and of the project's list of patterns. */
  readonly patterns: ReadonlySet<string>
  /** The day of the check, `2026-11-22`; undefined when nobody told. */
  readonly today: string | undefined
}

/** One check over one incident. */
export type IncidentRule = (one: ParsedIncident, problems: Problems, around: IncidentSurroundings) => void

/** `incident-file`: an incident is found by its file. `duplicate-incident`: one id, one incident. */
const ownFile: IncidentRule = ({ incident, yaml }, problems, { all }) => {
  const line = yaml.lineOf(['id'])
  if (yaml.file === `incidents/${incident.id}.yaml`) return
  const message = `the id is "${incident.id}", so the file must be ${incident.id}.yaml`
  problems.error(yaml.file, line, 'incident-file', message)
  const others = all.filter((other) => other.incident.id === incident.id && other.yaml.file !== yaml.file)
  for (const other of others) {
    const twice = `${other.yaml.file} has the id "${incident.id}" too`
    problems.error(yaml.file, line, 'duplicate-incident', twice)
  }
}

/** `unknown-pattern`: a slug that neither a lesson nor the list of patterns has. */
const knownPatterns: IncidentRule = ({ incident, yaml }, problems, { patterns }) => {
  for (const [index, slug] of incident.patterns.entries()) {
    if (patterns.has(slug)) continue
    const message = `there is no pattern "${slug}"`
    problems.error(yaml.file, yaml.lineOf(['patterns', index]), 'unknown-pattern', message)
  }
}

/** `future-date`: nothing is told of tomorrow. */
const past: IncidentRule = ({ incident, yaml }, problems, { today }) => {
  if (today === undefined || incident.date <= today) return
  const message = `${incident.date} is after ${today}`
  problems.error(yaml.file, yaml.lineOf(['date']), 'future-date', message)
}

/** `repeated-word`: a category, pattern, law or lesson named twice says nothing more. */
const once: IncidentRule = ({ incident, yaml }, problems) => {
  for (const list of ['categories', 'patterns', 'laws', 'lessons'] as const) {
    const words: readonly string[] = incident[list]
    for (const [index, word] of words.entries()) {
      if (words.indexOf(word) === index) continue
      problems.error(yaml.file, yaml.lineOf([list, index]), 'repeated-word', `"${word}" stands there twice`)
    }
  }
}

/** `control-character`: nothing invisible acts on the terminal or on the order of the text. */
const visible: IncidentRule = ({ yaml, text }, problems) => hiddenInText(yaml.file, text, problems)

export const INCIDENT_RULES: readonly IncidentRule[] = [ownFile, knownPatterns, past, once, visible]
