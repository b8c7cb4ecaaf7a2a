import path from 'node:path'
import { Args, Flags } from '@oclif/core'
import { BaseCommand } from '../../src/cli/base-command.ts'
import { type Certification, certifications, requireCertification } from '../../src/corpus/certificate.ts'
import type { Sitting } from '../../src/learning/certify/sitting.ts'
import { ExitCode } from '../../src/lib/exit-code.ts'
import { isInteractive, outputShape } from '../../src/platform/terminal.ts'

const OTHERS = ['exam', 'issue', 'rubric', 'case-study'] as const
const exclusive = (own: (typeof OTHERS)[number]) => OTHERS.filter((flag) => flag !== own)

export default class Certify extends BaseCommand {
  static override readonly summary = 'see what a certificate asks for, take its exam, have it written'

  static override readonly description = [
    'Without a name the certificates are listed; with one, what you have met and what is missing.',
    '--exam begins an exam or goes on with the one that has begun: its time runs on whatever interrupts it, and what is not answered is wrong.',
    'Off a terminal, or with --json, it prints the questions; --answer and --finish do the rest.',
    'The exit status of an exam that is over is 0 when it is passed and 1 when not; of --issue and --case-study 1 when something is missing.',
  ].join(' ')

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> fundamentals',
    '<%= config.bin %> <%= command.id %> fundamentals --exam',
    '<%= config.bin %> <%= command.id %> fundamentals --exam --answer consensus/how-many-servers=7 --finish',
    '<%= config.bin %> <%= command.id %> pattern-master --rubric > case-study.md',
    '<%= config.bin %> <%= command.id %> pattern-master --case-study case-study.md',
    '<%= config.bin %> <%= command.id %> fundamentals --issue --holder "Ada Lovelace"',
  ]

  static override readonly args = {
    certificate: Args.string({ description: 'name of a certificate, such as fundamentals' }),
  }

  static override readonly flags = {
    exam: Flags.boolean({ description: 'take the exam, or go on with it', exclusive: exclusive('exam') }),
    seed: Flags.string({
      helpValue: 'SEED',
      description: 'draw the exam by this seed, which must be new',
      dependsOn: ['exam'],
    }),
    answer: Flags.string({
      helpValue: 'TOPIC/QUESTION=ANSWER',
      description: 'answer a question of the exam; may be repeated',
      multiple: true,
      multipleNonGreedy: true,
      dependsOn: ['exam'],
    }),
    finish: Flags.boolean({ description: 'hand the exam in', dependsOn: ['exam'] }),
    rubric: Flags.boolean({ description: 'print the case study to fill in', exclusive: exclusive('rubric') }),
    'case-study': Flags.string({
      helpValue: 'FILE',
      description: 'hand a case study in',
      exclusive: exclusive('case-study'),
    }),
    issue: Flags.boolean({ description: 'write the certificate, signed', exclusive: exclusive('issue') }),
    out: Flags.string({
      helpValue: 'FILE',
      description: 'file for the certificate (default: NAME.certificate.json)',
      dependsOn: ['issue'],
    }),
    holder: Flags.string({
      helpValue: 'NAME',
      description: 'whose certificate it is (default: the name of your account)',
      dependsOn: ['issue'],
    }),
  }

  async run(): Promise<object> {
    const { args, flags } = await this.parse(Certify)
    const text = await import('../../src/report/certify-text.ts')
    if (args.certificate === undefined) {
      this.log(text.certificationsText(certifications(), outputShape()))
      return { certificates: certifications() }
    }
    const certification = requireCertification(args.certificate)
    if (flags.exam) return this.exam(certification, flags)
    if (flags.issue) return this.issue(certification, flags)
    if (flags.rubric) return this.rubric(certification)
    if (flags['case-study'] !== undefined) return this.caseStudy(certification, flags['case-study'])
    const { id, title, standings } = await this.standings(certification)
    this.log(text.standingsText(title, id, standings, this.look()))
    return {
      certificate: id,
      title,
      met: standings.every(({ met }) => met),
      requirements: standings.map(plain),
    }
  }

  private async standings(certification: Certification) {
    const { standingsOf } = await import('../../src/learning/certify/standing.ts')
    const { eventsOrNone } = await import('../../src/learning/load-progress.ts')
    const standings = standingsOf(certification, await eventsOrNone(this.context()), Date.now())
    return { ...certification, standings }
  }

  private async exam(
    certification: Certification,
    flags: {
      readonly seed: string | undefined
      readonly answer: readonly string[] | undefined
      readonly finish: boolean
    },
  ): Promise<object> {
    const sitting = await import('../../src/learning/certify/sitting.ts')
    const requirement = sitting.requirementOf(certification, 'exam')
    const warn = (message: string) => void this.warn(message)
    const sitter = { certification, requirement, now: Date.now, warn }
    if (flags.answer !== undefined) await sitting.answerByFlags(sitter, flags.answer)
    if (flags.finish) {
      if ((await sitting.verdictOf(sitter)) === undefined) await sitting.handIn(sitter)
      return this.verdict(sitter)
    }
    if (flags.answer !== undefined && (await sitting.verdictOf(sitter)) !== undefined)
      return this.verdict(sitter)
    const now = await sitting.sit(sitter, flags.seed)
    if (this.jsonEnabled() || !isInteractive()) return this.listExam(certification, now)
    const { EXIT_INTERRUPTED, openExam } = await import('../../src/ui/index.ts')
    const screen = { stdin: process.stdin, stdout: process.stdout, ...this.look() }
    const { ending } = await openExam({
      ...screen,
      ...{ title: certification.title, questions: now.open, leftMs: now.exam.deadlineMs - Date.now() },
      onAnswer: (result) => sitting.saveAnswer(sitter, now, result),
    })
    const result = await this.verdict(sitter)
    if (ending === 'interrupted') process.exitCode = EXIT_INTERRUPTED
    return result
  }

  /** What came of it; or, while it goes on, how to go on. */
  private async verdict(
    sitter: Parameters<typeof import('../../src/learning/certify/sitting.ts').verdictOf>[0],
  ) {
    const { verdictOf } = await import('../../src/learning/certify/sitting.ts')
    const { examText } = await import('../../src/report/certify-text.ts')
    const { id } = sitter.certification
    const verdict = await verdictOf(sitter)
    if (verdict === undefined) {
      const { studyWords } = await import('../../src/messages/study/index.ts')
      this.log(studyWords().certify.goesOn({ command: `compendium certify ${id} --exam` }))
      return { certificate: id, isOver: false }
    }
    const { score, passed, needed, weak } = verdict
    this.log(examText(score, passed, needed, weak))
    this.setExit(passed ? ExitCode.pass : ExitCode.fail)
    return { certificate: id, isOver: true, passed, needed, score, readAgain: weak }
  }

  private async listExam({ id }: Certification, { exam, open, isNew }: Sitting): Promise<object> {
    const { askedQuestion } = await import('../../src/learning/topic-data.ts')
    const { examQuestionsText } = await import('../../src/report/quiz-text.ts')
    const endsAt = new Date(exam.deadlineMs).toISOString()
    this.log(examQuestionsText(id, open, endsAt, this.look()))
    const { seed, minutes, questions } = exam.start.data
    return {
      ...{ certificate: id, exam: exam.start.id, isOver: false, isNew, seed, minutes, endsAt },
      ...{ total: questions.length, answered: exam.answers.size, questions: open.map(askedQuestion) },
    }
  }

  private async rubric(certification: Certification): Promise<object> {
    const { requirementOf } = await import('../../src/learning/certify/sitting.ts')
    const { rubricText } = await import('../../src/learning/certify/case-study.ts')
    const requirement = requirementOf(certification, 'case-study')
    const markdown = rubricText(certification.title, requirement)
    this.log(markdown.trimEnd())
    return { certificate: certification.id, ...requirement, markdown }
  }

  private async caseStudy(certification: Certification, file: string): Promise<object> {
    const { requirementOf } = await import('../../src/learning/certify/sitting.ts')
    const { caseStudyFact, checkCaseStudy, readCaseStudy } = await import(
      '../../src/learning/certify/case-study.ts'
    )
    const { caseStudyText } = await import('../../src/report/certify-text.ts')
    const requirement = requirementOf(certification, 'case-study')
    const markdown = await readCaseStudy(file === '-' ? file : path.resolve(process.cwd(), file))
    const check = checkCaseStudy(markdown, requirement)
    this.log(caseStudyText(check))
    const accepted = check.problems.length === 0
    if (accepted) {
      const { recordProgress } = await import('../../src/learning/record.ts')
      await recordProgress([caseStudyFact(certification.id, markdown, check, requirement)], this.context())
    }
    this.setExit(accepted ? ExitCode.pass : ExitCode.fail)
    return { certificate: certification.id, accepted, selfAssessed: true, ...check }
  }

  private async issue(
    certification: Certification,
    flags: { readonly out: string | undefined; readonly holder: string | undefined },
  ): Promise<object> {
    const { id, title, standings } = await this.standings(certification)
    const { standingsText } = await import('../../src/report/certify-text.ts')
    if (standings.some(({ met }) => !met)) {
      this.log(standingsText(title, id, standings, this.look()))
      this.setExit(ExitCode.fail)
      return { certificate: id, issued: false, requirements: standings.map(plain) }
    }
    const { issueTo } = await import('../../src/learning/certify/issue.ts')
    const { accountName } = await import('../../src/platform/account-name.ts')
    const file = flags.out ?? `${id}.certificate.json`
    const holder = flags.holder?.trim() || accountName() || 'unknown'
    const about = { id, title, holder, version: this.config.version }
    const issued = await issueTo(path.resolve(process.cwd(), file), about, standings, Date.now())
    const { studyWords } = await import('../../src/messages/study/index.ts')
    const words = studyWords().certify
    this.log(words.written({ file, key: issued.fingerprint }))
    this.log(words.check({ command: `compendium certify verify ${file}` }))
    return { certificate: id, issued: true, file, ...issued }
  }

  private context() {
    return { nowMs: Date.now(), warn: (message: string) => void this.warn(message) }
  }

  private look() {
    return { ...outputShape(), color: this.colorLevel }
  }
}

/** Evidence by its events' ids. */
function plain<E extends { readonly evidence: readonly { readonly id: string }[] }>(standing: E) {
  return { ...standing, evidence: standing.evidence.map(({ id }) => id) }
}
