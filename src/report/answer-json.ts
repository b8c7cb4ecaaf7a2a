import type { Explanation } from '../search/explain.ts'

/** What `explain TEXT --json` prints. */
export function answerJson({ confident, causes, patterns, corrections, lines }: Explanation): object {
  return {
    confident,
    results: patterns.map(({ item, score, citation, passage }) => ({
      ...{ slug: item.slug, kind: item.kind, title: item.title, score, citation },
      ...{ description: item.description, short: item.short !== undefined },
      ...(passage === undefined ? {} : { passage }),
      ...(item.open === undefined ? {} : { lesson: item.open }),
      ...(item.simulation === undefined ? {} : { simulation: item.simulation }),
      ...(item.exercise === undefined ? {} : { exercise: item.exercise }),
    })),
    causes,
    lines,
    corrections,
  }
}
