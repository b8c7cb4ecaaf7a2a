import path from 'node:path'
import { loadCluster, loadIndex, loadTopic } from '../corpus/corpus.ts'
import { counted } from '../lib/counted.ts'
import { corpusDir, isCorpusChosen, readBuiltJson } from '../platform/corpus-dir.ts'
import { found, type Looked, type Surroundings, well } from './finding.ts'

/** The compiled corpus: whether all of it is there, and made for this program. */
export function checkCorpus({ version, env }: Surroundings): Looked {
  const folder = corpusDir(env)
  const next = isCorpusChosen(env)
    ? 'Unset COMPENDIUM_CORPUS, and the corpus of the package is used.'
    : 'Install compendium anew; in a checkout: npm run build'
  try {
    const { items, clusters } = loadIndex(folder)
    for (const { slug } of items) loadTopic(slug, folder)
    for (const { id } of clusters) loadCluster(id, folder)
    const made = (
      readBuiltJson(path.join(folder, 'version.json')) as { readonly version?: string } | undefined
    )?.version
    if (made === version) {
      return well(
        'corpus',
        `${counted(items.length, 'topic')}, ${counted(clusters.length, 'exercise')} on clusters`,
      )
    }
    return found({
      id: 'corpus-version',
      severity: 'warning',
      what: `The corpus was made for compendium ${made ?? 'of an unknown version'}, and this is ${version}.`,
      where: folder,
      next,
    })
  } catch (error) {
    const what = `The corpus is not whole: ${(error as Error).message}`
    return found({ id: 'corpus-broken', severity: 'error', what, where: folder, next })
  }
}
