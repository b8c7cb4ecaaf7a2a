/** How many writes of each node. */
export type Vector = Record<string, number>

export function covers(a: Vector, b: Vector): boolean {
  return Object.entries(b).every(([node, number]) => number <= (a[node] ?? 0))
}

export function larger(...vectors: readonly Vector[]): Vector {
  const result: Vector = {}
  for (const vector of vectors) {
    for (const [node, number] of Object.entries(vector)) result[node] = Math.max(result[node] ?? 0, number)
  }
  return result
}
