/** What is wrong with a call of a command that runs or judges something: `test`, `simulate`, `check`. */
export const en = {
  nothingNamed: 'Nothing to grade was named.',
  fileOrCommand: 'Name a file, or a command after --, not both.',
  cannotWatch: '--watch needs a file: a command says not which files it is made of.',
  withoutWatch: 'Run the test without --watch.',
  watchNeedsTerminal: '--watch needs a terminal.',
  onceWithoutWatch: 'Run the test once, without --watch.',
  forClusters: ({ flag }: { flag: string }) =>
    `--${flag} is for the nodes of a cluster, and a component was named.`,
  forComponents: ({ flag }: { flag: string }) =>
    `--${flag} is for components, and the nodes of a cluster were named.`,
  without: ({ flag }: { flag: string }) => `Run the test without --${flag}.`,
  gradedAsWhat: 'What is the file to be graded as?',
  asComponent: 'A component: compendium test FILE --pattern circuit-breaker',
  asNodes: 'The nodes of a cluster: compendium test FILE --workload lin-kv',
  asProject: 'A whole project, in its folder: compendium test . --patterns saga,transactional-outbox',

  noReporter: ({ reporter }: { reporter: string }) => `--reporter ${reporter} is not a reporter.`,
  reporters: 'Reporters: --reporter junit=FILE, --reporter github',
  notWritten: ({ file, why }: { file: string; why: string }) => `${file} cannot be written: ${why}.`,
  writableFolder: 'Name a file in a folder that you may write to.',

  noExport: ({ text }: { text: string }) => `--export ${text} cannot be written.`,
  formats: ({ formats, example }: { formats: string; example: string }) =>
    `Formats: ${formats}; with a file: --export ${example}`,
  oneForTwo: ({ file, other, format }: { file: string; other: string; format: string }) =>
    `${file} cannot hold both ${other} and ${format}.`,
  ownFile: ({ example }: { example: string }) => `Give each a file of its own: --export ${example}`,
  otherPlace: ({ example }: { example: string }) => `Choose another place, for example: --export ${example}`,
  holdsElse: ({ file }: { file: string }) => `${file} holds something else and was left alone.`,
  otherName: ({ example }: { example: string }) => `Remove it, or choose another name: --export ${example}`,
  written: ({ file }: { file: string }) => `Written: ${file}`,

  printInstead: 'Print the report instead: leave it out, or say --no-interactive',
  seedsDone: ({ done, of }: { done: number; of: number }) => `${done} of ${of} seeds`,
}

export type CallMessages = typeof en
