import path from 'node:path'
import { backupProgress } from '../learning/backup.ts'
import { appendTo, STORE_VERSION } from '../learning/local-store.ts'
import { progressFile } from '../learning/progress-store.ts'
import { doctorWords } from '../messages/doctor/index.ts'
import { finishAside, setAside } from '../platform/database-aside.ts'
import { type DatabaseLook, lookAtDatabase, rebuildIndexes } from '../platform/database-look.ts'
import { accessTo, closeToOthers } from '../platform/place.ts'
import { found, type Looked, type Mendable, type Surroundings, together, well } from './finding.ts'

/** The learner's own store: whether it is there, whole, of our version, in the right mode, and theirs alone. */
export async function checkStore(surroundings: Surroundings): Promise<Looked> {
  const file = progressFile()
  const look = await lookAtDatabase(file)
  if (look.state === 'missing') return well('store', doctorWords().store.none({ file }))
  return together([judge(file, look, surroundings), checkAccess(file)])
}

function judge(file: string, look: DatabaseLook, surroundings: Surroundings): Looked {
  const { state, detail = '' } = look
  if (state === 'sound') return checkSound(file, look, surroundings.warn)
  const error = { severity: 'error', where: file } as const
  const { fix, mended, store } = doctorWords()
  switch (state) {
    case 'half-aside':
      return found({
        ...error,
        id: 'store-half-aside',
        what: store.halfAside,
        next: fix,
        mend: () => finishAside(file),
      })
    case 'corrupt':
      return found({
        ...error,
        id: 'store-damaged',
        what: store.damaged({ detail }),
        next: mended.damaged({ fix }),
        mend: () => replace(file, surroundings),
      })
    case 'newer':
      return found(newer(file, detail))
    default:
      return found({
        ...error,
        id: 'store-unreadable',
        what: store.unreadable({ detail }),
        next: store.lookAtFile,
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
  const { fix, store } = doctorWords()
  if (version > STORE_VERSION)
    return found(newer(file, store.versions({ theirs: version, ours: STORE_VERSION })))
  if (journal === 'wal') return well('store', store.well({ file }))
  return found({
    id: 'store-not-wal',
    severity: 'warning',
    what: store.notWal({ journal: journal ?? '' }),
    where: file,
    next: fix,
    mend: async () => void (await appendTo(file, [], warn)),
  })
}

function newer(file: string, detail: string): Mendable {
  const { store } = doctorWords()
  return {
    id: 'store-newer',
    severity: 'error',
    what: store.newer({ detail }),
    where: file,
    next: store.update,
  }
}

function checkAccess(file: string): Looked {
  const { fix, store } = doctorWords()
  const places = [
    { place: path.dirname(file), isFolder: true, what: store.folderReadOnly },
    { place: file, isFolder: false, what: store.readOnly },
  ]
  const access = places.map((one) => ({ ...one, access: accessTo(one.place) }))
  const locked = access.filter((one) => one.access?.writable === false)
  const isOpen = access.every((one) => one.access === undefined || one.access.open)
  return found(
    ...locked.map(({ place, isFolder, what, access: mode }): Mendable => {
      const own = mode?.own === true
      return {
        id: isFolder ? 'home-read-only' : 'store-read-only',
        severity: 'error',
        what,
        where: place,
        next: own ? fix : store.notYours,
        ...(own ? { mend: () => closeToOthers(place, isFolder) } : {}),
      }
    }),
    ...(isOpen && locked.length === 0
      ? [
          {
            id: 'store-open',
            severity: 'warning',
            what: store.open,
            where: file,
            next: fix,
            mend: () => closeToOthers(file, false),
          } as const,
        ]
      : []),
  )
}
