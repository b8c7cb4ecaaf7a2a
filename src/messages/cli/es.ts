import type { CliMessages } from './en.ts'

export const es: CliMessages = {
  about:
    'Aprende sistemas distribuidos con la práctica: lecciones, ejercicios evaluados y simulaciones en tu terminal',
  headings: {
    usage: 'USO',
    commands: 'ÓRDENES',
    version: 'VERSIÓN',
    arguments: 'ARGUMENTOS',
    flags: 'OPCIONES',
    globalFlags: 'OPCIONES GENERALES',
    clusterFlags: 'OPCIONES DE CLÚSTER',
    description: 'DESCRIPCIÓN',
    examples: 'EJEMPLOS',
    aliases: 'OTROS NOMBRES',
  },
  command: 'ORDEN',
  seeHelp: 'Las opciones y los ejemplos de una orden: `compendium ORDEN --help`.',
  commandsAbout: ({ count, topic }) => `${count} órdenes sobre ${topic}`,

  error: ({ message }) => `Error: ${message}`,
  didYouMean: ({ guess }) => `Quizá querías decir: ${guess}`,
  noCommand: ({ typed }) => `No existe la orden "${typed}".`,
  commandBefore: ({ flag }) => `Antes de ${flag} hace falta una orden.`,
  listCommands: ({ command }) => `La lista de órdenes: ${command}`,
  outputLost: ({ why }) => `No se puede escribir la salida: ${why}.`,
  sendElsewhere: 'Envíala a otro sitio o libera espacio.',
  ourFault: ({ message }) => `${message} (es un fallo de compendium, no de tu trabajo)`,
  report: 'Repítelo con DEBUG=1 para ver dónde, e infórmanos con la orden que escribiste.',
}
