import type { CallMessages } from './en.ts'

export const es: CallMessages = {
  nothingNamed: 'No has nombrado nada que evaluar.',
  fileOrCommand: 'Nombra un archivo, o una orden tras --, pero no las dos cosas.',
  cannotWatch: '--watch necesita un archivo: una orden no dice de qué archivos está hecha.',
  withoutWatch: 'Ejecuta la prueba sin --watch.',
  watchNeedsTerminal: '--watch necesita una terminal.',
  onceWithoutWatch: 'Ejecuta la prueba una vez, sin --watch.',
  forClusters: ({ flag }) =>
    `--${flag} es para los nodos de un clúster, y lo que has nombrado es un componente.`,
  forComponents: ({ flag }) =>
    `--${flag} es para componentes, y lo que has nombrado son los nodos de un clúster.`,
  without: ({ flag }) => `Ejecuta la prueba sin --${flag}.`,
  gradedAsWhat: '¿Como qué hay que evaluar el archivo?',
  asComponent: 'Un componente: compendium test FILE --pattern circuit-breaker',
  asNodes: 'Los nodos de un clúster: compendium test FILE --workload lin-kv',
  asProject: 'Un proyecto entero, en su carpeta: compendium test . --patterns saga,transactional-outbox',

  noReporter: ({ reporter }) => `--reporter ${reporter} no es un informe que exista.`,
  reporters: 'Los informes: --reporter junit=FILE, --reporter github',
  notWritten: ({ file, why }) => `No se puede escribir ${file}: ${why}.`,
  writableFolder: 'Nombra un archivo en una carpeta en la que puedas escribir.',

  noExport: ({ text }) => `No se puede escribir --export ${text}.`,
  formats: ({ formats, example }) => `Formatos: ${formats}; con un archivo: --export ${example}`,
  oneForTwo: ({ file, other, format }) => `${file} no puede contener a la vez ${other} y ${format}.`,
  ownFile: ({ example }) => `Da a cada uno su propio archivo: --export ${example}`,
  otherPlace: ({ example }) => `Elige otro sitio, por ejemplo: --export ${example}`,
  holdsElse: ({ file }) => `${file} contiene otra cosa, y no se ha tocado.`,
  otherName: ({ example }) => `Bórralo, o elige otro nombre: --export ${example}`,
  written: ({ file }) => `Se ha escrito ${file}`,

  printInstead: 'Para imprimir el informe en su lugar, quítalo o escribe --no-interactive',
  seedsDone: ({ done, of }) => `${done} de ${of} semillas`,
}
