import type { Incident } from '../corpus/incident.ts'

export interface TimelineYear {
  readonly year: number
  /** Oldest first. */
  readonly incidents: readonly Incident[]
}

/** Year by year, the oldest first. Years without an incident are left out. */
export function timelineOf(incidents: readonly Incident[]): TimelineYear[] {
  const years = new Map<number, Incident[]>()
  for (const one of [...incidents].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))) {
    const year = Number(one.date.slice(0, 4))
    years.set(year, [...(years.get(year) ?? []), one])
  }
  return [...years].map(([year, inYear]) => ({ year, incidents: inYear }))
}
