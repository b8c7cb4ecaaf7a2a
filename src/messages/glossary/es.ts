import { many } from '../catalogue.ts'
import type { GlossaryMessages } from './en.ts'

const concepts = (count: number) => many(count, 'concepto', 'conceptos')

export const es: GlossaryMessages = {
  none: 'Todavía no hay conceptos.',
  unknown: ({ name }) => `No hay ningún concepto «${name}».`,
  listAll: 'Míralos todos: compendium concept',
  unknownArea: ({ name }) => `No hay ningún área «${name}».`,
  oneOf: ({ areas }) => `Usa una de estas: ${areas}`,
  count: ({ count, command }) => `${concepts(count)}. Qué significa uno: ${command}`,
  oneArea: ({ command }) => `Un área con sus definiciones: ${command}`,
  area: ({ area, count }) => `${area}: ${concepts(count)}`,

  page: {
    also: ({ names }) => `también: ${names}`,
    known: ({ percent }) => `sabes el ${percent} %`,
    buildsOn: 'Se apoya en',
    chain: 'Todo ello, en el orden en que se aprende',
    leadsTo: 'Lleva a',
    goesWith: 'Va con',
    taughtBy: 'Se enseña en',
    practisedBy: 'Se practica con',
    usedIn: 'Se usa en',
    drawn: 'Míralo dibujado',
    read: 'Para leer',
  },

  graph: {
    told: {
      above: ({ title }) => `${title} (mira arriba)`,
      below: ({ title }) => `${title} (mira abajo)`,
    },
    unlinked: 'Aquí no hay nada enlazado con él.',
    onNone: 'no se apoya en otra',
    on: ({ areas }) => `se apoya en ${areas}`,
    areas: 'Áreas del glosario, sus conceptos, y cuántos enlaces llevan a otras:',
    around: 'Alrededor de uno: compendium concept graph consensus',
    dot: 'Todo el grafo para Graphviz: compendium concept graph --format dot',
  },

  papers: {
    none: 'Todavía no hay lista de lecturas.',
    count: ({ count }) => many(count, 'artículo', 'artículos'),
    starred: ({ count, starred }) => `${many(count, 'artículo', 'artículos')}, ${starred} para empezar`,
    begin: ({ command }) => `Por dónde empezar: ${command}`,
    nothing: 'No encaja ningún artículo.',
    topics: 'Los temas: compendium papers',
    why: {
      easy: ({ why }) => `${why} (lectura fácil)`,
      medium: ({ why }) => `${why} (lectura de dificultad media)`,
      hard: ({ why }) => `${why} (lectura difícil)`,
    },
    more: ({ count, limit }) => `${count} más: --limit ${limit}`,
    noYears: ({ since, until }) => `Ningún año va desde ${since} y no pasa de ${until}.`,
    yearsInOrder: 'Da a --since el año anterior y a --until el posterior.',
  },
}
