import type { ConceptGraphView } from './neighbourhood.ts'

/** Mermaid source of a flowchart: what is needed points to what needs it. `focus` has a box with round corners. */
export function mermaidOf(
  { concepts, edges }: ConceptGraphView,
  description: string,
  focus?: string,
): string {
  const name = nodeNames(concepts.map(({ id }) => id))
  const nodes = concepts.map(({ id, title }) => {
    const label = `"${title.replaceAll('"', "'")}"`
    return `  ${name(id)}${id === focus ? `(${label})` : `[${label}]`}`
  })
  return [
    'flowchart TD',
    `  accDescr: ${description}`,
    ...nodes,
    ...edges.map(({ from, to }) => `  ${name(from)} --> ${name(to)}`),
  ].join('\n')
}

/** The same for Graphviz. */
export function dotOf({ concepts, edges }: ConceptGraphView, focus?: string): string {
  const quoted = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`
  const nodes = concepts.map(({ id, title }) => {
    const style = id === focus ? ', style=bold' : ''
    return `  ${quoted(id)} [label=${quoted(title)}${style}];`
  })
  return [
    'digraph concepts {',
    '  node [shape=box];',
    ...nodes,
    ...edges.map(({ from, to }) => `  ${quoted(from)} -> ${quoted(to)};`),
    '}',
  ].join('\n')
}

/** Ids hold hyphens and words such as `end`, which Mermaid reads as its own. */
function nodeNames(ids: readonly string[]): (id: string) => string {
  const names = new Map(ids.map((id, place) => [id, `c${place}`]))
  return (id) => names.get(id) ?? id
}
