import type { TreeFile } from '../../platform/tree.ts'
import type { Incident } from '../incident.ts'
import { type IncidentFile, incidentSchema } from './incident-schema.ts'
import type { Problems } from './problem.ts'
import { checkShape, readYaml, type YamlData } from './yaml-data.ts'

/** An incident, and what the lint rules need besides: where things are written. */
export interface ParsedIncident {
  readonly incident: Incident
  readonly yaml: YamlData
  /** The file as it was read. */
  readonly text: string
}

/** Reads `incidents/`, one file an incident. What does not fit is reported and left out. Newest first. */
export function parseIncidents(files: readonly TreeFile[], problems: Problems): ParsedIncident[] {
  return files.flatMap((file) => parseIncident(file, problems) ?? []).sort(newestFirst)
}

function parseIncident({ path, text }: TreeFile, problems: Problems): ParsedIncident | undefined {
  const name = `incidents/${path}`
  if (!/^[^/]+\.yaml$/.test(path)) {
    problems.error(name, undefined, 'unexpected-file', 'nothing reads this file')
    return undefined
  }
  const yaml = readYaml(name, text, problems)
  const data = yaml && checkShape(yaml, incidentSchema, 'incident', problems)
  return yaml && data && { incident: toIncident(data), yaml, text }
}

function toIncident({ date_of, source_title, ...rest }: IncidentFile): Incident {
  const { happened, impact, via, ...always } = rest
  return {
    ...always,
    dateOf: date_of,
    sourceTitle: source_title,
    ...(happened === undefined ? {} : { happened }),
    ...(impact === undefined ? {} : { impact }),
    ...(via === undefined ? {} : { via }),
  }
}

function newestFirst({ incident: a }: ParsedIncident, { incident: b }: ParsedIncident): number {
  if (a.date !== b.date) return a.date < b.date ? 1 : -1
  return a.id < b.id ? -1 : 1
}
