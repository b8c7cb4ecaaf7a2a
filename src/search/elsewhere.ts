/**
 * Texts that compilers, interpreters, package managers and their kin write of a program alone. The words of such a text may
 * fit a pattern by chance; without a signature beside them they are not taken for a question about a system.
 */
const ELSEWHERE: readonly RegExp[] = [
  /\b(Key|Index|Name|Attribute|Indentation|Syntax|ModuleNotFound|FileNotFound|Import|ZeroDivision|Recursion|Assertion|Reference|Unicode\w*)Error\b/,
  /\bTypeError: (?!fetch failed)|\bValueError: |\bRangeError: /,
  /\b(NullPointer|NullReference|ArrayIndexOutOfBounds|IndexOutOfBounds|ClassCast|ClassNotFound|NumberFormat)Exception\b/,
  /\bNo(SuchMethod|ClassDefFound)Error\b|\bTemplateDoesNotExist\b|\bSettingWithCopyWarning\b/,
  /\berror(\[E\d{4}\]|:? (TS|CS)\d{4}|: (expected|linker|externally-managed))|undefined reference to|symbol\(s\) not found/,
  /\bSegmentation fault\b|\bcore dumped\b|panic: runtime error|all goroutines are asleep/,
  /\bnpm ERR!|\bCMake Error\b|Failed to execute goal|Execution failed for task|Unable to locate package|Module not found:/,
  /not a git repository|failed to push some refs|Merge conflict in|can be fast-forwarded/,
  /\bCORS policy\b|headers already sent|Minified React|\bReact Hook\b|unmounted component|[Hh]ydration failed|unique "key" prop/,
  /error in your SQL syntax|is not JSON serializable|command not found|permission denied \(publickey\)|pull access denied/i,
  /\bcannot borrow `|\bborrow of moved value|undefined function|non-nullable field|is not defined$/m,
]

/** Whether a text is of the kind that says nothing of several programs working together. */
export function isOfAnotherWorld(text: string): boolean {
  return ELSEWHERE.some((sign) => sign.test(text))
}
