/** What files, the terminal and the database of a class answer. */
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
  /** Phrases that follow the address of a database. */
  database: {
    refused: 'takes no connections; look whether the server runs, and on this port',
    broken: 'broke the connection; look whether it is a PostgreSQL server',
    noHost: 'is on a host that nobody knows; look at its name in COMPENDIUM_DATABASE_URL',
    noLookup: 'is on a host that cannot be looked up; look whether this machine is on the network',
    noSocket: 'has no socket in that folder; look whether the server runs',
    forbiddenSocket: 'has a socket that may not be used by you',
    unreachable: 'cannot be reached from here',
    late: 'did not answer in time',
    lateHere: 'did not answer in time; look whether the server runs there',
    password: 'does not take that user name and password',
    noPassword: 'wants a password, and COMPENDIUM_DATABASE_URL has none',
    user: 'does not let that user in',
    missing: 'does not exist: the server has no database of that name',
    forbidden:
      'does not let that user do this; ask who runs it for the right to use and create in schema compendium',
    crowded: 'has too many connections just now; try again',
    full: 'has a full disk',
    starting: 'is starting up or shutting down; try again',
    readOnly: 'takes no changes: it is read-only',
    newer: ({ said }: { said: string }) => `is of a newer compendium (${said}); update this one`,
    said: ({ said }: { said: string }) => `said: ${said}`,
  },
  databaseUrl: {
    bad: ({ variable }: { variable: string }) => `${variable} is not the address of a PostgreSQL database.`,
    form: 'It looks like this: postgresql://USER:PASSWORD@HOST:5432/DATABASE',
    escape: 'In the password, write / as %2F, @ as %40, # as %23, ? as %3F and % as %25.',
  },
  key: {
    bad: ({ file }: { file: string }) => `${file} holds no Ed25519 key.`,
    putBack: 'Put the right file back, or move this one away; then a new key is made.',
    notKept: ({ file, why }: { file: string; why: string }) =>
      `The key to sign with cannot be kept in ${file}: ${why}.`,
    setHome: 'Set COMPENDIUM_HOME to a folder that you may write to.',
  },
}

export type MachineMessages = typeof en
