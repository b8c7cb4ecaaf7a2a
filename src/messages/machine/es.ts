import type { MachineMessages } from './en.ts'

export const es: MachineMessages = {
  unwritable: {
    forbidden: 'permiso denegado',
    readOnly: 'el sistema de archivos es de solo lectura',
    full: 'el disco está lleno',
    quota: 'la cuota de disco está agotada',
    folder: 'es una carpeta',
    notFolder: 'una parte de la ruta es un archivo',
    tooLong: 'la ruta es demasiado larga',
    raced: 'otro programa ha escrito allí en el mismo momento',
    noFolder: 'no se puede crear allí la carpeta',
  },
  unreadable: {
    missing: 'no existe',
    folder: 'es una carpeta',
    forbidden: 'no se puede leer sin permiso',
    other: ({ said }) => `no se puede leer (${said})`,
    noUtf8: 'no es texto en UTF-8',
    tooLarge: ({ mib }) => `ocupa más de ${mib} MiB`,
  },
  needsTerminal: ({ what }) => `${what} necesita una terminal para su entrada y su salida.`,
}
