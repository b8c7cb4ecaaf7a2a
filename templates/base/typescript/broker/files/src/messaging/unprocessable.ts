/** A message that no further attempt can handle: it is not what it should be, and will not change. */
export class Unprocessable extends Error {
  override readonly name = 'Unprocessable'
}
