import { ExitCode } from '../lib/exit-code.ts'
import { UserError } from '../lib/user-error.ts'
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

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENOTDIR: 'part of the path is a file',
  ENAMETOOLONG: 'the path is too long',
  EEXIST: 'another program wrote there at the same moment',
  ENOTEMPTY: 'another program wrote there at the same moment',
  ENOENT: 'the folder cannot be made there',
}

function notWritten(folder: string, error: WriteTogetherError): unknown {
  const cause = error.cause
  // Anything but an answer of the file system is a fault of ours.
  if (!isSystemError(cause)) return cause
  const outcome =
    error.leftBehind.length === 0 ? 'Nothing was written.' : 'These were written and could not be removed:'
  return new UserError(`Cannot write to ${folder}: ${REASONS[cause.code] ?? cause.message}. ${outcome}`, {
    code: 'cannot-write',
    next: [...error.leftBehind, 'Make the folder writable, or choose another with --dir.'],
    exitCode: ExitCode.usage,
    cause,
  })
}

function isSystemError(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'syscall' in error && 'code' in error
}
