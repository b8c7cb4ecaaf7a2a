import { StringDecoder } from 'node:string_decoder'

/** Signs of a line that are shown: a node may write megabytes without a newline. */
const MOST_OF_LINE = 4096

/** Cuts what a node writes to standard error into lines, as it comes. */
export class LogLines {
  readonly #decoder = new StringDecoder('utf8')
  readonly #onLine: (line: string) => void
  #rest = ''

  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine
  }

  add(chunk: Buffer): void {
    const lines = (this.#rest + this.#decoder.write(chunk)).split('\n')
    this.#rest = (lines.pop() ?? '').slice(0, MOST_OF_LINE)
    for (const line of lines) this.#onLine(line.slice(0, MOST_OF_LINE))
  }

  /** What has no newline is a line too, once the node is gone. */
  end(): void {
    if (this.#rest !== '') this.#onLine(this.#rest)
    this.#rest = ''
  }
}
