import { authoringWords } from '../../messages/authoring/index.ts'
import type { ScaffoldInput, ScaffoldPlan } from './plan.ts'

/** One concept more in the file of its area, behind those that are there; or the first of a new area. */
export function planConcept({ slug, name, area }: ScaffoldInput): ScaffoldPlan {
  const { title, path, text } = area ?? { title: 'Glossary', path: 'concepts/glossary.yaml' }
  const entry = `  - id: ${slug}
    title: ${JSON.stringify(name.trim())}
    needs: []
`
  if (text === undefined) {
    return { create: [{ path, text: `area: ${JSON.stringify(title)}\nconcepts:\n${entry}` }], edit: [] }
  }
  const otherwise = authoringWords().writeInto({ file: path, text: entry })
  return { create: [], edit: [{ path, find: text, replace: `${text.trimEnd()}\n${entry}`, otherwise }] }
}
