import { Args, Flags } from '@oclif/core'
import { BaseCommand } from '../src/cli/base-command.ts'
import { requireTopic } from '../src/corpus/corpus.ts'
import type { Topic } from '../src/corpus/topic.ts'
import { listTopics, loadProgress } from '../src/learning/load-progress.ts'
import { statusOf } from '../src/learning/progress.ts'
import { UserError } from '../src/lib/user-error.ts'
import { isInteractive, outputShape, requireTerminal } from '../src/platform/terminal.ts'

export default class Learn extends BaseCommand {
  static override readonly summary = 'list the topics, or read one'

  static override readonly description = [
    'Without a topic: every topic with its difficulty, its minutes and how far you have come.',
    'With one: prints the lesson and notes that you have read it.',
    '--json gives the topic as data, with the questions of its quiz but not their answers, and notes nothing.',
  ].join(' ')

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> circuit-breaker',
    '<%= config.bin %> <%= command.id %> circuit-breaker --interactive',
    '<%= config.bin %> <%= command.id %> --json',
  ]

  static override readonly args = {
    topic: Args.string({ description: 'name of a topic, such as circuit-breaker' }),
  }

  static override readonly flags = {
    interactive: Flags.boolean({
      description: 'go through it on the whole screen: lesson, diagram, simulation, quiz, exercise',
    }),
  }

  private readonly record = { nowMs: Date.now(), warn: (message: string) => void this.warn(message) }

  async run(): Promise<object> {
    const { args, flags } = await this.parse(Learn)
    if (args.topic !== undefined) {
      const topic = requireTopic(args.topic)
      await this.noteWhatItNeeds(topic)
      if (flags.interactive) return this.open(topic)
      return this.jsonEnabled() ? this.describe(topic) : this.print(topic)
    }
    if (flags.interactive) {
      throw new UserError('--interactive needs a topic to open.', {
        code: 'missing-topic',
        next: ['List the topics: compendium learn'],
      })
    }
    return this.list()
  }

  private async list(): Promise<object> {
    const items = await listTopics(this.record)
    if (!this.jsonEnabled()) {
      const { topicListText } = await import('../src/report/topic-list-text.ts')
      this.log(topicListText(items, this.look()))
    }
    return { items }
  }

  private async describe(topic: Topic): Promise<object> {
    const { topicData } = await import('../src/learning/topic-data.ts')
    return topicData(topic, statusOf(await loadProgress(this.record), topic.slug))
  }

  private async print(topic: Topic): Promise<object> {
    const { drawLesson } = await import('../src/report/lesson-text.ts')
    this.log(drawLesson(topic, this.look()).lines.join('\n'))
    const { recordProgress } = await import('../src/learning/record.ts')
    await recordProgress([{ kind: 'read', slug: topic.slug, data: { finished: true } }], this.record)
    return {}
  }

  private async open(topic: Topic): Promise<object> {
    requireTerminal('--interactive', [
      `Print the lesson instead: compendium learn ${topic.slug}`,
      `Answer its quiz without a screen: compendium quiz ${topic.slug} --list`,
    ])
    const { sit } = await import('../src/ui/journeys/sit.ts')
    const { visitTopic } = await import('../src/ui/journeys/topic.ts')
    const { EXIT_INTERRUPTED } = await import('../src/ui/index.ts')
    const screen = { stdin: process.stdin, stdout: process.stdout, ...this.look() }
    const about = { screen, now: Date.now, cwd: process.cwd(), version: this.config.version }
    const { way, warnings } = await sit(about, (sitting) => visitTopic(topic.slug, sitting))
    for (const warning of warnings) this.warn(warning)
    if (way === 'interrupted') process.exitCode = EXIT_INTERRUPTED
    return { topic: topic.slug }
  }

  /** For somebody at a terminal, and never in the way. */
  private async noteWhatItNeeds({ slug }: Topic): Promise<void> {
    if (this.jsonEnabled() || !isInteractive() || process.stderr.isTTY !== true) return
    const { prerequisiteNote } = await import('../src/learning/items/prerequisite-note.ts')
    const note = await prerequisiteNote(slug, this.record)
    if (note !== undefined) this.warn(note)
  }

  private look() {
    return { ...outputShape(), color: this.colorLevel }
  }
}
