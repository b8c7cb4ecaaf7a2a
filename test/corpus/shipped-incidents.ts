import path from 'node:path'
import { parseIncidents } from '../../src/corpus/compile/parse-incidents.ts'
import { Problems } from '../../src/corpus/compile/problem.ts'
import type { Incident } from '../../src/corpus/incident.ts'
import { packageRoot } from '../../src/platform/package-root.ts'
import { readTree } from '../../src/platform/tree.ts'

/** As compiled from the files themselves, without the rest of the corpus, which takes longer. */
export async function shippedIncidents(): Promise<readonly Incident[]> {
  const files = await readTree(path.join(packageRoot(), 'content', 'incidents'))
  return parseIncidents(files, new Problems()).map(({ incident }) => incident)
}
