/** What files and the terminal answer. The first screen waits for these: they are few. */
export const en = {
  /** Clauses: why something could not be written. */
  unwritable: {
    forbidden: 'permission denied',
    readOnly: 'the file system is read-only',
    full: 'the disk is full',
    quota: 'the disk quota is used up',
    folder: 'it is a folder',
    notFolder: 'part of the path is a file',
    tooLong: 'the path is too long',
    raced: 'another program wrote there at the same moment',
    noFolder: 'the folder cannot be made there',
  },
  /** Phrases that follow the name of a file. */
  unreadable: {
    missing: 'is not there',
    folder: 'is a folder',
    forbidden: 'may not be read',
    other: ({ said }: { said: string }) => `cannot be read (${said})`,
    noUtf8: 'is not text in UTF-8',
    tooLarge: ({ mib }: { mib: number }) => `is larger than ${mib} MiB`,
  },
  needsTerminal: ({ what }: { what: string }) => `${what} needs a terminal for its input and its output.`,
}

export type MachineMessages = typeof en
