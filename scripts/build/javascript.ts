import { readdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import type { CompiledCorpus } from '../../src/corpus/compile/compile-corpus.ts'
import { digestOf } from './digest.ts'
import { writeIfChanged } from './install-files.ts'

const SOURCES = [
  'content/patterns',
  'content/clusters',
  'biome.json',
  'scripts/build/javascript.ts',
  'scripts/build/javascript',
  'src/grading/exercise-files.ts',
  'src/grading/read-mutants.ts',
  'src/grading/cluster/exercise/files.ts',
]
const ENDINGS = ['.ts', 'exercise.yaml', 'mutants.yaml']

/**
 * The exercises in JavaScript, in `dist/exercises`: the TypeScript ones without their types. Made anew only when
 * something that they are made of changed. Returns why some are missing.
 */
export async function buildJavaScript(
  root: string,
  { topics, clusters }: Pick<CompiledCorpus, 'topics' | 'clusters'>,
): Promise<readonly string[]> {
  const folder = path.join(root, 'dist', 'exercises')
  const stamp = path.join(folder, 'sources')
  const wanted = `${await digestOf(root, SOURCES, ENDINGS, ['typescript', '@biomejs/biome'])}\n`
  if ((await readFile(stamp, 'utf8').catch(() => undefined)) === wanted) return []
  const { clusterExercises, componentExercises, javaScriptOf } = await import('./javascript/exercises.ts')
  const exercises = [...componentExercises(topics), ...(await clusterExercises(clusters))]
  const { files, problems } = await javaScriptOf(exercises, root)
  for (const [file, text] of files) await writeIfChanged(path.join(folder, file), text)
  if (problems.length > 0) return problems
  await removeOthers(folder, new Set([...files.keys(), path.basename(stamp)]))
  // Last: whoever was interrupted begins anew.
  await writeIfChanged(stamp, wanted)
  return []
}

async function removeOthers(folder: string, names: ReadonlySet<string>): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name)
    const name = path.relative(folder, file).replaceAll(path.sep, '/')
    if (entry.isFile() && !names.has(name)) await rm(file, { force: true })
  }
}
