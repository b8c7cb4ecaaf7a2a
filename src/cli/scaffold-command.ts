import path from 'node:path'
import { Args, Flags } from '@oclif/core'
import { localDate } from '../platform/local-day.ts'
import type { Scaffolded, ScaffoldRequest } from '../report/scaffold-text.ts'
import { BaseCommand } from './base-command.ts'
import { contentDirToWrite } from './content-flags.ts'

/** What stands behind each command that begins something of the content. */
export const scaffoldNote =
  'It writes "[to write: ...]" wherever the author goes on; `content lint` names each of them. What is there is never overwritten.'

export const scaffoldFlags = {
  dir: Flags.string({
    helpValue: 'FOLDER',
    description: 'content folder to write to (default: content, if it is here)',
  }),
}

export const scaffoldArgs = {
  name: Args.string({ description: 'its name, such as read-repair', required: true }),
}

/** `cwd`: the folder that the user is in. */
type Wish = Pick<ScaffoldRequest, 'kind' | 'name' | 'area'> & {
  readonly dir?: string | undefined
  cwd: string
}

/** What the commands share that begin a contribution. */
export abstract class ScaffoldCommand extends BaseCommand {
  /** Writes it, says what was written and what comes next, and returns what `--json` prints. */
  protected async begin(
    scaffold: (request: ScaffoldRequest) => Promise<Scaffolded>,
    { kind, name, area, cwd, ...wish }: Wish,
  ): Promise<{ readonly dir: string } & Scaffolded> {
    const { scaffoldText } = await import('../report/scaffold-text.ts')
    const dir = kind === 'simulation' ? path.resolve(wish.dir ?? '.') : await contentDirToWrite(wish.dir)
    const result = await scaffold({ kind, name, dir, today: localDate(Date.now()), area })
    this.log(scaffoldText(result, path.relative(cwd, dir)))
    return { dir, ...result }
  }
}
