import { Args, Flags } from '@oclif/core'
import { BaseCommand } from '../../src/cli/base-command.ts'
import { ExitCode } from '../../src/lib/exit-code.ts'
import { coreCount } from '../../src/platform/clock.ts'
import { parseShard } from '../../src/simulation/seeds.ts'

export default class ExerciseVerify extends BaseCommand {
  static override readonly summary = 'prove the graders: references pass, starters and wrong programs fail'

  static override readonly description =
    `Grades the programs whose grade is known. Every reference must pass on all seeds, every starter must
fail, and every deliberately wrong program must fail on the one property that it breaks, with the right cause.
Of a cluster a wrong program must fail at the stage and on the check that it names, within its budget of seeds.
Exit status: 0 all as it should be, 1 not, 3 a language's compiler or interpreter is missing.`

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> token-bucket --language python,go',
    '<%= config.bin %> <%= command.id %> --language java --shard 1/4',
    '<%= config.bin %> <%= command.id %> raft --seeds 20 --real',
  ]

  static override readonly args = {
    exercise: Args.string({ description: 'one exercise (default: all)' }),
  }

  static override readonly flags = {
    language: Flags.string({ helpValue: 'A,B', description: 'only these languages (default: all)' }),
    seeds: Flags.integer({
      helpValue: 'N',
      description: 'how many seeds each reference must pass',
      min: 1,
      max: 10_000,
      default: 200,
    }),
    jobs: Flags.integer({
      helpValue: 'N',
      description: 'how many programs at the same time',
      min: 1,
      max: 64,
    }),
    shard: Flags.string({ helpValue: 'I/N', description: 'only part I of N' }),
    kind: Flags.string({
      description: 'only components, or only clusters (default: both)',
      options: ['component', 'cluster'],
    }),
    only: Flags.option({
      description: 'only programs of this kind: references on many seeds take long enough by themselves',
      options: ['reference', 'starter', 'mutant'] as const,
    })(),
    real: Flags.boolean({
      description: 'run references of clusters in real time too, under every fault: takes minutes each',
    }),
  }

  async run(): Promise<object> {
    const { args, flags } = await this.parse(ExerciseVerify)
    const { allExercises } = await import('../../src/grading/exercise.ts')
    const { allClusters, requireAnyExercise } = await import('../../src/grading/any-exercise.ts')
    const { requireLanguages } = await import('../../src/grading/language-choice.ts')
    const { verify } = await import('../../src/grading/verify.ts')
    const { VerifyTable } = await import('../../src/report/verify-text.ts')
    let table = new VerifyTable({ slugs: [], languages: [] }, this.colorLevel)
    const shown = process.stderr.isTTY === true && !this.jsonEnabled()
    const found = args.exercise === undefined ? undefined : requireAnyExercise(args.exercise)
    const components = found === undefined ? allExercises() : found.kind === 'component' ? [found] : []
    const clusters = found === undefined ? allClusters() : found.kind === 'cluster' ? [found] : []
    const result = await verify({
      exercises: (flags.kind === 'cluster' ? [] : components).map(({ slug, exercise }) => ({
        slug,
        contract: exercise,
      })),
      clusters: (flags.kind === 'component' ? [] : clusters).map(({ exercise }) => ({ exercise })),
      real: flags.real,
      only: flags.only,
      languages: requireLanguages(flags.language),
      seeds: flags.seeds,
      // One more than there are cores: a program waits for us as often as we wait for it.
      jobs: flags.jobs ?? coreCount() + 1,
      shard: flags.shard === undefined ? undefined : parseShard(flags.shard),
      now: () => performance.now(),
      onPlan: (plan) => {
        table = new VerifyTable(plan, this.colorLevel)
        this.log(table.head())
      },
      onExercise: (rows) => {
        if (shown) process.stderr.write(CLEAR_LINE)
        this.log(table.rows(rows).join('\n'))
      },
      ...(shown ? { onRow: showProgress } : {}),
    })
    if (shown) process.stderr.write(CLEAR_LINE)
    this.log(table.foot(result).join('\n'))
    const bad = result.rows.some(({ ok }) => !ok)
    if (bad) this.setExit(ExitCode.fail)
    else if (result.missing.length > 0) this.setExit(ExitCode.inconclusive)
    return result
  }
}

const CLEAR_LINE = '\r\u001b[K'

function showProgress(
  { slug, language }: { slug: string; language: string },
  done: number,
  total: number,
): void {
  process.stderr.write(`${CLEAR_LINE}${done}/${total} ${slug} ${language}`)
}
