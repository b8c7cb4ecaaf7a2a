import path from 'node:path'
import type { ClusterExercise } from '../../../corpus/cluster-exercise-schema.ts'
import { shellLine } from '../../../lib/shell-words.ts'
import { readTextFile } from '../../../platform/text-file.ts'
import type { ExercisePlace } from '../../exercise-files.ts'
import { requireOffered } from '../../language-choice.ts'
import type { TaughtLanguage } from '../../languages.ts'
import { type ExerciseRequest, type WrittenExercise, writePlanned } from '../../write-exercise.ts'
import { sdkFiles } from '../build/sdk.ts'
import { clusterFile, clusterPlace, readClusterProgram } from './files.ts'

interface Request extends Pick<ExerciseRequest, 'language' | 'dir' | 'force' | 'dryRun'> {
  readonly exercise: ClusterExercise
  /** Where its programs lie, when not with those that ship. */
  readonly place?: ExercisePlace
}

/**
 * Writes the starter of an exercise on a cluster, the SDK of nodes and a README that states the task. Nothing is
 * written when a file of other content is there already, unless `force`.
 * @throws UserError for an unknown language, for files in the way and for a folder that cannot be written to (exit 2).
 */
export async function writeClusterExercise(request: Request): Promise<WrittenExercise> {
  const { exercise, place = clusterPlace(exercise.id) } = request
  const language = requireOffered(request.language, exercise.id, exercise)
  const starter = await readClusterProgram(exercise, 'starter', language.id, place)
  const sdk = await Promise.all(sdkFiles(language.style).map(sdkFile))
  const files = [
    { file: clusterFile(exercise, language.id), text: starter },
    ...sdk,
    { file: 'README.md', text: readme(exercise, language) },
  ]
  return writePlanned(request, { language: language.id, files, test: testCommand(exercise, language) })
}

async function sdkFile(file: string): Promise<{ file: string; text: string }> {
  const text = await readTextFile(file)
  if (text === undefined) throw new Error(`${file} is missing`)
  return { file: path.basename(file), text }
}

function testCommand(exercise: ClusterExercise, language: TaughtLanguage): string {
  return shellLine(['compendium', 'test', clusterFile(exercise, language.id), '--pattern', exercise.id])
}

function readme(exercise: ClusterExercise, language: TaughtLanguage): string {
  const { id, title, lesson, stages } = exercise
  const test = testCommand(exercise, language)
  const [first] = stages
  const commands: [string, string][] = [
    [test, 'grade it'],
    ...(stages.length > 1
      ? [[`${test} --stage ${first?.id}`, 'only up to this stage'] as [string, string]]
      : []),
    [`${test} --watch`, 'grade it at every save'],
    [`${test} --time real`, 'as processes among others'],
    [`compendium hint ${id}`, 'one level at a time'],
    [`compendium learn ${lesson}`, 'the lesson'],
  ]
  const width = Math.max(...commands.map(([command]) => command.length))
  return [
    `# ${title}, in ${language.title}`,
    '',
    ...statement(exercise),
    '',
    '## Work on it',
    '',
    `Write your node in \`${clusterFile(exercise, language.id)}\`; \`${sdkNames(language)}\` says at its head what a node can do. Then, in this folder:`,
    '',
    '```sh',
    ...commands.map(([command, meaning]) => `${command.padEnd(width)}  # ${meaning}`),
    '```',
    '',
    'Grading runs in virtual time: nothing sleeps, and the same seed gives the same messages and faults.',
    'A run that failed is kept in `.compendium` and tried first next time.',
    '',
  ].join('\n')
}

function sdkNames({ style }: TaughtLanguage): string {
  return path.basename(sdkFiles(style)[0] ?? '')
}

/** Task, stages and sources as lines of Markdown. */
export function statement({ summary, task, stages, sources }: ClusterExercise): string[] {
  return [
    summary,
    '',
    '## Task',
    '',
    ...task.trim().split('\n'),
    '',
    '## Stages',
    '',
    ...stages.map(({ id, title, statement: says }, at) => `${at + 1}. **${title}** (\`${id}\`): ${says}`),
    '',
    '## Sources',
    '',
    ...sources.map(({ title, url, authors, year, locator }) => {
      const facts = [...authors, `[${title}](${url})`, year, locator].filter((one) => one !== undefined)
      return `- ${facts.join(', ')}`
    }),
  ]
}
