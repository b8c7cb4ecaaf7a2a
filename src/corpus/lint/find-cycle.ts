/** The shortest way from `start` through what it needs back to itself, without the last step. */
export function findCycle(
  start: string,
  needs: ReadonlyMap<string, readonly string[]>,
): string[] | undefined {
  const ways = [[start]]
  const seen = new Set<string>()
  for (let way = ways.shift(); way !== undefined; way = ways.shift()) {
    for (const next of needs.get(way.at(-1) ?? '') ?? []) {
      if (next === start) return way
      if (seen.has(next)) continue
      seen.add(next)
      ways.push([...way, next])
    }
  }
  return undefined
}
