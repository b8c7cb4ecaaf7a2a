/**
 * The one-way rule: what each room of src/ may import, besides itself. Reading order: foundations
 * first. test/repo/layers.test.ts plants a violation of every rule here and sees it reported.
 */
const ROOMS = {
  lib: [],
  messages: ['lib'],
  platform: ['messages', 'lib'],
  history: ['lib'],
  corpus: ['messages', 'platform', 'lib'],
  checkers: ['history', 'lib'],
  'simulation/kernel': ['history', 'lib'],
  'simulation/scenarios': ['simulation/kernel', 'history', 'lib'],
  learning: ['corpus', 'messages', 'platform', 'lib'],
  search: ['corpus', 'messages', 'platform', 'lib'],
  risks: ['corpus', 'messages', 'platform', 'lib'],
  incidents: ['corpus', 'messages', 'lib'],
  authoring: ['search', 'corpus', 'messages', 'platform', 'lib'],
  generation: ['corpus', 'messages', 'platform', 'lib'],
  grading: ['corpus', 'history', 'checkers', 'simulation/kernel', 'messages', 'platform', 'lib'],
  doctor: ['grading', 'learning', 'corpus', 'messages', 'platform', 'lib'],
  cli: ['report', 'messages', 'platform', 'lib'],
}

/** Rooms that compute from their arguments alone: no I/O, no clock, no randomness of the machine. */
const PURE = ['lib', 'messages', 'history', 'checkers', 'simulation', 'report']

const IO =
  'fs|fs/promises|child_process|net|http|https|http2|dgram|dns|tls|worker_threads|cluster|os|readline'

const under = (folder) => `^src/${folder}/`
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

const rooms = Object.entries(ROOMS).map(([room, allowed]) =>
  rule(
    `room-${room.replace('/', '-')}`,
    `src/${room} may import only: ${allowed.join(', ') || 'nothing of src'}.`,
    { path: under(room) },
    { path: '^src/', pathNot: [room, ...allowed].map(under) },
  ),
)

module.exports = {
  forbidden: [
    ...rooms,
    rule(
      'report-reads-types-only',
      'A report turns a result into text; it computes nothing, so besides words it needs only the types of other rooms.',
      { path: under('report') },
      {
        path: '^src/',
        pathNot: [under('report'), under('messages'), under('lib')],
        dependencyTypesNot: ['type-only'],
      },
    ),
    rule(
      'nothing-imports-commands',
      'Commands are leaves: what two of them share belongs in src/.',
      { path: '^(src|commands)/' },
      { path: '^commands/' },
    ),
    rule(
      'scenarios-are-islands',
      'One scenario never imports another: what they share belongs in the kernel.',
      { path: '^src/simulation/scenarios/([^/]+)/' },
      { path: '^src/simulation/scenarios/[^/]+/', pathNot: '^src/simulation/scenarios/$1/' },
    ),
    rule(
      'drivers-are-islands',
      'The driver of one language never imports that of another.',
      { path: '^src/grading/drivers/([^/]+)/' },
      { path: '^src/grading/drivers/[^/]+/', pathNot: '^src/grading/drivers/$1/' },
    ),
    rule(
      'internals-stay-inside',
      '_internals/ is private to the folder that holds it.',
      { path: '^(.+)/[^/]+$', pathNot: '/_internals/' },
      { path: '/_internals/', pathNot: '^$1/_internals/' },
    ),
    rule(
      'screens-load-lazily',
      'Ink and React cost more than everything else together: reach src/ui by await import().',
      { path: '^(src|commands)/', pathNot: under('ui') },
      { path: under('ui'), dependencyTypesNot: ['dynamic-import', 'type-only'] },
    ),
    rule(
      'react-in-ui-only',
      'Screens are drawn in src/ui alone.',
      { path: '^(src|commands)/', pathNot: under('ui') },
      { path: '(^|/)node_modules/(ink|react|@inkjs|ink-[^/]+)/' },
    ),
    rule(
      'oclif-at-the-edge',
      'Oclif is known to commands/ and src/cli/; the library works without it.',
      { path: '^src/', pathNot: under('cli') },
      { path: '(^|/)node_modules/@oclif/' },
    ),
    rule(
      'io-in-platform',
      "Files, processes, sockets and threads are reached through src/platform. (A driver runs in the learner's process.)",
      { path: '^(src|commands)/', pathNot: [under('platform'), '^src/grading/drivers/.+[.]mjs$'] },
      { dependencyTypes: ['core'], path: `^(node:)?(${IO})$` },
    ),
    rule(
      'pure-rooms',
      'Same arguments, same result: of Node itself only assert, path, url and util.',
      { path: `^src/(${PURE.join('|')})/` },
      { dependencyTypes: ['core'], pathNot: '^(node:)?(assert|assert/strict|path|url|util)$' },
    ),
    rule(
      'no-tests-in-program',
      'Tests import the program, never the reverse.',
      { path: '^(src|commands)/' },
      { path: '^(test|scripts|bench)/' },
    ),
    rule(
      'no-development-packages',
      'What runs at run time is a dependency, not a development dependency.',
      { path: '^(src|commands)/' },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'everything-resolves',
      'An import that is not found.',
      { path: '^(src|commands)/' },
      { couldNotResolve: true, dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'no-cycles',
      'A module that needs itself cannot be understood, or loaded, on its own.',
      { path: '^(src|commands)/' },
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    rule('no-orphans', 'A file that nothing imports is dead.', { orphan: true, path: '^src/' }, {}),
  ],
  options: {
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
}
