/** What authors of content are told: what was begun for them, and what is wrong with their calls. Findings of lint stay English. */
export const en = {
  wrote: 'wrote',
  changed: 'changed',
  stillToWrite: ({ command }: { command: string }) => `What is still to be written: ${command}`,
  hasLesson: ({ slug }: { slug: string }) => `Take ${slug} out of patterns-short.yaml: it has a lesson now.`,
  writeInto: ({ file, text }: { file: string; text: string }) => `Write it into ${file}:\n${text}`,
  nameInFrontMatter: ({ file, entry }: { file: string; entry: string }) =>
    `Name it in the front matter of ${file}: interactive_elements, ${entry}`,

  badName: ({ name }: { name: string }) => `"${name}" cannot be the name of a file.`,
  nameForm: 'Letters, digits, and spaces or hyphens between them: read-repair',
  noLesson: ({ slug, folder }: { slug: string; folder: string }) =>
    `There is no lesson ${slug} in ${folder}.`,
  beginFirst: ({ command }: { command: string }) => `Begin it first: ${command}`,
  ofLesson: {
    quiz: 'A quiz belongs to a lesson.',
    exercise: 'An exercise belongs to a lesson.',
  },
  ofArea: 'A concept belongs to an area.',
  nameArea: 'Name it: --area consensus. Its file is concepts/<area>.yaml.',
  exists: ({ names }: { names: string }) => `${names} is there already: nothing was written.`,
  entryIn: ({ slug, file }: { slug: string; file: string }) => `${slug} in ${file}`,
  takeOther: 'Take another name, or go on with what is there: compendium content lint',
  unwritable: ({ folder, why }: { folder: string; why: string }) => `Cannot write to ${folder}: ${why}.`,
  makeWritable: 'Make the folder writable, or choose another with --dir.',

  noContentHere: 'There is no content folder here: content/patterns is missing.',
  nameFolder: 'Name the folder to write to: --dir my-content',
  noPatterns: ({ folder }: { folder: string }) => `${folder} holds no folder patterns/.`,
  giveContent: 'Give the content folder itself, the one with patterns/<slug>/lesson.md in it.',
  unknownItem: ({ item }: { item: string }) => `There is no lesson "${item}" in this content.`,
  listAll: 'List them all: compendium content audit',
  unknownKind: ({ kind }: { kind: string }) => `No file of the content is of the kind "${kind}".`,
  kinds: ({ names }: { names: string }) => `There are: ${names}`,
  otherFiles: ({ folder, names }: { folder: string; names: string }) =>
    `${folder} holds something else under ${names}: nothing was written.`,
  writeOver: 'Name another folder, or write over them: --force',
  compareShape: 'Compare it with audit.yaml in the content folder of the package.',
  targetForm: 'A target has figure, target and from; note is free.',
}

export type AuthoringMessages = typeof en
