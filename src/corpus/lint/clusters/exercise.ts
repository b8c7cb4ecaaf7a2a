import type { ClusterRule } from './rule.ts'

/** `unknown-lesson`: the topic that teaches it is there. */
export const knownLesson: ClusterRule = ({ exercise, yaml }, problems, { topics }) => {
  const { lesson } = exercise
  if (topics.some(({ topic }) => topic.slug === lesson)) return
  problems.error(yaml.file, yaml.lineOf(['lesson']), 'unknown-lesson', `there is no lesson "${lesson}"`)
}

/** `exercise-id`: a name means one exercise. */
export const uniqueName: ClusterRule = ({ exercise, yaml }, problems, { topics }) => {
  const { id } = exercise
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) {
    problems.error(yaml.file, undefined, 'exercise-id', `write the folder "${id}" in kebab-case`)
  }
  if (!topics.some(({ topic }) => topic.slug === id && topic.hasExercise)) return
  const message = `the lesson ${id} has an exercise of that name: call this one ${id}-nodes`
  problems.error(yaml.file, undefined, 'exercise-id', message)
}

/** `duplicate-stage`, `unknown-workload`: stages are named by their ids, and ask for what there is. */
export const soundStages: ClusterRule = ({ exercise: { stages }, yaml }, problems, { workloads }) => {
  for (const [index, { id, workload }] of stages.entries()) {
    const line = (key: string) => yaml.lineOf(['stages', index, key])
    if (stages.findIndex((one) => one.id === id) < index) {
      problems.error(yaml.file, line('id'), 'duplicate-stage', `"${id}" is used twice`)
    }
    if (workloads !== undefined && !workloads.includes(workload)) {
      problems.error(yaml.file, line('workload'), 'unknown-workload', `there is no workload "${workload}"`)
    }
  }
}

const HINTS = 3

/** `hint-count`: a direction, the idea, and nearly the answer. */
export const threeHints: ClusterRule = ({ exercise: { hints }, folder }, problems) => {
  if (hints.length === HINTS) return
  const message = `there are ${hints.length} hints, and must be ${HINTS}`
  problems.error(`${folder.path}/hints.md`, undefined, 'hint-count', message)
}

const TASK_LINES = [15, 40] as const

/** `task-length`: less says too little, more is not read. A warning: the author may know better. */
export const taskLength: ClusterRule = ({ exercise: { task }, yaml }, problems) => {
  const lines = task.trim().split('\n').length
  const [least, most] = TASK_LINES
  if (lines >= least && lines <= most) return
  const message = `the task has ${lines} lines; ${least} to ${most} are right`
  problems.warning(yaml.file, yaml.lineOf(['task']), 'task-length', message)
}
