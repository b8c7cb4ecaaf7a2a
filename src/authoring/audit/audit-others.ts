import type { Content } from '../content.ts'
import type { OtherAudit } from './audit.ts'

/** Incidents: what a source need not support, and which have it. */
export function auditIncidents({ corpus }: Content): OtherAudit {
  const all = corpus.incidents.map(({ incident }) => incident)
  const having = (has: (one: (typeof all)[number]) => boolean) => all.filter(has).length
  return {
    kind: 'incident',
    items: all.length,
    parts: {
      happened: having(({ happened }) => happened !== undefined),
      impact: having(({ impact }) => impact !== undefined),
      lessons: having(({ lessons }) => lessons.length > 0),
      patterns: having(({ patterns }) => patterns.length > 0),
      laws: having(({ laws }) => laws.length > 0),
      severalCategories: having(({ categories }) => categories.length > 1),
    },
  }
}

/** Exercises on clusters: in which languages they are offered, and what else an author may leave out. */
export function auditClusters({ corpus }: Content): OtherAudit {
  const all = corpus.clusters.map(({ exercise }) => exercise)
  const languages = [...new Set(all.flatMap((one) => Object.keys(one.languages)))].sort()
  const offered = languages.map(
    (language) => [language, all.filter((one) => language in one.languages).length] as const,
  )
  const targets = all.filter(({ stages }) => stages.some((stage) => stage.targets !== undefined)).length
  return { kind: 'cluster', items: all.length, parts: { ...Object.fromEntries(offered), targets } }
}
