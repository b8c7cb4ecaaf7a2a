import type * as z from 'zod'
import { achievementsSchema, achievementTextsSchema } from '../../corpus/achievement-schema.ts'
import { clusterExerciseSchema, clusterMutantsSchema } from '../../corpus/cluster-exercise-schema.ts'
import { insightsSchema } from '../../corpus/compile/compile-insights.ts'
import { conceptsSchema, pathSchema } from '../../corpus/compile/concepts.ts'
import { incidentSchema } from '../../corpus/compile/incident-schema.ts'
import { certificateSchema } from '../../corpus/compile/parse-certificate.ts'
import { frontMatterSchema, quizSchema, simulationSchema } from '../../corpus/compile/schemas.ts'
import { exerciseSchema } from '../../corpus/exercise-schema.ts'
import { mutantsSchema } from '../../corpus/mutant-schema.ts'
import { aliasesSchema, shortPatternsSchema, signaturesSchema } from '../../search/compile/schemas.ts'
import { auditShapeSchema } from '../audit/shape.ts'
import { targetsSchema } from '../stats/targets.ts'

/** A kind of file in the content. */
export interface FileKind {
  readonly kind: string
  readonly title: string
  /** Which files are of it, below the content folder: `*` is any name, without a slash. */
  readonly files: readonly string[]
  readonly schema: z.ZodType
}

const kind = (name: string, title: string, files: readonly string[], schema: z.ZodType): FileKind => ({
  ...{ kind: name, title, files, schema },
})

/** Every kind of YAML that the content has; the front matter stands inside `lesson.md`. */
export const FILE_KINDS: readonly FileKind[] = [
  kind('lesson', 'Front matter of a lesson', ['*/*/lesson.md'], frontMatterSchema),
  kind('quiz', 'Questions of a lesson', ['*/*/quiz.yaml'], quizSchema),
  kind('insights', 'Prompts for the key insights of a lesson', ['*/*/insights.yaml'], insightsSchema),
  kind('simulation', 'The simulation that shows a lesson', ['*/*/simulation.yaml'], simulationSchema),
  kind('exercise', 'Contract of an exercise', ['*/*/exercise/exercise.yaml'], exerciseSchema),
  kind('mutants', 'Wrong programs of an exercise', ['*/*/exercise/mutants.yaml'], mutantsSchema),
  kind('cluster', 'Exercise on a cluster', ['clusters/*/exercise.yaml'], clusterExerciseSchema),
  kind('cluster-mutants', 'Wrong nodes of a cluster', ['clusters/*/mutants.yaml'], clusterMutantsSchema),
  kind('incident', 'What went wrong in a real system', ['incidents/*.yaml'], incidentSchema),
  kind('concepts', 'Concepts of an area', ['concepts/*.yaml'], conceptsSchema),
  kind('path', 'A way through the lessons', ['paths/*.yaml'], pathSchema),
  kind('certificate', 'What a certificate asks for', ['certificates/*.yaml'], certificateSchema),
  kind('short-patterns', 'Patterns in short', ['patterns-short.yaml'], shortPatternsSchema),
  kind('aliases', 'Other names of patterns', ['aliases.yaml'], aliasesSchema),
  kind('signatures', 'Error texts and what they point to', ['signatures.yaml'], signaturesSchema),
  kind('achievements', 'What can be earned', ['achievements.yaml'], achievementsSchema),
  kind('achievement-texts', 'The same in another language', ['achievements.*.yaml'], achievementTextsSchema),
  kind('audit', 'What a whole lesson holds', ['audit.yaml'], auditShapeSchema),
  kind('targets', 'How much there is to be', ['targets.yaml'], targetsSchema),
]

/** The kind of a file, by its path below the content folder; undefined of what no schema describes. */
export function kindOfFile(file: string): FileKind | undefined {
  return FILE_KINDS.find(({ files }) => files.some((glob) => matches(glob, file)))
}

function matches(glob: string, file: string): boolean {
  const pattern = glob.replace(/[.]/g, '\\.').replaceAll('*', '[^/]+')
  return new RegExp(`^${pattern}$`).test(file)
}
