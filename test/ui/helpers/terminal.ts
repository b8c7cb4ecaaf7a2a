import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import path from 'node:path'
import xterm from '@xterm/headless'

interface Ended {
  /** The exit status; minus the signal's number for a program that died of one. */
  readonly code: number
  /** The settings of the terminal (`stty`) are what they were before the program started. */
  readonly restored: boolean
}

interface Setup {
  readonly columns?: number
  readonly rows?: number
  readonly env?: Readonly<Record<string, string>>
}

/** A program on a real pseudo-terminal, and a terminal emulator that shows what it draws. */
export class TestTerminal {
  readonly ended: Promise<Ended>
  private readonly emulator: xterm.Terminal
  private readonly helper: ChildProcessWithoutNullStreams
  private bytes = ''

  constructor(command: readonly string[], { columns = 80, rows = 24, env = {} }: Setup = {}) {
    this.emulator = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true })
    const helper = path.join(import.meta.dirname, 'run_on_pty.py')
    this.helper = spawn('python3', [helper, String(columns), String(rows), ...command], {
      env: { ...environment(), ...env },
    })
    this.helper.stdout.on('data', (data: Buffer) => {
      this.bytes += data.toString('latin1')
      this.emulator.write(data)
    })
    this.ended = this.readEnding()
  }

  /** The rows of the screen, without spaces at their ends. */
  screen(): string[] {
    const { active } = this.emulator.buffer
    return Array.from({ length: this.emulator.rows }, (_, row) => {
      return (
        active
          .getLine(active.viewportY + row)
          ?.translateToString(true, 0, this.emulator.cols)
          .trimEnd() ?? ''
      )
    })
  }

  /** Everything the program wrote, as it wrote it. */
  output(): string {
    return this.bytes
  }

  /** Whether the program has the alternate screen, and whether the cursor shows. */
  state(): { alternate: boolean; cursorShown: boolean } {
    return {
      alternate: this.emulator.buffer.active.type === 'alternate',
      cursorShown: this.bytes.lastIndexOf('\u001B[?25h') >= this.bytes.lastIndexOf('\u001B[?25l'),
    }
  }

  /** Waits until the screen shows `text`; fails, with the screen, when it never does. */
  async shows(text: string | RegExp): Promise<string[]> {
    const has = () =>
      this.screen().some((row) => (typeof text === 'string' ? row.includes(text) : text.test(row)))
    const deadline = performance.now() + 20_000
    while (!has()) {
      if (performance.now() > deadline || this.helper.exitCode !== null)
        throw new Error(`never showed ${text}:\n${this.screen().join('\n')}`)
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    return this.screen()
  }

  send(text: string): void {
    this.tell({ send: text })
  }

  resize(columns: number, rows: number): void {
    this.emulator.resize(columns, rows)
    this.tell({ resize: [columns, rows] })
  }

  signal(name: 'SIGINT' | 'SIGTERM' | 'SIGHUP' | 'SIGCONT'): void {
    this.tell({ signal: name })
  }

  /** Ends the program, if it still runs. */
  async close(): Promise<void> {
    this.helper.stdin.end()
    await this.ended
  }

  private tell(command: object): void {
    this.helper.stdin.write(`${JSON.stringify(command)}\n`)
  }

  private async readEnding(): Promise<Ended> {
    let report = ''
    this.helper.stderr.on('data', (data: Buffer) => {
      report += data.toString()
    })
    await new Promise((resolve) => this.helper.once('close', resolve))
    // What was written last may still be on its way through the emulator.
    await new Promise<void>((resolve) => this.emulator.write('', resolve))
    try {
      return JSON.parse(report)
    } catch {
      throw new Error(`run_on_pty.py failed: ${report}`)
    }
  }
}

/** Ours, without what changes how programs draw. */
function environment(): NodeJS.ProcessEnv {
  const { NO_COLOR: _, FORCE_COLOR: __, CI: ___, INK_SCREEN_READER: ____, ...rest } = process.env
  return { ...rest, TERM: 'xterm-256color', LANG: 'C.UTF-8' }
}
