import path from 'node:path'
import { Args, Flags, type Interfaces } from '@oclif/core'
import { BaseCommand } from '../src/cli/base-command.ts'
import { clusterFlags } from '../src/cli/cluster-flags.ts'
import { reportGrade } from '../src/cli/grade-reports.ts'
import { lineAbovePhase, phaseLine } from '../src/cli/phase-line.ts'
import { requireReporters } from '../src/cli/reporter.ts'
import {
  cannotWatch,
  isWholeProject,
  needsPattern,
  onlyOfClusters,
  onlyOfComponents,
  type Subject,
  splitCommand,
  subjectOf,
} from '../src/cli/test-subject.ts'
import type { ClusterExercise } from '../src/corpus/cluster-exercise-schema.ts'
import type { Exercise } from '../src/corpus/exercise-schema.ts'
import type { ClusterRun } from '../src/grading/cluster/cluster-run.ts'
import type { ClusterExerciseGrade } from '../src/grading/cluster/exercise/grade-exercise.ts'
import type { NodeFlags } from '../src/grading/cluster/read-options.ts'
import type { ExerciseOfTopic } from '../src/grading/exercise.ts'
import type { Explanation } from '../src/grading/explanation.ts'
import type { GradeOptions } from '../src/grading/grade.ts'
import type { ProjectGrade } from '../src/grading/project/grade-project.ts'
import type { Grade } from '../src/grading/verdict.ts'
import { ExitCode } from '../src/lib/exit-code.ts'
import { UserError } from '../src/lib/user-error.ts'
import { callWords } from '../src/messages/calls/index.ts'
import { isInteractive, outputShape } from '../src/platform/terminal.ts'
import type { RunLogOptions } from '../src/report/cluster/run-log.ts'

/** What is kept in progress and reported elsewhere, of a grade of either kind. */
type Reported = Parameters<typeof reportGrade>[0] & Pick<Grade, 'seed' | 'verdict'>

/** Wipes the screen and what scrolled off it. */
const CLEAR = '\u001b[2J\u001b[3J\u001b[H'

const EXIT: Record<Grade['verdict'], ExitCode> = {
  pass: ExitCode.pass,
  fail: ExitCode.fail,
  weak: ExitCode.inconclusive,
  inconclusive: ExitCode.inconclusive,
}

type TestFlags = Interfaces.InferredFlags<typeof Test.flags>

export default class Test extends BaseCommand {
  static override readonly summary = 'grade your own implementation of a pattern'

  static override readonly description =
    `Runs your file in a process of its own, in virtual time, against the pattern's contract: fixed
scenarios and random call sequences from a seed, cut down to the shortest that fails.
The nodes of a cluster (raft, broadcast, ...) are run under faults, stage by stage, and judged by what clients saw.
A program in any other language is started by what stands after -- and spoken to in lines of JSON.
Exit status: 0 pass, 1 fail, 2 wrong call, 3 weak or no verdict.`

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %> circuit_breaker.py --pattern circuit-breaker',
    '<%= config.bin %> <%= command.id %> circuit-breaker.ts --pattern circuit-breaker --watch',
    '<%= config.bin %> <%= command.id %> circuit_breaker.py --pattern circuit-breaker --seeds 200 --reporter junit=report.xml',
    '<%= config.bin %> <%= command.id %> --pattern token-bucket -- ./my-binary',
    '<%= config.bin %> <%= command.id %> raft.py --pattern raft --stage replication',
    '<%= config.bin %> <%= command.id %> raft.py --workload lin-kv --node-count 3 --nemesis partition',
    '<%= config.bin %> <%= command.id %> . --patterns saga,transactional-outbox',
  ]

  static override readonly args = {
    file: Args.string({ description: 'the file that holds your implementation' }),
  }

  static override readonly flags = {
    pattern: Flags.string({
      helpValue: 'PATTERN',
      description: 'the pattern or cluster it implements, such as circuit-breaker or raft',
    }),
    patterns: Flags.string({
      helpValue: 'PATTERN,...',
      description:
        'of a whole project, in the folder named: what its patterns promise, under failures (default: those it was generated with)',
      exclusive: ['pattern', 'workload', 'bin', 'watch'],
    }),
    stage: Flags.string({
      helpValue: 'STAGE',
      helpGroup: 'CLUSTER',
      description: 'of a cluster: up to which stage (default: all)',
      dependsOn: ['pattern'],
    }),
    ...clusterFlags,
    language: Flags.string({
      helpValue: 'LANGUAGE',
      description: 'language of the file (default: by its extension)',
    }),
    seed: Flags.integer({
      helpValue: 'SEED',
      description: 'seed of the random sequences (default: that of the contract)',
      min: 0,
      max: 2 ** 31 - 1,
    }),
    seeds: Flags.integer({
      helpValue: 'N',
      description: 'how many seeds to try, one after the other (default: 1; of a cluster in virtual time 20)',
      min: 1,
      max: 10_000,
    }),
    timeout: Flags.integer({
      helpValue: 'SECONDS',
      description: 'seconds that loading, and each seed, may take (default: that of the contract)',
      min: 1,
      max: 3600,
    }),
    reporter: Flags.string({
      helpValue: 'junit=FILE',
      description: 'also report as junit=FILE, or as annotations for GitHub: github; may be repeated',
      multiple: true,
      multipleNonGreedy: true,
    }),
    explain: Flags.boolean({
      description: 'on a failure, also say whence the broken rules come, and give a hint',
    }),
    speed: Flags.boolean({
      description: 'also time it beside the reference: operations a second, and growth with size',
    }),
    threads: Flags.boolean({
      description: 'try it with several threads at once, also where the contract leaves that open',
    }),
    sandbox: Flags.boolean({
      description: 'run it in a sandbox of bubblewrap: no network, no files to write but in its folder',
    }),
    watch: Flags.boolean({
      description: 'grade again whenever the file changes, until Ctrl-C',
      exclusive: ['json'],
    }),
  }

  async run(): Promise<object> {
    const { own, command } = splitCommand(this.argv)
    const { args, flags } = await this.parse(Test, own)
    requireReporters(flags.reporter ?? [])
    const isProject =
      flags.patterns !== undefined ||
      (flags.bin === undefined && command === undefined && (await isWholeProject(args.file, flags)))
    if (isProject) return this.project(args.file ?? '.', flags.patterns, flags.seed)
    const subject =
      flags.bin === undefined
        ? subjectOf(args.file, command)
        : (await import('../src/grading/cluster/read-options.ts')).binSubject(flags.bin, args.file, command)
    if (flags.watch && subject.command !== undefined) throw cannotWatch()
    if (flags.workload !== undefined) return this.gradeNodes(subject, flags)
    if (flags.pattern === undefined) throw needsPattern()
    const { requireAnyExercise } = await import('../src/grading/any-exercise.ts')
    const found = requireAnyExercise(flags.pattern)
    const grade =
      found.kind === 'cluster'
        ? await this.stages(found.exercise, subject, flags)
        : await this.calls(found, subject, flags)
    return flags.watch ? this.watch(subject.file, grade) : grade()
  }

  /** Holds the drills of a whole project. */
  private async project(folder: string, patterns: string | undefined, seed = 1): Promise<object> {
    const { gradeProject, patternsWithDrills } = await import('../src/grading/project/grade-project.ts')
    const { generatedPatterns } = await import('../src/generation/authorship.ts')
    const { projectLines } = await import('../src/report/project-text.ts')
    const { commaList } = await import('../src/lib/comma-list.ts')
    const grade = await gradeProject({
      folder,
      cwd: process.cwd(),
      patterns:
        patterns === undefined
          ? await patternsWithDrills(folder, await generatedPatterns(folder))
          : commaList(patterns),
      seed,
      onPhase: phaseLine(),
    })
    this.log(projectLines(grade, { ...outputShape(), color: this.colorLevel }).join('\n'))
    await this.noteProject(grade)
    this.setExit(EXIT[grade.verdict])
    return grade
  }

  /** Keeps in progress what drills showed of each pattern. */
  private async noteProject(grade: ProjectGrade): Promise<void> {
    const { authorshipOf } = await import('../src/generation/authorship.ts')
    const { projectAttempts } = await import('../src/grading/project/attempts.ts')
    const { loadIndex } = await import('../src/corpus/corpus.ts')
    const { recordProgress } = await import('../src/learning/record.ts')
    const exercises = loadIndex().items.flatMap(({ slug, hasExercise }) => (hasExercise ? [slug] : []))
    const authorship = await authorshipOf(path.resolve(grade.folder))
    const context = { nowMs: Date.now(), warn: (message: string) => void this.warn(message) }
    await recordProgress(projectAttempts(grade, authorship, exercises), context)
    const { gradingWords } = await import('../src/messages/grading/index.ts')
    if (grade.verdict === 'pass' && authorship.asGenerated) this.log(gradingWords().asGenerated)
  }

  /** Grades a component. */
  private async calls(
    found: ExerciseOfTopic,
    subject: Subject,
    flags: TestFlags,
  ): Promise<() => Promise<object>> {
    onlyOfClusters({ stage: flags.stage, time: flags.time, jobs: flags.jobs })
    const { withThreads } = await import('../src/grading/exercise.ts')
    const contract = flags.threads ? withThreads(found) : found.exercise
    const options = { ...flags, seeds: flags.seeds ?? 1, ...subject, pattern: found.slug, contract }
    return () => this.grade(options)
  }

  /** Grades the node of a cluster. */
  private async stages(
    exercise: ClusterExercise,
    subject: Subject,
    flags: TestFlags,
  ): Promise<() => Promise<object>> {
    const { threads, speed, sandbox, timeout } = flags
    onlyOfComponents({ threads, speed, sandbox, timeout })
    const { gradeClusterExercise } = await import('../src/grading/cluster/exercise/grade-exercise.ts')
    const { chooseTime } = await import('../src/grading/cluster/choose-time.ts')
    const { drawRun } = await import('../src/report/cluster/pictures.ts')
    const cwd = process.cwd()
    return async () => {
      const time =
        flags.time === undefined ? await chooseTime(subject, cwd) : (flags.time as 'real' | 'virtual')
      const grade = await gradeClusterExercise({
        ...{ ...subject, exercise, cwd, time, draw: drawRun, onPhase: phaseLine() },
        ...{ language: flags.language, seed: flags.seed, seeds: flags.seeds, stage: flags.stage },
        jobs: flags.jobs,
        startedMs: Date.now(),
      })
      return this.tellStages(grade, exercise, flags)
    }
  }

  private async tellStages(
    grade: ClusterExerciseGrade,
    exercise: ClusterExercise,
    flags: TestFlags,
  ): Promise<object> {
    const { clusterExerciseLines } = await import('../src/report/cluster/exercise-text.ts')
    this.log(clusterExerciseLines(grade, { ...outputShape(), color: this.colorLevel }).join('\n'))
    const { explainStage } = await import('../src/grading/cluster/exercise/explanation.ts')
    const explanation = flags.explain ? await this.tell(explainStage(grade, exercise)) : undefined
    await this.note(grade, flags.reporter, exercise.stages.length)
    const { clusterExerciseJson } = await import('../src/report/cluster/exercise-json.ts')
    const told = clusterExerciseJson(grade)
    return explanation === undefined ? told : { ...told, explanation }
  }

  private async gradeNodes(
    subject: Subject,
    flags: NodeFlags & RunLogOptions & Pick<TestFlags, 'language' | 'jobs'>,
  ): Promise<object> {
    const { clusterOptionsOf } = await import('../src/grading/cluster/read-options.ts')
    const { gradeNodes } = await import('../src/grading/cluster/grade-nodes.ts')
    const { drawRun } = await import('../src/report/cluster/pictures.ts')
    const { liveLog, runLog } = await import('../src/report/cluster/run-log.ts')
    const { chooseTime } = await import('../src/grading/cluster/choose-time.ts')
    const cwd = process.cwd()
    const options = clusterOptionsOf({ ...flags, time: flags['time'] ?? (await chooseTime(subject, cwd)) })
    const tell = lineAbovePhase()
    // In virtual time many runs are tried: shown is the one that the report is about.
    const log =
      options.time === 'real'
        ? { live: liveLog(flags, tell) }
        : { onRun: (run: ClusterRun) => runLog(run, flags).forEach(tell) }
    const grade = await gradeNodes({
      ...log,
      onPhase: phaseLine(),
      draw: drawRun,
      ...subject,
      language: flags.language,
      jobs: flags.jobs,
      cwd,
      options,
      startedMs: Date.now(),
    })
    const { clusterLines } = await import('../src/report/cluster-text.ts')
    this.log(clusterLines(grade, { ...outputShape(), color: this.colorLevel }).join('\n'))
    this.setExit(EXIT[grade.verdict])
    const { clusterJson } = await import('../src/report/cluster/cluster-json.ts')
    return clusterJson(grade)
  }

  private async grade(
    options: Omit<GradeOptions, 'cwd' | 'now' | 'contract'> & {
      contract: Exercise
      explain?: boolean
      reporter?: readonly string[] | undefined
    },
  ): Promise<object> {
    const { gradeFile } = await import('../src/grading/grade.ts')
    const cwd = process.cwd()
    const grade = await gradeFile({ ...options, keep: true, cwd, now: () => performance.now() })
    const { verdictLines } = await import('../src/report/verdict-text.ts')
    const { width } = outputShape()
    this.log(verdictLines(grade, { width, color: this.colorLevel }).join('\n'))
    const { explanationOf } = await import('../src/grading/explanation.ts')
    const explanation =
      options.explain === true ? await this.tell(explanationOf(grade, options.contract)) : undefined
    await this.note(grade, options.reporter)
    return explanation === undefined ? grade : { ...grade, explanation }
  }

  /** Progress, reports and the exit status. `total`: of an exercise with stages, how many it has. */
  private async note(grade: Reported, reporters: readonly string[] = [], total?: number): Promise<void> {
    const { attemptFact } = await import('../src/grading/attempt.ts')
    const { recordProgress } = await import('../src/learning/record.ts')
    const { withHelpNoted } = await import('../src/learning/unaided.ts')
    const context = { nowMs: Date.now(), warn: (message: string) => void this.warn(message) }
    await recordProgress([await withHelpNoted(attemptFact(grade, total), context)], context)
    const stream = this.jsonEnabled() ? process.stderr : process.stdout
    const cwd = process.cwd()
    await reportGrade(grade, reporters, { cwd, write: (line) => void stream.write(`${line}\n`) })
    this.setExit(EXIT[grade.verdict])
  }

  private async tell(found: Explanation | undefined): Promise<object | undefined> {
    const { explanationLines } = await import('../src/report/explanation-text.ts')
    const shape = { ...outputShape(), color: this.colorLevel }
    if (found !== undefined) this.log(explanationLines(found, shape).join('\n'))
    return found
  }

  private async watch(file: string, grade: () => Promise<object>): Promise<never> {
    const { watchFile } = await import('../src/platform/watch-file.ts')
    const { gradingWords } = await import('../src/messages/grading/index.ts')
    if (!isInteractive()) {
      const { watchNeedsTerminal, onceWithoutWatch } = callWords()
      throw new UserError(watchNeedsTerminal, { code: 'no-terminal', next: [onceWithoutWatch] })
    }
    const changes = watchFile(path.resolve(file))
    for (;;) {
      process.stdout.write(CLEAR)
      await grade().catch((error: Error) => this.catch(error))
      process.stderr.write(`\n${gradingWords().watching({ file })}\n`)
      await changes.next()
    }
  }
}
