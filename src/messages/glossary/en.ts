import { many } from '../catalogue.ts'

const concepts = (count: number) => many(count, 'concept', 'concepts')

/** What is said of concepts, and of papers to read. */
export const en = {
  none: 'There are no concepts yet.',
  unknown: ({ name }: { name: string }) => `There is no concept "${name}".`,
  listAll: 'List them all: compendium concept',
  unknownArea: ({ name }: { name: string }) => `There is no area "${name}".`,
  oneOf: ({ areas }: { areas: string }) => `Use one of: ${areas}`,
  count: ({ count, command }: { count: number; command: string }) =>
    `${concepts(count)}. What one means: ${command}`,
  oneArea: ({ command }: { command: string }) => `One area with definitions: ${command}`,
  area: ({ area, count }: { area: string; count: number }) => `${area}: ${concepts(count)}`,

  page: {
    also: ({ names }: { names: string }) => `also: ${names}`,
    known: ({ percent }: { percent: number }) => `you know ${percent} % of it`,
    buildsOn: 'Builds on',
    chain: 'All of it, in the order to learn',
    leadsTo: 'Leads to',
    goesWith: 'Goes with',
    taughtBy: 'Taught by',
    practisedBy: 'Practised by',
    usedIn: 'Used in',
    drawn: 'See it drawn',
    read: 'Read',
  },

  graph: {
    told: {
      above: ({ title }: { title: string }) => `${title} (see above)`,
      below: ({ title }: { title: string }) => `${title} (see below)`,
    },
    unlinked: 'Nothing is linked to it here.',
    onNone: 'builds on no other',
    on: ({ areas }: { areas: string }) => `builds on ${areas}`,
    areas: 'Areas of the glossary, their concepts, and how many links lead to others:',
    around: 'Around one: compendium concept graph consensus',
    dot: 'All of it for Graphviz: compendium concept graph --format dot',
  },

  papers: {
    none: 'There is no reading list yet.',
    count: ({ count }: { count: number }) => many(count, 'paper', 'papers'),
    starred: ({ count, starred }: { count: number; starred: number }) =>
      `${many(count, 'paper', 'papers')}, ${starred} to begin with`,
    begin: ({ command }: { command: string }) => `Where to begin: ${command}`,
    nothing: 'No paper fits.',
    topics: 'The topics: compendium papers',
    why: {
      easy: ({ why }: { why: string }) => `${why} (easy to read)`,
      medium: ({ why }: { why: string }) => `${why} (medium to read)`,
      hard: ({ why }: { why: string }) => `${why} (hard to read)`,
    },
    more: ({ count, limit }: { count: number; limit: number }) => `${count} more: --limit ${limit}`,
    noYears: ({ since, until }: { since: number; until: number }) =>
      `No year is from ${since} on and not after ${until}.`,
    yearsInOrder: 'Give the earlier year to --since and the later one to --until.',
  },
}

export type GlossaryMessages = typeof en
