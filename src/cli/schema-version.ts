/** Version of the object that `--json` prints. Raised when a documented field changes its meaning or goes. */
export const SCHEMA_VERSION = 1
