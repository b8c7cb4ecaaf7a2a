import { ExitCode } from '../lib/exit-code.ts'
import { UserError } from '../lib/user-error.ts'
import { isFileError, whyNotWritten } from '../platform/file-error.ts'
import { WriteTogetherError, writeTogether } from '../platform/write-together.ts'
import { type FileChange, isForeign } from './compare.ts'
import type { PlannedFile } from './plan.ts'

const SHOWN = 8

/** Refuses to touch what the user made, unless they said `--force`. Throws `UserError`. */
export async function refuseOverwrite(folder: string, changes: readonly FileChange[]): Promise<void> {
  const edited = changes.filter(({ change }) => change === 'replace').map(({ path }) => path)
  if (edited.length > 0) throw wouldReplace(folder, edited)
  if (await isForeign(folder, changes)) {
    throw new UserError(
      `${folder} is not empty, and what is in it is not this project. Nothing was written.`,
      {
        code: 'folder-not-empty',
        next: [
          'Choose another folder with --dir.',
          'Or add --force: files that are not part of the project are left alone.',
        ],
      },
    )
  }
}

function wouldReplace(folder: string, edited: readonly string[]): UserError {
  const hidden = edited.length - SHOWN
  return new UserError(
    `${edited.length} ${edited.length === 1 ? 'file' : 'files'} in ${folder} would be replaced. Nothing was written.`,
    {
      code: 'would-overwrite',
      next: [
        ...edited.slice(0, SHOWN),
        ...(hidden > 0 ? [`and ${hidden} more`] : []),
        'Commit or copy your changes, then add --force; or choose another folder with --dir.',
      ],
    },
  )
}

/** Writes the files that are new or to be replaced: all of them or, if one fails, none. Throws `UserError`. */
export async function writeProject(
  folder: string,
  files: readonly PlannedFile[],
  changes: readonly FileChange[],
): Promise<void> {
  const changeOf = new Map(changes.map(({ path, change }) => [path, change]))
  const pending = files.filter(({ path }) => changeOf.get(path) !== 'same')
  try {
    await writeTogether(
      folder,
      pending.map((file) => ({ ...file, replace: changeOf.get(file.path) === 'replace' })),
    )
  } catch (error) {
    throw error instanceof WriteTogetherError ? notWritten(folder, error) : error
  }
}

function notWritten(folder: string, error: WriteTogetherError): unknown {
  const cause = error.cause
  // Anything but an answer of the file system is a fault of ours.
  if (!isFileError(cause)) return cause
  const outcome =
    error.leftBehind.length === 0 ? 'Nothing was written.' : 'These were written and could not be removed:'
  return new UserError(`Cannot write to ${folder}: ${whyNotWritten(cause)}. ${outcome}`, {
    code: 'cannot-write',
    next: [...error.leftBehind, 'Make the folder writable, or choose another with --dir.'],
    exitCode: ExitCode.usage,
    cause,
  })
}
