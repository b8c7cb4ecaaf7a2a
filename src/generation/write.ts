import path from 'node:path'
import { ExitCode } from '../lib/exit-code.ts'
import { printable } from '../lib/printable.ts'
import { UserError } from '../lib/user-error.ts'
import { projectWords } from '../messages/projects/index.ts'
import { isFileError, whyNotWritten } from '../platform/file-error.ts'
import { pathKind, readText, removeFile } from '../platform/tree.ts'
import { WriteTogetherError, writeTogether } from '../platform/write-together.ts'
import { type FileChange, isForeign } from './compare.ts'
import type { PlannedFile } from './plan.ts'
import { hashOf } from './record.ts'
import { unifiedDiff } from './unified-diff.ts'

/** Edited files whose names are shown, and lines of what would become of them. */
const SHOWN = 8
const DIFF_LINES = 60
/** Below the project: what `--force` took the place of, each text under its own hash. */
const BACKUPS = '.compendium/backup'

/** Refuses to touch what the user made, unless they said `--force`. Throws `UserError`. */
export async function refuseOverwrite(
  folder: string,
  files: readonly PlannedFile[],
  changes: readonly FileChange[],
): Promise<void> {
  await refuseEdited(folder, files, changes)
  if (await isForeign(folder, changes)) {
    const { folder: say } = projectWords()
    throw new UserError(say.foreign({ folder }), {
      code: 'folder-not-empty',
      next: [say.chooseOther, say.force],
    })
  }
}

/** Refuses to take the place of files that the user changed since. Throws `UserError` with the difference. */
export async function refuseEdited(
  folder: string,
  files: readonly PlannedFile[],
  changes: readonly FileChange[],
): Promise<void> {
  const edited = changes.filter(({ change }) => change === 'replace').map((one) => one.path)
  if (edited.length > 0) throw wouldReplace(folder, edited, await diffOf(folder, files, edited))
}

/** From what the user has to what would be written. */
async function diffOf(
  folder: string,
  files: readonly PlannedFile[],
  edited: readonly string[],
): Promise<string[]> {
  const lines: string[] = []
  for (const file of files.filter((one) => edited.includes(one.path))) {
    lines.push(...unifiedDiff(file.path, await readText(path.join(folder, file.path)), file.text))
  }
  const hidden = lines.length - DIFF_LINES
  return hidden > 0
    ? [...lines.slice(0, DIFF_LINES), projectWords().folder.moreLines({ count: hidden })]
    : lines
}

function wouldReplace(folder: string, edited: readonly string[], diff: readonly string[]): UserError {
  const hidden = edited.length - SHOWN
  const { folder: say } = projectWords()
  return new UserError(say.wouldReplace({ count: edited.length, folder }), {
    code: 'would-overwrite',
    next: [
      ...edited.slice(0, SHOWN),
      ...(hidden > 0 ? [say.moreFiles({ count: hidden })] : []),
      ...diff.map(printable),
      say.takeGenerated({ folder: BACKUPS }),
    ],
  })
}

/**
 * Writes the files that are new or to be replaced: all of them or, if one fails, none; then removes those that are no
 * part of the project any more. Says where it kept what the user had changed. Throws `UserError`.
 */
export async function writeProject(
  folder: string,
  files: readonly PlannedFile[],
  changes: readonly FileChange[],
): Promise<string[]> {
  const changeOf = new Map(changes.map((one) => [one.path, one.change]))
  const pending = files.filter((file) => changeOf.get(file.path) !== 'same')
  const backups = await backupsOf(
    folder,
    pending.filter((file) => changeOf.get(file.path) === 'replace'),
  )
  const isThere = (file: PlannedFile): boolean => changeOf.get(file.path) !== 'create'
  try {
    await writeTogether(folder, [
      ...backups.map((file) => ({ ...file, replace: false })),
      ...pending.map((file) => ({ ...file, replace: isThere(file) })),
    ])
  } catch (error) {
    throw error instanceof WriteTogetherError ? notWritten(folder, error) : error
  }
  // Last, when all else stands: whatever stops us here leaves files too many, never too few.
  for (const { path: file, change } of changes)
    if (change === 'remove') await removeFile(path.join(folder, file))
  return backups.map((file) => file.path)
}

/** The texts that are about to go, unless the same text was kept before. */
async function backupsOf(folder: string, replaced: readonly PlannedFile[]): Promise<PlannedFile[]> {
  const backups: PlannedFile[] = []
  for (const file of replaced) {
    const text = await readText(path.join(folder, file.path))
    const kept = `${BACKUPS}/${hashOf(text).slice(0, 12)}/${file.path}`
    if ((await pathKind(path.join(folder, kept))) === 'missing') backups.push({ path: kept, text })
  }
  return backups
}

function notWritten(folder: string, error: WriteTogetherError): unknown {
  const cause = error.cause
  // Anything but an answer of the file system is a fault of ours.
  if (!isFileError(cause)) return cause
  const { folder: say } = projectWords()
  const told = { folder, why: whyNotWritten(cause) }
  const what = error.leftBehind.length === 0 ? say.unwritable(told) : say.halfWritten(told)
  return new UserError(what, {
    code: 'cannot-write',
    next: [...error.leftBehind, say.makeWritable],
    exitCode: ExitCode.usage,
    cause,
  })
}
