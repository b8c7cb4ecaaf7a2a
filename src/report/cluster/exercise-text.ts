import type { ClusterExerciseGrade, StageGrade } from '../../grading/cluster/exercise/grade-exercise.ts'
import { counted } from '../../lib/counted.ts'
import { ClusterPage, type ClusterTextOptions } from '../cluster-text.ts'

/** A grade of an exercise on a cluster: a row for each stage, then all of the first that did not pass. */
export function clusterExerciseLines(grade: ClusterExerciseGrade, options: ClusterTextOptions): string[] {
  const page = new ClusterPage(options)
  const { pattern, language, file, stages, verdict } = grade
  const tried = stages.filter((stage) => stage.grade !== undefined)
  const shown = tried.find(stopped) ?? tried.at(-1)
  const run = shown?.grade
  return [
    `${page.bold(pattern)} · ${language} · ${file}`,
    '',
    ...stages.flatMap((stage) => stageLines(stage, page)),
    ...(shown === undefined || run === undefined || !stopped(shown)
      ? []
      : ['', `${page.bold(shown.title)}  ${page.dim(shown.id)}`, ...page.body(run)]),
    '',
    `${page.verdict(verdict)}  ${summary(grade)}`,
    ...(run === undefined ? [] : page.facts(run)),
    ...(verdict === 'fail' ? [page.line('Hint', `compendium hint ${pattern}`)] : []),
    ...(run?.watch === undefined ? [] : [page.line('Watch', run.watch)]),
    page.line('Replay', grade.replay),
  ]
}

function stopped({ verdict }: StageGrade): boolean {
  return verdict === 'fail' || verdict === 'inconclusive'
}

function stageLines({ title, statement, verdict, grade }: StageGrade, page: ClusterPage): string[] {
  if (verdict === 'not-tried') return [`  ${page.dim(`· ${title}  (not tried)`)}`]
  const row = `  ${page.mark(verdict)} ${title}`
  if (verdict === 'pass') return [row]
  const doubts = (grade?.checks ?? []).filter((one) => one.verdict === 'weak').map(({ message }) => message)
  const said = verdict === 'weak' ? doubts.join(' ') : statement
  return [row, ...page.wrapped(said, 6).map((line) => page.dim(line))]
}

function summary({ stages, seed, time }: ClusterExerciseGrade): string {
  const count = (verdict: StageGrade['verdict']) => stages.filter((one) => one.verdict === verdict).length
  const bad = stages.find(stopped)
  const seeds = stages.filter((one) => one.grade !== undefined).map((one) => one.seeds)
  const [least, most] = [Math.min(...seeds), Math.max(...seeds)]
  const range = least === most ? counted(most, 'seed') : `${least} to ${most} seeds`
  const each = seeds.length > 1 ? `${range} each` : range
  const tried = time === 'real' ? 'real time' : each
  return [
    `${count('pass')} of ${counted(stages.length, 'stage')} passed`,
    ...(count('weak') > 0 ? [`${count('weak')} weak`] : []),
    ...(count('not-tried') > 0 ? [`${count('not-tried')} not tried`] : []),
  ]
    .join(', ')
    .concat(` · ${bad === undefined ? tried : `stage ${bad.id}, seed ${seed}`}`)
}
