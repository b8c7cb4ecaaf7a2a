import path from 'node:path'
import { UserError } from '../lib/user-error.ts'
import { projectWords } from '../messages/projects/index.ts'
import { isErrno, listFolder, type PathKind, pathKind, readBytes } from '../platform/tree.ts'
import type { PlannedFile } from './plan.ts'
import { hashOf, RECORD, readRecord } from './record.ts'

export interface FileChange {
  readonly path: string
  readonly bytes: number
  /**
   * `update`: the file is as it was generated, and is now generated in another way; `replace`: somebody changed it. Of a file
   * that is generated no more, `remove`: it is as it was generated; `leave`: somebody changed it, and it is theirs now.
   */
  readonly change: 'create' | 'same' | 'update' | 'replace' | 'remove' | 'leave'
}

/**
 * What writing `files` into `folder` would do to each of them, by what `record` says was written before. Writes nothing;
 * throws `UserError` where it cannot be done.
 */
export async function compareWithDisk(
  folder: string,
  files: readonly PlannedFile[],
  record = RECORD,
): Promise<FileChange[]> {
  try {
    return await compareEach(folder, files, record)
  } catch (error) {
    throw isErrno(error, 'EACCES', 'EPERM', 'ELOOP', 'ENAMETOOLONG') ? cannotLook(folder, error) : error
  }
}

function cannotLook(folder: string, cause: Error): UserError {
  const { folder: say } = projectWords()
  return new UserError(say.unreadable({ folder, said: cause.message }), {
    code: 'cannot-read',
    next: [say.makeReadable],
    cause,
  })
}

async function compareEach(
  folder: string,
  files: readonly PlannedFile[],
  record: string,
): Promise<FileChange[]> {
  await refuseNonFolder(folder)
  const checked = new Set<string>()
  const recorded = await readRecord(folder, record)
  const changes: FileChange[] = []
  for (const file of files) {
    await refuseObstacle(folder, file.path, checked)
    changes.push({
      path: file.path,
      bytes: Buffer.byteLength(file.text),
      change: await changeOf(folder, file, {
        recorded: recorded.get(file.path),
        isRecord: file.path === record,
      }),
    })
  }
  return [...changes, ...(await noMore(folder, recorded, new Set(files.map((file) => file.path))))]
}

/** What was generated here before and is no part of the project now. */
async function noMore(
  folder: string,
  recorded: ReadonlyMap<string, string>,
  planned: ReadonlySet<string>,
): Promise<FileChange[]> {
  const changes: FileChange[] = []
  for (const [file, hash] of recorded) {
    if (planned.has(file) || !(await isFileBelow(folder, file))) continue
    const found = await readBytes(path.join(folder, file))
    changes.push({ path: file, bytes: found.length, change: hashOf(found) === hash ? 'remove' : 'leave' })
  }
  return changes
}

/** The record is a file like any other: what it says leads nowhere outside, nor through a link. */
async function isFileBelow(folder: string, file: string): Promise<boolean> {
  const parts = file.split('/')
  if (parts.some((part) => part === '' || part === '.' || part === '..' || part.includes('\\'))) return false
  for (let depth = 1; depth <= parts.length; depth++) {
    const kind = await pathKind(path.join(folder, ...parts.slice(0, depth)))
    if (kind !== (depth === parts.length ? 'file' : 'folder')) return false
  }
  return true
}

/** What a fresh clone or an editor leaves in an otherwise empty folder. */
const HARMLESS = new Set(['.git', '.DS_Store'])

/** True when the folder holds something, and nothing of it comes from this project. */
export async function isForeign(folder: string, changes: readonly FileChange[]): Promise<boolean> {
  if (changes.some(({ change }) => change !== 'create')) return false
  if ((await pathKind(folder)) === 'missing') return false
  return (await listFolder(folder)).some((name) => !HARMLESS.has(name))
}

async function changeOf(
  folder: string,
  file: PlannedFile,
  { recorded, isRecord }: { recorded: string | undefined; isRecord: boolean },
): Promise<FileChange['change']> {
  const target = path.join(folder, file.path)
  if ((await pathKind(target)) === 'missing') return 'create'
  const found = await readBytes(target)
  if (found.equals(Buffer.from(file.text))) return 'same'
  // The record is ours, and says nothing that could not be said again.
  return isRecord || hashOf(found) === recorded ? 'update' : 'replace'
}

/** The project folder may be a link to a folder: that is what the user pointed at. */
async function refuseNonFolder(folder: string): Promise<void> {
  const kind = await pathKind(folder)
  if (kind === 'missing' || kind === 'folder') return
  if (kind === 'link' && (await pathKind(`${folder}${path.sep}.`)) === 'folder') return
  const { folder: say } = projectWords()
  throw new UserError(say.noFolder({ folder }), { code: 'not-a-folder', next: [say.moveAway] })
}

/** Below the project folder nothing is followed: a link there could lead a write outside. */
async function refuseObstacle(folder: string, file: string, checked: Set<string>): Promise<void> {
  const parts = file.split('/')
  for (let depth = 1; depth <= parts.length; depth++) {
    const step = parts.slice(0, depth).join('/')
    if (checked.has(step)) continue
    checked.add(step)
    const wanted = depth === parts.length ? 'file' : 'folder'
    const kind = await pathKind(path.join(folder, step))
    if (kind !== 'missing' && kind !== wanted) throw obstacle(path.join(folder, step), kind, wanted)
  }
}

function obstacle(target: string, kind: Exclude<PathKind, 'missing'>, wanted: 'file' | 'folder'): UserError {
  const { folder: say } = projectWords()
  const what = say.inTheWay({ target, is: say.kinds[kind], wanted: say.kinds[wanted] })
  return new UserError(what, { code: 'in-the-way', next: [say.moveAway] })
}
