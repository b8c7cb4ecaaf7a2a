import type { UsageMessages } from './en.ts'

export const es: UsageMessages = {
  didYouMean: ({ guess }) => `Quizá querías decir: ${guess}`,
  seeFlags: ({ command }) => `Sus opciones y ejemplos: ${command}`,
  noFlag: ({ flag }) => `No existe la opción ${flag}.`,
  noFlags: ({ flags }) => `No existen las opciones ${flags}.`,
  missing: ({ name }) => `Falta ${name}.`,
  missingWhat: ({ name, what }) => `Falta ${name}: ${what}.`,
  exclude: ({ one, other }) => `${one} y ${other} se excluyen.`,
  notWhole: ({ flag, value }) => `${flag} no puede ser "${value}": debe ser un número entero.`,
  tooSmall: ({ flag, value, least }) => `${flag} no puede ser "${value}": debe ser ${least} como mínimo.`,
  tooLarge: ({ flag, value, most }) => `${flag} no puede ser "${value}": debe ser ${most} como máximo.`,
  needsValue: ({ flag }) => `${flag} necesita un valor.`,
  onlyOnce: ({ flag }) => `${flag} solo se puede dar una vez.`,
  oneTooMany: ({ argument }) => `"${argument}" es un argumento de más.`,
  tooMany: ({ list }) => `Estos argumentos sobran: ${list}.`,
}
