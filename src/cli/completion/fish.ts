import type { Place, Places } from './entries.ts'

const FILES = '<files>'

export function fishScript(places: Places): string {
  return `# fish completion for compendium, written by: compendium completion fish
function __compendium_words
    switch $argv[1]
${[...places].map(caseOf).join('\n')}
        case '*'
            return 1
    end
end

function __compendium_complete
    set -l words (commandline -opc)
    set -l cur (commandline -ct)
    set -l path ''
    set -l flag ''
    set -l args 0
    set -l leading 1
    for word in $words[2..-1]
        set -l longer (string trim -- "$path $word")
        if test -n "$flag"
            set flag ''
        else if test "$word" = --
            __fish_complete_path "$cur"
            return
        else if string match -q -- '-*' "$word"
            set leading 0
            if __compendium_words "value:$path:$word" >/dev/null
                set flag "$word"
            end
        else if test $leading = 1; and __compendium_words "flags:$longer" >/dev/null
            set path "$longer"
        else
            set leading 0
            set args (math $args + 1)
        end
    end
    if test -n "$flag"
        __compendium_offer "value:$path:$flag" "$cur" ''
    else if string match -q -- '--*=*' "$cur"
        set -l parts (string split -m 1 -- = "$cur")
        __compendium_offer "value:$path:$parts[1]" "$parts[2]" "$parts[1]="
    else if string match -q -- '-*' "$cur"
        __compendium_offer "flags:$path" "$cur" ''
    else
        if test $leading = 1
            __compendium_offer "sub:$path" "$cur" ''
        end
        __compendium_offer "arg:$path:$args" "$cur" ''
        or __compendium_offer "arg:$path:more" "$cur" ''
    end
end

function __compendium_offer
    set -l lines (__compendium_words "$argv[1]")
    or return 1
    for line in $lines
        if test "$line" = '${FILES}'
            for file in (__fish_complete_path "$argv[2]")
                echo "$argv[3]$file"
            end
        else
            echo "$argv[3]$line"
        end
    end
    return 0
end

complete -c compendium -e
complete -c compendium -f -a '(__compendium_complete)'
`
}

function caseOf([key, place]: readonly [string, Place]): string {
  const lines = linesOf(place)
  const print = lines.length === 0 ? 'true' : `printf '%s\\n' ${lines.map(quoted).join(' ')}`
  return `        case ${quoted(key)}\n            ${print}`
}

/** Word and description with a tab between them, as `complete` takes them. */
function linesOf({ choices, files }: Place): string[] {
  const lines = choices.map(({ word, about }) =>
    about === '' ? word : `${word}\t${about.replace(/\s+/g, ' ')}`,
  )
  return [...lines, ...(files ? [FILES] : [])]
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}
