import type { ParsedCluster } from '../../compile/parse-cluster.ts'
import type { ClusterRule } from './rule.ts'

/** Languages that have programs of their own; the build makes those in JavaScript. */
const written = ({ exercise }: ParsedCluster): [language: string, file: string][] =>
  Object.entries(exercise.languages)
    .filter(([language]) => language !== 'javascript')
    .map(([language, { file }]) => [language, file])

/** `missing-file`: an exercise helps, and is proven. */
export const wholeFolder: ClusterRule = ({ folder }, problems) => {
  for (const name of ['hints.md', 'mutants.yaml']) {
    if (folder.files.has(name)) continue
    problems.error(`${folder.path}/${name}`, undefined, 'missing-file', `an exercise needs ${name}`)
  }
}

/** `missing-program`: every language has a starter and a solution. */
export const bothPrograms: ClusterRule = (cluster, problems) => {
  for (const [language, file] of written(cluster)) {
    for (const part of ['starter', 'solution']) {
      const name = `${part}/${language}/${file}`
      if (cluster.folder.files.has(name)) continue
      problems.error(`${cluster.folder.path}/${name}`, undefined, 'missing-program', 'this file is missing')
    }
  }
}

/** `unexpected-file`: what nothing reads would ship unread. */
export const noStrayProgram: ClusterRule = (cluster, problems) => {
  const programs = written(cluster).flatMap(([language, file]) => [
    `starter/${language}/${file}`,
    `solution/${language}/${file}`,
  ])
  const expected = new Set(['exercise.yaml', 'hints.md', 'mutants.yaml', ...programs])
  for (const file of cluster.folder.files.keys()) {
    if (expected.has(file)) continue
    problems.error(`${cluster.folder.path}/${file}`, undefined, 'unexpected-file', 'nothing reads this file')
  }
}
