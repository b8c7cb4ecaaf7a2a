import type { ClusterExerciseGrade, StageGrade } from '../../grading/cluster/exercise/grade-exercise.ts'
import { gradingWords } from '../../messages/grading/index.ts'
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
    ...(verdict === 'fail' ? [page.line('hint', `compendium hint ${pattern}`)] : []),
    ...(run?.watch === undefined ? [] : [page.line('watch', run.watch)]),
    page.line('replay', grade.replay),
  ]
}

function stopped({ verdict }: StageGrade): boolean {
  return verdict === 'fail' || verdict === 'inconclusive'
}

function stageLines({ title, statement, verdict, grade }: StageGrade, page: ClusterPage): string[] {
  if (verdict === 'not-tried') return [`  ${page.dim(`· ${title}  ${gradingWords().cluster.notTried}`)}`]
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
  const words = gradingWords()
  const { cluster } = words
  const range = least === most ? words.seeds({ count: most }) : cluster.seedsFrom({ least, most })
  const each = seeds.length > 1 ? cluster.each({ range }) : range
  const tried = time === 'real' ? cluster.realTime : each
  return [
    cluster.stagesPassed({ passed: count('pass'), total: stages.length }),
    ...(count('weak') > 0 ? [words.weak({ count: count('weak') })] : []),
    ...(count('not-tried') > 0 ? [cluster.stagesNotTried({ count: count('not-tried') })] : []),
  ]
    .join(', ')
    .concat(` · ${bad === undefined ? tried : cluster.stage({ id: bad.id, seed })}`)
}
