import { BaseCommand } from '../src/cli/base-command.ts'
import { retentionFlag } from '../src/cli/retention-flag.ts'
import { isInteractive, outputShape } from '../src/platform/terminal.ts'

export default class Home extends BaseCommand {
  static override readonly summary = 'what to do next: continue, review, or begin something'

  static override readonly description = [
    'On a terminal it opens on the whole screen, as compendium alone does: what you were at, what is due for review, what to read next and why.',
    'What is opened from there leads back to it. Elsewhere the same is printed.',
    'In place of the mouse wheel the terminal selects text again with COMPENDIUM_MOUSE=off.',
  ].join(' ')

  static override readonly examples = ['<%= config.bin %>', '<%= config.bin %> <%= command.id %> --json']

  static override readonly flags = { retention: retentionFlag }

  async run(): Promise<object> {
    const { flags } = await this.parse(Home)
    const { retentionOf } = await import('../src/learning/review/scheduler.ts')
    const retention = retentionOf(flags.retention)
    return this.jsonEnabled() || !isInteractive() ? this.print(retention) : this.open(retention)
  }

  private async print(retention: number): Promise<object> {
    const { loadHome } = await import('../src/learning/home/home-data.ts')
    const context = { nowMs: Date.now(), warn: (message: string) => void this.warn(message) }
    const data = await loadHome(retention, context)
    const { homeText } = await import('../src/report/home-text.ts')
    this.log(homeText(data))
    return data
  }

  private async open(retention: number): Promise<object> {
    const { sit } = await import('../src/ui/journeys/sit.ts')
    const { stayAtHome } = await import('../src/ui/journeys/home.ts')
    const { EXIT_INTERRUPTED } = await import('../src/ui/index.ts')
    const look = { ...outputShape(), color: this.colorLevel }
    const screen = { stdin: process.stdin, stdout: process.stdout, ...look }
    const about = { screen, now: Date.now, cwd: process.cwd(), version: this.config.version }
    const { way, warnings } = await sit(about, (sitting) => stayAtHome(sitting, retention))
    for (const warning of warnings) this.warn(warning)
    if (way === 'interrupted') process.exitCode = EXIT_INTERRUPTED
    return {}
  }
}
