import type { Dashboard } from '../learning/dashboard/dashboard.ts'
import type { Progress } from '../learning/progress.ts'
import { daysSection } from './dashboard/days-section.ts'
import { type DashboardOptions, type Drawing, drawingOf } from './dashboard/look.ts'
import { overviewSection } from './dashboard/overview.ts'
import { recallSection } from './dashboard/recall-section.ts'
import {
  clustersSection,
  conceptsSection,
  pathsSection,
  patternsSection,
  topicsSection,
} from './dashboard/sections.ts'

const DRAW = {
  topics: topicsSection,
  concepts: conceptsSection,
  patterns: patternsSection,
  clusters: clustersSection,
  days: daysSection,
  recall: recallSection,
  paths: pathsSection,
} as const satisfies Readonly<Record<string, (drawing: Drawing) => string[]>>

export type SectionId = keyof typeof DRAW | 'overview'

/** One page of the dashboard: a pure function from what was computed to text. */
export function progressText(
  dashboard: Dashboard,
  progress: Progress,
  section: SectionId,
  options: DashboardOptions,
): string {
  const { words, firstTopic } = options
  if (Object.keys(progress.topics).length === 0) {
    const command = ['compendium', 'learn', ...(firstTopic === undefined ? [] : [firstTopic])].join(' ')
    return `${words.empty}\n\n${words.begin({ command })}`
  }
  const drawing = drawingOf(dashboard, progress, options)
  const sections = Object.keys(DRAW).filter((id) => isKnown(id, dashboard))
  return (section === 'overview' ? overviewSection(drawing, sections) : DRAW[section](drawing)).join('\n')
}

/** Only what can be shown is offered. */
function isKnown(section: string, { mastery, paths }: Dashboard): boolean {
  if (section === 'concepts') return mastery !== undefined
  return section !== 'paths' || paths !== undefined
}
