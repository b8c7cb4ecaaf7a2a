import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { ClusterExercise } from '../../../../src/corpus/cluster-exercise-schema.ts'
import { compileCorpus } from '../../../../src/corpus/compile/compile-corpus.ts'
import { readClusterMutants } from '../../../../src/grading/cluster/exercise/files.ts'
import { type ExercisePlace, mutated } from '../../../../src/grading/exercise-files.ts'
import { SPREAD, spreadFiles } from '../../../corpus/cluster-fixture.ts'
import { contentFolder, temporaryFolder } from '../../../corpus/fixture.ts'

/** The exercise that tests use, compiled. */
export async function spread(): Promise<ClusterExercise> {
  const { clusters } = await compileCorpus(await contentFolder(await spreadFiles()))
  const [exercise] = clusters
  if (exercise === undefined) throw new Error('the fixture is no exercise')
  return exercise
}

/** Where its programs lie; what the build makes of its mutants in TypeScript is left out. */
export async function spreadPlace(): Promise<ExercisePlace> {
  const built = await temporaryFolder()
  await writeFile(path.join(built, 'mutants.json'), '{}')
  return { folder: SPREAD, built }
}

/** A folder of its own with the Python reference in it, as a mutant has it where one is named. */
export async function learnersFolder(mutant?: string): Promise<string> {
  const folder = await temporaryFolder()
  const reference = await readFile(path.join(SPREAD, 'solution', 'python', 'spread.py'), 'utf8')
  const found = (await readClusterMutants(await spreadPlace())).find(({ id }) => id === mutant)
  if (mutant !== undefined && found === undefined) throw new Error(`there is no mutant ${mutant}`)
  await mkdir(folder, { recursive: true })
  const text = found === undefined ? reference : mutated(reference, found, 'python')
  await writeFile(path.join(folder, 'spread.py'), text)
  return folder
}
