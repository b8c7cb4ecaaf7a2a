import path from 'node:path'
import { loadCluster, loadIndex, loadTopic } from '../corpus/corpus.ts'
import { doctorWords } from '../messages/doctor/index.ts'
import { corpusDir, isCorpusChosen, readBuiltJson } from '../platform/corpus-dir.ts'
import { found, type Looked, type Surroundings, well } from './finding.ts'

/** The compiled corpus: whether all of it is there, and made for this program. */
export function checkCorpus({ version, env }: Surroundings): Looked {
  const folder = corpusDir(env)
  const words = doctorWords().corpus
  const next = isCorpusChosen(env) ? words.unset : words.install
  try {
    const { items, clusters } = loadIndex(folder)
    for (const { slug } of items) loadTopic(slug, folder)
    for (const { id } of clusters) loadCluster(id, folder)
    const made = (
      readBuiltJson(path.join(folder, 'version.json')) as { readonly version?: string } | undefined
    )?.version
    if (made === version) {
      return well('corpus', words.well({ topics: items.length, exercises: clusters.length }))
    }
    return found({
      id: 'corpus-version',
      severity: 'warning',
      what: words.otherVersion({ made: made ?? words.unknownVersion, ours: version }),
      where: folder,
      next,
    })
  } catch (error) {
    const what = words.broken({ why: (error as Error).message })
    return found({ id: 'corpus-broken', severity: 'error', what, where: folder, next })
  }
}
