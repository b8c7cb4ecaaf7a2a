import path from 'node:path'
import { ExitCode } from '../../lib/exit-code.ts'
import { isUserError, UserError } from '../../lib/user-error.ts'

const MOST_SHOWN = 300

/** What went wrong in a thread that runs the user's own model: in all but name it is theirs to mend. */
export function modelError(error: unknown, name: string): unknown {
  if (!(error instanceof Error) || isUserError(error)) return error
  switch (error.name) {
    case 'SilentWorkerError':
      return new UserError(`${name} was stopped: ${error.message}.`, {
        code: 'model-never-stops',
        exitCode: ExitCode.inconclusive,
        next: [
          'Look for a loop in a handler that never ends.',
          'If a run is just long, end it sooner: --max-events 1000000',
        ],
      })
    case 'DeadWorkerError':
      return new UserError(`${name} ended the thread it ran in: ${causeOf(error)}.`, {
        code: 'model-died',
        exitCode: ExitCode.inconclusive,
        next: ['Look for memory that only grows, or for process.exit.'],
      })
    case 'TwoRunsError':
      return new UserError(`${name} is not the same twice: ${error.message}.`, {
        code: 'model-not-pure',
        next: ['Keep nothing from one run to the next outside the objects that setup and create give.'],
      })
    default:
      return new UserError(`${name} failed: ${firstLine(error)}${placeIn(error, name)}`, {
        code: 'model-failed',
        next: ['Mend the model and run it again.'],
        cause: error,
      })
  }
}

function causeOf({ cause, message }: Error): string {
  return cause instanceof Error ? cause.message : message
}

/** Messages are the model's own, or quote it: a name in it may be as long as the file. */
function firstLine({ message }: Error): string {
  const [line = ''] = message.split('\n', 1)
  return line.length > MOST_SHOWN ? `${line.slice(0, MOST_SHOWN)}...` : line
}

/** The line of the model, from the stack that its source map made readable. */
function placeIn({ stack = '' }: Error, name: string): string {
  const base = path.basename(name).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const found = new RegExp(`(${base}:\\d+:\\d+)`).exec(stack)?.[1]
  return found === undefined ? '' : ` (${found})`
}
