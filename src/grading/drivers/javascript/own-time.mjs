import { readdirSync, readFileSync } from 'node:fs'

/** proc(5) counts a hundred ticks to the second. */
const TICK_MS = 10
const STATE = 0
/** Of itself, and of children that have ended. */
const TIMES = [11, 15]

/** Processor time of a process and all below it, and whether one of its threads could go on now. Nothing but zeros where there is no /proc. */
export function usageOf(pid) {
  const found = { usedMs: 0, isReady: false }
  for (const task of entries(`/proc/${pid}/task`)) {
    const state = fieldsOf(`/proc/${pid}/task/${task}/stat`)[STATE]
    found.isReady ||= state === 'R' || state === 'D'
    for (const child of textOf(`/proc/${pid}/task/${task}/children`).match(/\d+/g) ?? []) {
      const below = usageOf(child)
      found.usedMs += below.usedMs
      found.isReady ||= below.isReady
    }
  }
  const ticks = fieldsOf(`/proc/${pid}/stat`).slice(...TIMES)
  found.usedMs += TICK_MS * ticks.reduce((sum, one) => sum + Number(one), 0)
  return found
}

/** Those that follow the command's name, which may hold blanks and brackets. */
function fieldsOf(file) {
  const text = textOf(file)
  return text.slice(text.lastIndexOf(')') + 2).split(' ')
}

function textOf(file) {
  try {
    return readFileSync(file, 'latin1')
  } catch {
    return ''
  }
}

function entries(folder) {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
