import { compareWithDisk, type FileChange } from './compare.ts'
import type { PlannedFile } from './plan.ts'
import { recordOf } from './record.ts'
import { refuseEdited, writeProject } from './write.ts'

/** What was generated for a project that is there. */
export interface Beside {
  readonly status: 'written' | 'unchanged' | 'planned'
  /** All of them, also those that were there already. */
  readonly files: readonly string[]
  readonly changes: readonly FileChange[]
  /** Where what the user had changed was kept, below `dir`. */
  readonly backups: readonly string[]
}

/**
 * Writes files into a project, with a record of their own: what was generated with the project stays as it is, and what
 * the user changed since is refused unless they said `force`. Throws `UserError`; then nothing was changed.
 */
export async function writeBeside(
  dir: string,
  planned: readonly PlannedFile[],
  how: { readonly record: string; readonly dryRun: boolean; readonly force: boolean },
): Promise<Beside> {
  const files = [...planned, recordOf(planned, { path: how.record })]
  const changes = await compareWithDisk(dir, files, how.record)
  if (!how.force) await refuseEdited(dir, files, changes)
  const isDone = changes.every(({ change }) => change === 'same' || change === 'leave')
  return {
    status: how.dryRun ? 'planned' : isDone ? 'unchanged' : 'written',
    files: files.map((file) => file.path),
    changes,
    backups: how.dryRun || isDone ? [] : await writeProject(dir, files, changes),
  }
}
