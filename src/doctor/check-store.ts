import path from 'node:path'
import { backupProgress } from '../learning/backup.ts'
import { appendTo, STORE_VERSION } from '../learning/local-store.ts'
import { progressFile } from '../learning/progress-store.ts'
import { finishAside, setAside } from '../platform/database-aside.ts'
import { type DatabaseLook, lookAtDatabase, rebuildIndexes } from '../platform/database-look.ts'
import { accessTo, closeToOthers } from '../platform/place.ts'
import { FIX, found, type Looked, type Mendable, type Surroundings, together, well } from './finding.ts'

/** The learner's own store: whether it is there, whole, of our version, in the right mode, and theirs alone. */
export async function checkStore(surroundings: Surroundings): Promise<Looked> {
  const file = progressFile()
  const look = await lookAtDatabase(file)
  if (look.state === 'missing') return well('store', `no progress yet; it will be kept in ${file}`)
  return together([judge(file, look, surroundings), checkAccess(file)])
}

function judge(file: string, look: DatabaseLook, surroundings: Surroundings): Looked {
  const { state, detail = '' } = look
  if (state === 'sound') return checkSound(file, look, surroundings.warn)
  const error = { severity: 'error', where: file } as const
  switch (state) {
    case 'half-aside':
      return found({
        ...error,
        id: 'store-half-aside',
        what: 'The store is gone, and only its log is left: somebody was stopped while setting it aside.',
        next: FIX,
        mend: () => finishAside(file),
      })
    case 'corrupt':
      return found({
        ...error,
        id: 'store-damaged',
        what: `The store is damaged (${detail}).`,
        next: `${FIX} (it is kept as it is; what can still be read goes into a new one)`,
        mend: () => replace(file, surroundings),
      })
    case 'newer':
      return found(newer(file, detail))
    default:
      return found({
        ...error,
        id: 'store-unreadable',
        what: `The store cannot be read (${detail}).`,
        next: 'Look whether it is a file that you may read and write, or point COMPENDIUM_HOME elsewhere.',
      })
  }
}

/** Where only an index is wrong there is no need for a new store. */
async function replace(file: string, surroundings: Surroundings): Promise<void> {
  if ((await setAside(file)) !== undefined) return
  await backupProgress(undefined, { ...surroundings, local: true })
  await rebuildIndexes(file)
}

function checkSound(
  file: string,
  { version = 0, journal }: DatabaseLook,
  warn: (message: string) => void,
): Looked {
  if (version > STORE_VERSION)
    return found(newer(file, `version ${version}, and this one knows up to ${STORE_VERSION}`))
  if (journal === 'wal') return well('store', `${file} is whole`)
  return found({
    id: 'store-not-wal',
    severity: 'warning',
    what: `The store is in journal mode "${journal}": programs that run at the same time wait for each other.`,
    where: file,
    next: FIX,
    mend: async () => void (await appendTo(file, [], warn)),
  })
}

function newer(file: string, detail: string): Mendable {
  return {
    id: 'store-newer',
    severity: 'error',
    what: `The store was written by a newer compendium (${detail}).`,
    where: file,
    next: 'Update this compendium.',
  }
}

function checkAccess(file: string): Looked {
  const places = [
    { place: path.dirname(file), isFolder: true, name: 'folder of the store' },
    { place: file, isFolder: false, name: 'store' },
  ]
  const access = places.map((one) => ({ ...one, access: accessTo(one.place) }))
  const locked = access.filter((one) => one.access?.writable === false)
  const isOpen = access.every((one) => one.access === undefined || one.access.open)
  return found(
    ...locked.map(({ place, isFolder, name, access: mode }): Mendable => {
      const own = mode?.own === true
      return {
        id: isFolder ? 'home-read-only' : 'store-read-only',
        severity: 'error',
        what: `The ${name} may not be written: nothing that you do is saved.`,
        where: place,
        next: own ? FIX : 'It is not yours: ask who owns it, or point COMPENDIUM_HOME at a folder of yours.',
        ...(own ? { mend: () => closeToOthers(place, isFolder) } : {}),
      }
    }),
    ...(isOpen && locked.length === 0
      ? [
          {
            id: 'store-open',
            severity: 'warning',
            what: 'Others on this machine may read your progress.',
            where: file,
            next: FIX,
            mend: () => closeToOthers(file, false),
          } as const,
        ]
      : []),
  )
}
