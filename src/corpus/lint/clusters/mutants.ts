import type { ClusterRule } from './rule.ts'

/** `duplicate-mutant`, `mutant-stage`, `mutant-check`: each has a name, a stage, and a check that this stage makes. */
export const soundMutants: ClusterRule = ({ exercise, mutants }, problems) => {
  if (mutants === undefined) return
  const { data, yaml } = mutants
  for (const [index, { id, stage, check }] of data.entries()) {
    const line = (key: string) => yaml.lineOf([index, key])
    if (data.findIndex((one) => one.id === id) < index) {
      problems.error(yaml.file, line('id'), 'duplicate-mutant', `"${id}" is used twice`)
    }
    const found = exercise.stages.find((one) => one.id === stage)
    if (found === undefined) {
      problems.error(yaml.file, line('stage'), 'mutant-stage', `there is no stage "${stage}"`)
    } else if (check === 'targets' && found.targets === undefined) {
      problems.error(yaml.file, line('check'), 'mutant-check', `the stage ${stage} sets no targets`)
    }
  }
}

/** `edit-place`: what an edit looks for stands exactly once in the reference. `edit-language`: the language is offered. */
export const placedEdits: ClusterRule = ({ exercise, mutants, folder }, problems) => {
  if (mutants === undefined) return
  const { data, yaml } = mutants
  for (const [index, mutant] of data.entries()) {
    for (const [language, edits] of Object.entries(mutant.edits)) {
      const file = exercise.languages[language as keyof typeof mutant.edits]?.file
      if (file === undefined) {
        const line = yaml.lineOf([index, 'edits', language])
        problems.error(yaml.file, line, 'edit-language', `the exercise is not offered in ${language}`)
      }
      let text = folder.files.get(`solution/${language}/${file}`)
      if (text === undefined) continue
      for (const [place, { find, replace }] of edits.entries()) {
        const times = text.split(find).length - 1
        text = text.replace(find, () => replace)
        if (times === 1) continue
        const line = yaml.lineOf([index, 'edits', language, place])
        const message = `${mutant.id}, ${language}: what it looks for stands there ${times} times, not once`
        problems.error(yaml.file, line, 'edit-place', message)
      }
    }
  }
}

const LEAST = 6

/**
 * `few-mutants`: that a mistake is found in one language says little of another. A warning: the workload and its
 * checker, which are the same in all, are proven by the others.
 */
export const enoughMutants: ClusterRule = ({ exercise, mutants }, problems) => {
  if (mutants === undefined) return
  const { data, yaml } = mutants
  for (const language of Object.keys(exercise.languages)) {
    if (language === 'javascript') continue
    const own = data.filter(({ edits }) => edits[language as keyof typeof edits] !== undefined)
    if (own.length >= LEAST) continue
    const message = `only ${own.length} mutants are in ${language}`
    problems.warning(yaml.file, undefined, 'few-mutants', message)
  }
}
